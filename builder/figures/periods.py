"""Reads the period that a statement speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(r"[1１一]\s?(?:——|[—\-－–~～至到])\s?(\d{1,2})月份?")
_YEARS = re.compile(r"(\d{4})年?(?:——|[—\-–~至到])(\d{4})年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_THIS = ("今年", "本年")
_LAST = ("去年", "上年")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as the ledger names it."""

    name: str
    """上半年, 1—9月, 今年以来, 到2027年."""
    year: int | None = None
    """Where the words give it."""
    back: int = 0
    """Years before the present one: 1 for 去年."""
    explicit: bool = True

    def continued(self, later: Period) -> Period:
        """Two period words in a row, such as 2024年 and 上半年, are one."""
        if later.year is None and not later.back and self.name in ("全年", "今年", "去年"):
            return Period(later.name, self.year, self.back)
        return later


def read_period(words: str) -> Period:
    """The period that some words name; dashes and 份 are made alike, 今年 before a part of the year is left out."""
    words = words.removeprefix("到")
    if years := _YEARS.fullmatch(words):
        return Period(f"{years[1]}—{years[2]}年", int(years[2]))
    year = _YEAR.search(words)
    back = 1 if words.startswith(_LAST) else 0
    bare = _YEAR.sub("", words)
    for prefix in (*_THIS, *_LAST):
        bare = bare.removeprefix(prefix)
    if span := _RANGE.fullmatch(bare):
        return Period(f"1—{span[1]}月", year and int(year[1]), back)
    if words.startswith("截至"):
        return Period(words, year and int(year[1]), back)
    if bare == "以来":
        return Period(f"{words.removesuffix('以来')}以来", year and int(year[1]), back)
    if bare in ("", "全年"):
        return Period("全年" if year or bare else words, year and int(year[1]), back)
    return Period(bare.removesuffix("份") if bare.endswith("月份") else bare, year and int(year[1]), back)
