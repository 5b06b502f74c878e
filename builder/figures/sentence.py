"""Puts the pieces of a sentence together to statements of indicators."""

from __future__ import annotations

import re

from builder.figures.amounts import mode_of
from builder.figures.clauses import SHARES, clauses
from builder.figures.headings import is_heading
from builder.figures.lists import Lists
from builder.figures.statement import Statement
from builder.figures.tokens import Token

_RATE = re.compile(r"增速|增幅|\A.+增长”?$")
"""Behind an indicator: its growth is spoken of, 增速逐季攀升, 两位数增长."""


class Sentence(Lists):
    """Reads one sentence, piece by piece."""

    def statements(self) -> list[Statement]:
        """All statements of the sentence; what is about a firm or a place outside is left out."""
        for clause in clauses(self._tokens):
            self._first = self._first or clause
            self._resume(clause)
            if not self._distributed(clause):
                self._clause(clause)
            self._before = clause
        stated = [statement for statement in self._found if statement.is_full]
        self._leave(stated)
        return [statement for statement in stated if not statement.is_bound]

    def _leave(self, stated: list[Statement]) -> None:
        """Leave to the next sentence what it may go on with."""
        carry = self._carry
        carry.period = self._period if self._own_period or carry.period else None
        carry.firm = self._firm
        carry.kind = "actual"
        carry.named = next(reversed(self._context), None)
        carry.context, carry.stated = self._context, tuple(stated)
        carry.last = stated[-1] if len({(s.indicator, s.scope) for s in stated}) == 1 else None
        only_ranked = carry.last if carry.last and not carry.last.is_counted else None
        carry.heading = self._heading or only_ranked
        if stated and not self._continues:
            carry.topic = stated[0].subject

    def _clause(self, clause: list[Token]) -> None:
        broken = False
        for index, token in enumerate(clause):
            if token.kind == "indicator":
                broken = self._begin(clause, index)
            elif token.kind == "other" or token.text in SHARES:
                self._break(clause, index)
                broken = True
            elif token.kind in ("number", "rank", "each"):
                self._fact(clause, index, broken)
            else:
                self._note(clause, index)
        self._pending = mode_of(clause, len(clause), self._pending)
        self._head(clause)

    def _head(self, clause: list[Token]) -> None:
        """Keep what a clause names without a figure, until another one states something or names another."""
        if any(token.kind == "indicator" for token in clause):
            begun = self._found[-1] if self._found else None
            open_ = begun and not begun.is_full and begun.start >= clause[0].start
            self._heading = begun if open_ and is_heading(clause) else None
        elif self._heading and self._heading.is_full and any(token.kind == "other" for token in clause):
            self._heading = None

    def _break(self, clause: list[Token], index: int) -> None:
        """End what is open at words that no pattern knows, and at those that make a number a share."""
        if clause[index].kind == "other":
            self._other(clause, index)
        else:
            self._last, self._open = [], []

    def _note(self, clause: list[Token], index: int) -> None:
        """Take up what a piece says of the statements that are open, else of the sentence."""
        token = clause[index]
        if token.text == "；":
            self._increment = self._of_class = self._product = False
        elif token.text in "（(":
            self._outside = self._last, self._open
        elif token.text in "）)":
            self._last, self._open = self._outside
        elif token.kind == "again":
            self._again()
        elif _RATE.match(token.text) and token.kind in ("attribute", "up", "filler"):
            for statement in (*self._last, *(s for s in self._open if not s.is_full)):
                statement.is_rate = True
        else:
            super()._note(clause, index)
