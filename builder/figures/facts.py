"""Gives numbers and ranks to the statements that they belong to."""

from __future__ import annotations

import re

from builder.figures.amounts import is_change, is_free, mode_of, points_of_rate, starts_from
from builder.figures.clauses import TOGETHER, counts_another
from builder.figures.frame import PARKS
from builder.figures.openings import Openings
from builder.figures.statement import Statement
from builder.figures.subjects import NOBODY, PLACE_KINDS, SIGHT
from builder.figures.tokens import Token

_AND = re.compile("[和与及、]")
_STRANGE_UNIT = re.compile(
    "[余多]?[万亿]?(?:亩|公顷|头|只|羽|尾|台|辆|套|件|株|公里|平方|立方|千瓦|度|标箱|人|担|枚|辆次|架次)"
)
_BOUNDS = re.compile(
    r"(?:以上|以下)?的(?!.{0,4}(?:增长|增速|增幅|速度|目标|水平|成绩|佳绩|规模|体量))[\u3400-\u9fff]{1,8}?(?:共|仅|只)?(?:[有达占]|\d)"
)
"""Behind a number that only says which ones are counted: 超过10%的镇街有11个."""
_BOUND = ("超", "突破", "高于", "大于", "不低于", "达到", "过", "破", "低于", "不足")


class Facts(Openings):
    """Takes up one number or rank after the other."""

    def _fact(self, clause: list[Token], index: int, broken: bool) -> None:
        token = clause[index]
        lost = token.kind == "each" or (broken and not self._last)
        if lost or (token.kind == "number" and counts_another(clause, index)):
            self._heading = None
            self._values += [None] if (lost and _is_value(token)) or has_strange_unit(clause, index) else []
            return
        if self._heading and not (broken or self._last):
            self._take_heading(token)
        if token.kind == "rank":
            self._ranked(clause, index)
            return
        targets = self._targets(clause, index)
        if targets != self._group:
            targets = self._shared(targets, clause, index) or targets
        before = [statement.value for statement in targets]
        mode = mode_of(clause, index, self._pending)
        for statement in targets:
            if other := self._elliptic(statement, token, clause):
                statement = other
            statement = self._stock(statement, token, clause[:index])
            statement = self._in_its_period(statement, token, clause)
            if statement is self._resumed:
                continue
            self._assign(statement, token, mode, clause, index)
            if other:
                break
        if mode not in ("up", "down") and _is_value(token):
            taken = [s for s, value in zip(targets, before, strict=True) if s.value != value]
            self._values.append(taken[0] if taken else None)
        self._qualifiers = []

    def _take_heading(self, token: Token) -> None:
        """Begin the statement whose indicator stands alone before: 工业投资一马当先，前4月增长31.9%."""
        named, self._heading = self._heading, None
        if named:
            subject = self._subject if self._subject.said else named.subject
            self._last = [self._new(named.way, named.indicator, token.start, token.end, named.scope, subject)]
            self._last[-1].is_rate = named.speaks_of_rate

    def _ranked(self, clause: list[Token], index: int) -> None:
        """Give a rank to what it belongs to; behind 分别, each of several to its own: 分别居全市第4位、第6位."""
        ranks = [token for token in clause if token.kind == "rank"]
        apart = any("分别" in token.text for token in clause[: index + 1])
        if not apart or len(ranks) == 1:
            for statement in self._targets(clause, index):
                self._rank(statement, clause[index])
            return
        if clause[index] is not ranks[-1]:
            return
        stated = [statement for statement in self._found if statement.is_full]
        listed = (self._open, self._group, stated[-len(ranks) :])
        group = next((group for group in listed if len(group) == len(ranks)), None)
        if group is None:
            words = self._paragraph[ranks[0].start : ranks[-1].end]
            group, ranks = self._last, [ranks[0]._replace(text=words)] * len(self._last)
        for item, token in zip(group, ranks, strict=True):
            if item:
                self._rank(item, token)

    def _rank(self, statement: Statement, token: Token) -> None:
        """Give a rank to a statement; where that says nothing else, to the one before it of the same: 其中GDP居全市第二."""
        if not statement.is_full:
            same = (s for s in self._found if s.is_full and not s.rank and s.is_of_same(statement))
            statement = next(same, statement)
        statement.rank, statement.end = statement.rank or token.text, token.end
        statement.is_rate = statement.is_rate or token.text.startswith(("增速", "增幅"))
        statement.is_bound = statement.is_bound or self._text_behind(token).startswith("的")  # 居前三位的是

    def _targets(self, clause: list[Token], index: int) -> list[Statement]:
        """The statements that a fact belongs to: all open ones for a rank or 均 or 各, else the last."""
        shared = clause[index].kind == "rank" or any(
            t.kind == "each" or t.text.startswith(TOGETHER) for t in clause[:index]
        )
        group = [statement for statement in self._group if statement]
        if shared and len(group) > 1 and _gives_growth(group, clause, clause[index]):
            return group
        return (
            self._open
            if shared and len(self._open) > 1 and not any(s.is_full for s in self._open)
            else self._last
        )

    def _shared(self, last: list[Statement], clause: list[Token], index: int) -> list[Statement]:
        """Begin the last statement anew for each of several places: 綦江区GDP为826亿元，璧山、大足均站上850亿元."""
        together = any(token.text.startswith(TOGETHER) for token in clause[:index])
        if not (together and last and last[-1].is_full and self._subject is NOBODY and self._joint):
            return []
        if any(token.kind == "indicator" for token in clause):
            return []
        self._last = [self._twin(last[-1], place) for place in self._joint]
        for statement in self._last:
            statement.start, statement.is_rate = clause[0].start, last[-1].speaks_of_rate
        return self._last

    def _assign(self, statement: Statement, token: Token, mode: str, clause: list[Token], index: int) -> None:
        """Give a statement a number, as its change or its value, where its unit fits."""
        if token.unit is None:
            return
        if not statement.is_full:
            statement.kind = self._kind
        self._firm = self._firm and not statement.way.never_firm
        if starts_from(clause, index):
            statement.from_value = True
            statement.from_rate = token.unit in ("%", "％")
            return
        if self._bounds(token, clause[:index]):
            statement.is_bound = True
        if self._text_behind(token).lstrip("”").startswith(("的目标", "的预期目标", "目标")):
            for one in (statement, *(s for s in self._found if s.start >= clause[0].start)):
                one.kind = "target"
        if is_change(token, statement, mode, self._text_behind(token)):
            self._assign_change(statement, token, mode)
        elif self._indicators.units[statement.way.measure].fullmatch(token.unit) and (
            is_free(statement, token, mode) or _is_exact(statement, token, clause[:index])
        ):
            statement.value, statement.unit, statement.end = token.value, token.unit, token.end
            statement.increment = statement.increment or mode == "up" or _is_new(statement, clause[:index])
            self._qualify(statement, token)
            if any(piece.kind == "each" for piece in clause[:index]):
                self._split_parts(statement)

    def _assign_change(self, statement: Statement, token: Token, mode: str) -> None:
        if (statement.change is None or mode == "to") and not points_of_rate(token, statement.way):
            statement.change = -abs(token.value or 0) if mode == "down" else token.value
            statement.change_unit = "%" if token.unit == "％" else token.unit
            statement.end = token.end
            self._qualify(statement, token)

    def _bounds(self, token: Token, before: list[Token]) -> bool:
        """Whether a number only bounds what is counted behind it: 增速超过10%的镇街有11个."""
        exceeds = bool(before) and (before[-1].text.startswith(_BOUND) or before[-1].text.endswith(_BOUND))
        within = exceeds or token.qualifier in ("以上", "以下")
        return within and _BOUNDS.match(self._text_behind(token)) is not None

    def _text_behind(self, token: Token) -> str:
        return self._paragraph[token.end : token.end + 12]

    def _split_parts(self, statement: Statement) -> None:
        """国家级和市级绿色工厂各1个: two statements."""
        parts = _AND.split(statement.scope or "")
        if len(parts) == 2:
            statement.scope = parts[0]
            twin = self._new(
                statement.way,
                statement.indicator,
                statement.start,
                statement.end,
                parts[1],
                statement.subject,
            )
            twin.value, twin.unit = statement.value, statement.unit

    def _stock(self, last: Statement, token: Token, before: list[Token]) -> Statement:
        """Begin anew for a total behind an increment (新增高新技术企业41家，总数达到287家), or a net gain behind a total (达410户，净增27户)."""
        if last.value is None or last.way.measure not in ("count", "visits") or not _is_value(token):
            return last
        gained = _is_net(before) and not last.increment
        if not (gained or _is_total(before, last)):
            return last
        statement = self._new(last.way, last.indicator, last.start, token.end, last.scope, last.subject)
        statement.increment = gained
        self._last = [statement]
        return statement

    def _resume(self, clause: list[Token]) -> None:
        """Let a clause that names only another place or period state the last indicator again: 今年一季度增长6.2%."""
        words = [
            token for token in clause if token.kind not in ("stop", "filler", "quote", "and", "qualifier")
        ]
        sight = bool(words) and _is_sight(words, self._stated_last())
        speaks = words and (words[0].kind in PLACE_KINDS or _is_period(words[0]) or sight)
        if (
            (self._last and not sight)
            or not speaks
            or any(token.kind in ("indicator", "other", "each") for token in words[1:])
        ):
            return
        self._resumed = self._heading or self._stated_last()
        if not any(token.kind in ("number", "rank") for token in words):
            self._heading = self._resumed  # what follows the comma is of this place or period
        self._last = [self._resumed] if self._resumed and not self._heading else []

    def _stated_last(self) -> Statement | None:
        """The last statement of the sentence, else what the one before it left."""
        return next((s for s in reversed(self._found) if s.is_full), self._carry.last)

    def _again(self) -> None:
        """Begin the last statement anew: 到2022年，这一数字变成15.1亿元."""
        if last := self._stated_last():
            self._kind = last.kind
            self._last = [self._new(last.way, last.indicator, last.start, last.end, last.scope, last.subject)]
            self._last[-1].is_rate = last.speaks_of_rate

    def _elliptic(self, last: Statement, token: Token, clause: list[Token]) -> Statement | None:
        """
        永川GDP增长8%，江津增长7%: the second states the first's indicator.

        None where the place is the same, or where the clause names an indicator of its own.
        """
        if any(piece.kind == "indicator" for piece in clause if piece.start < token.start):
            return None
        if not self._subject.said or self._subject.place is None:
            return None
        if (self._subject.place, self._subject.scope) == (
            last.subject.place,
            last.subject.scope,
        ) and not last.is_bound:
            return None
        scope = None if last.scope == last.subject.scope else last.scope
        statement = self._new(last.way, last.indicator, token.start, token.end, scope)
        statement.is_rate = last.speaks_of_rate
        self._last = [statement]
        return statement

    def _in_its_period(self, last: Statement, token: Token, clause: list[Token]) -> Statement:
        """年均增长5.9%，2023年达到828亿元: behind a period of its own, a number makes a statement of its own."""
        said = last.value if _is_value(token) else last.change
        framed = said is not None and _is_frame(self._before)  # 一季度增长5.6%；上半年，增长6.1%
        named = framed or any(_is_period(piece) and piece.end <= token.start for piece in clause)
        if last.from_value and not last.is_full:
            last.period = self._period
        fresh = last.is_full and any(_is_period(p) and last.end <= p.start < token.start for p in clause)
        stated = any(piece.kind == "indicator" for piece in clause)
        if last.period == self._period or not named or (stated and not fresh):
            return last
        if not last.is_full:
            last.period = self._period
            return last
        statement = self._new(last.way, last.indicator, token.start, token.end, last.scope, last.subject)
        statement.is_rate = last.speaks_of_rate
        self._last = [statement]
        return statement


def _is_sight(words: list[Token], last: Statement | None) -> bool:
    """Whether a clause begins with a park that was named before, or is a sight with its number: 神女景区3.9万人次."""
    if words[0].text in PARKS:
        return True
    numbered = (
        last is not None and len(words) > 1 and words[1].kind == "number" and words[1].unit == last.unit
    )
    return words[0].kind == "other" and numbered and SIGHT.fullmatch(words[0].text) is not None


def _gives_growth(group: list[Statement], clause: list[Token], token: Token) -> bool:
    """Whether a percentage is the growth of all values of the list before: …分别为340亿元、330亿元，增速都在7%以上."""
    named = any(piece.kind in PLACE_KINDS or piece.kind == "indicator" for piece in clause)
    return token.unit == "%" and not named and all(s.value is not None and s.change is None for s in group)


def _is_value(token: Token) -> bool:
    return token.unit not in (None, "%", "个百分点", "倍")


def has_strange_unit(clause: list[Token], index: int) -> bool:
    """Whether a number is a value in a unit that no indicator has; a list of changes passes it over: 面积98万亩、产量49万吨."""
    behind = clause[index + 1].text if index + 1 < len(clause) else ""
    return clause[index].unit is None and _STRANGE_UNIT.match(behind) is not None


def _is_total(before: list[Token], last: Statement) -> bool:
    """Whether the words before a count say that it is a total; 达到 says so behind an increment."""
    words = ("总数", "总量", "总户数", "累计", *(("达", "增至") if last.increment else ()))
    return any(piece.text.startswith(words) for piece in before)


def _is_net(before: list[Token]) -> bool:
    """Whether a count is one of what was gained: 净增27户, 净增近30家, 当年新增84户."""
    told = [piece for piece in before if piece.kind != "qualifier"]
    return bool(told) and told[-1].text.startswith(("净增", "新增"))


def _is_period(token: Token) -> bool:
    return token.kind == "period" or token.text.startswith("到20")


def _is_frame(clause: list[Token]) -> bool:
    """Whether a clause only says of what time the next one speaks."""
    words = [token for token in clause if token.kind not in ("stop", "filler")]
    return bool(words) and all(_is_period(token) for token in words)


def _is_exact(statement: Statement, token: Token, before: list[Token]) -> bool:
    """Whether a number says exactly what the one before it only bounds: 突破800亿元，达到812亿元."""
    bounded = any(
        word in qualifier
        for qualifier in statement.qualifiers
        for word in ("突破", "超过", "超", "上", "跨", "迈", "破")
    )
    reached = any(piece.text.startswith("达") for piece in before)
    return bounded and reached and token.unit == statement.unit


def _is_new(statement: Statement, before: list[Token]) -> bool:
    """Whether a count behind its indicator is said to be new: 规上工业企业净增12家."""
    added = any(piece.kind == "increment" and piece.start >= statement.start for piece in before)
    return added and statement.way.measure == "count"
