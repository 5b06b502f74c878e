"""Reads days, months and years as newspapers write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
_YEAR = r"(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?:(?P<year>{_YEAR})年)?(?<![\d.、—\-])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号](?!电)"
)
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
FUTURE = re.compile(
    r"将于|拟于|定于|将在|预计|计划|力争|确保|争取|有望|截止|截至|为期|报名|持续[到至]|延续[到至]|起施行|起实施|起执行"
)
_TERM = ("前", "之前", "以前", "起", "止", "至", "—", "-")
"""Behind a day that ends or begins a term."""
_CLAUSE_END = re.compile(r"[，。；！？\n]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    future: bool
    """Whether its clause speaks of what is to come, or of a term."""

    def on(self, year: int) -> date | None:
        """The day in its own year, else in that one; None where the calendar lacks it."""
        return as_date(self.year or year, self.month, self.day)


@lru_cache(maxsize=256)
def days(text: str) -> tuple[Day, ...]:
    """All days that a text names with month and day, in its order; impossible ones are left out."""
    return tuple(_days(text)) if "月" in text else ()


def _days(text: str) -> Iterable[Day]:
    for match in _DAY.finditer(text):
        year = number(match["year"]) if match["year"] else _relative_year(text, match.start())
        month, day = number(match["month"]), number(match["day"])
        if year != 0 and as_date(year or 2024, month, day):
            around = clause(text, match.start(), match.end())
            ahead = FUTURE.search(around) is not None or text.startswith(_TERM, match.end())
            yield Day(match.start(), match.end(), year, month, day, ahead)


def _relative_year(text: str, start: int) -> int | None:
    """None for the present year; 0 where words before a day say that it lies in another, unnamed one."""
    return (
        0
        if re.search(
            r"(去年|上年|前年|明年|次年|当年|同年|翌年|农历|年)的?$", text[max(0, start - 4) : start]
        )
        and not text[max(0, start - 2) : start].endswith("今年")
        else None
    )


def clause(text: str, start: int, end: int) -> str:
    """The words around a place, up to the next comma or full stop; a comma right behind the place does not end it."""
    left = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    right = _CLAUSE_END.search(text, end + 1)
    return text[left : right.start() if right else len(text)]


def weekday(text: str) -> int | None:
    """Day of the week that a text names, Monday 0."""
    match = _WEEKDAY.search(text)
    return "一二三四五六日".index(match[1].replace("天", "日")) if match else None


def number(words: str) -> int:
    """Value of a day, month or year in digits or Chinese: 22, 二十二, 二〇二四."""
    if words.isascii():
        return int(words)
    if "十" in words:
        tens, _, ones = words.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS.get(char, char)) for char in words))


def as_date(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None where it lacks it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
