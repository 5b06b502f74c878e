"""Tells how a number is taken: as a value, as a change, or as where a change began."""

from __future__ import annotations

import re

from builder.figures.indicators import Indicator
from builder.figures.statement import Statement
from builder.figures.tokens import Token

_GROWTH = re.compile("的(?:较快|快速|中?高|平稳|稳定|强劲)?(?:速度)?(?:增长|增速|增幅|涨幅|速度)")
_COUNT_UNITS = frozenset("家个户项座条间所")


def mode_of(clause: list[Token], index: int, pending: str = "plain") -> str:
    """
    How the words before a place in a clause take a number: `up`, `down`, `to`, or plain.

    `pending`: how the clause before ended: 增速较一季度提高0.6个百分点，达到6.7%.
    """
    for token in reversed(clause[:index]):
        if token.kind in ("up", "down", "to"):
            return token.kind
        if token.text.startswith(("增速", "增幅", "增长")) and token.kind in (
            "attribute",
            "compare",
            "target",
        ):
            return "up"
        if token.kind in ("number", "indicator", "other", "rank") or token.text == "、":
            return "plain"
    return pending if clause and clause[0].text == "，" else "plain"


def starts_from(clause: list[Token], index: int) -> bool:
    """Whether a number is only what the indicator rose or fell from: 从2021年的820家增长到2310家."""
    for token in reversed(clause[:index]):
        if token.text in ("从", "由"):
            behind = clause[index + 1 : index + 2]
            return any(later.kind == "to" for later in clause[index:]) or any(
                later.text.startswith(("到", "至", "一路", "节节", "逐")) for later in behind
            )
        if token.kind not in ("period", "origin", "filler", "qualifier", "up", "down"):
            return False
    return False


def is_change(token: Token, statement: Statement, mode: str, behind: str) -> bool:
    """Whether a number says how much the indicator changed, so 5.8% where 的增长 is `behind` it; behind 增速由5.3% a 提升至7.1% does, too."""
    if token.unit in ("个百分点", "倍"):
        return True
    if token.unit in ("%", "％") and _GROWTH.match(behind):
        return True
    again = mode == "to" and statement.from_rate and statement.way.measure != "percent"
    return token.unit in ("%", "％") and (mode in ("up", "down") or again or statement.is_rate)


def is_free(statement: Statement, token: Token, mode: str) -> bool:
    """Whether a statement still takes a value: 增加36家 gives a count, 增加20亿元 no value; behind 到 a new one counts."""
    if mode in ("up", "down"):
        return statement.value is None and mode == "up" and (is_count(token) or statement.increment)
    return statement.value is None or mode == "to"


def points_of_rate(token: Token, way: Indicator) -> bool:
    """Points belong to a rate; with another indicator they compare its growth, and say nothing of itself."""
    return token.unit == "个百分点" and way.measure != "percent"


def is_count(token: Token) -> bool:
    return (token.unit or "").removeprefix("万") in _COUNT_UNITS
