"""Keeps a line from ending inside a number, or between a number and its unit: 1625.4亿元, 10万平方米, 11月5日."""

from __future__ import annotations

import re

_DIGITS = r"\d+(?:[.,，]\d+)*"
_UNIT = r"(?:%|％|‰|[余多]?[万亿千百]{0,2}[余多]?(?:平方公里|平方米|百分点|公里|千米|公斤|千瓦时?|美元|人次|场次|小时|分钟|个百分点|[一-鿿])?)"
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_NUMBER = re.compile(
    rf"(?<![\w&#.])(?:{_DAY}|{_DIGITS}{_UNIT}(?:[—–~～至-]{{1,2}}{_DIGITS}{_UNIT})?)", re.ASCII
)
_RUN = re.compile(r">[^<]*\d[^<]*<")
LONGEST = 14
"""Characters; a longer one would leave a gap at the end of a phone's line."""


def keep_numbers_whole(content: str) -> str:
    """Put each number with its unit into an element that no line breaks in; must not act inside tags or entities."""
    return _RUN.sub(lambda run: _NUMBER.sub(_whole, run.group()), content)


def _whole(match: re.Match[str]) -> str:
    number = match.group()
    return (
        number
        if number.isdigit() or len(number) > LONGEST
        else f'<span class="archive-whole">{number}</span>'
    )
