"""Tells which year a page calls 今年, and from which words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.days import FUTURE, clause

_SENTENCE = re.compile(r"[^。！？\n]*")
_THIS_YEAR = re.compile(r"今年(正值|恰逢|适逢|既?是|迎来|系|，是|为)")
_ENDING = re.compile(
    r"(20\d\d|19\d\d)年?(即将(收官|过去|结束)|接近尾声|已?进入(尾声|倒计时))|冲刺(20\d\d)年?“?全年红"
)
_EQUATED = re.compile(
    r"今年[（(，]?即?(20\d\d|19\d\d)年?[)）]?|(20\d\d|19\d\d)年[（(]今年[)）]|今年（(20\d\d)）"
)
_PAST_EQUATED = re.compile(
    r"去年[（(，]?即?(20\d\d|19\d\d)年|刚刚过去的(20\d\d|19\d\d)年?|(20\d\d|19\d\d)年已经?(过去|收官|成为历史)"
)
_COMING = re.compile(r"(20\d\d|19\d\d)年?即将(?:到来|来临)")
_ANNUAL = re.compile(r"(?<!\d)((?:19|20)\d\d)年，(?!前|上半年|一季度|第|\d)")
_EARLY_THIS_YEAR = re.compile(r"今年(一季度|首季|[1-6]月|前[2-5]个?月|开春|春节)|进入[1-6]月")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|[^\d.%万亿元个家吨米人])")


@dataclass(frozen=True, slots=True)
class YearWords:
    """Words that are said of one year only."""

    known: tuple[tuple[re.Pattern[str], int], ...]
    anniversary: tuple[tuple[re.Pattern[str], int], ...]
    terms: dict[str, tuple[str, str]]
    """First and last possible day of each solar term, as MM-DD."""
    season: re.Pattern[str]
    """Words that set the writing in a solar term: 谷雨时节，…"""


@dataclass(frozen=True, slots=True)
class PresentYear:
    """The year that a page calls 今年."""

    year: int
    words: str
    source: str
    """`text` or `catalog`."""


def load_year_words(path: Path) -> YearWords:
    """Read the words from TOML."""
    data = tomllib.loads(path.read_text("utf-8"))
    known = tuple((re.compile(entry["words"]), entry["year"]) for entry in data["known"])
    counted = tuple(
        (re.compile(entry["words"] + r"(\d{1,3})周年"), entry["year"]) for entry in data["anniversary"]
    )
    terms = {term: (first, last) for term, (first, last) in data["terms"].items()}
    return YearWords(known, counted, terms, re.compile(f"({'|'.join(terms)})(时节|前后|刚过|已过)，"))


def present_year(texts: tuple[str, ...], words: YearWords) -> PresentYear | None:
    """
    Infer the year of publication from words that pin it down.

    Says nothing where the texts name only past or future years, or where two clues disagree.
    """
    found = list(_clues(texts, words))
    years = {clue.year for clue in found}
    if not found:
        return _year_after_annual_totals(texts)
    return found[0] if len(years) == 1 else None


def _clues(texts: tuple[str, ...], words: YearWords) -> Iterable[PresentYear]:
    for text in texts:
        if "今年" in text:
            yield from _known_years(text, words)
        if not _NAMED_YEAR.search(text):
            continue
        for pattern, later in ((_ENDING, 0), (_EQUATED, 0), (_PAST_EQUATED, 1), (_COMING, -1)):
            for match in pattern.finditer(text):
                year = next(group for group in match.groups() if group and group.isdigit())
                yield PresentYear(int(year) + later, match.group(), "text")


def _known_years(text: str, words: YearWords) -> Iterable[PresentYear]:
    for match in _THIS_YEAR.finditer(text):
        sentence = _SENTENCE.match(text, match.start())
        said = sentence.group() if sentence else ""
        for pattern, year in words.known:
            if hit := pattern.search(said):
                yield PresentYear(year, said[: hit.end()], "text")
        for pattern, year in words.anniversary:
            if hit := pattern.search(said):
                yield PresentYear(year + int(hit.groups()[-1]), said[: hit.end()], "text")


def _year_after_annual_totals(texts: tuple[str, ...]) -> PresentYear | None:
    """
    Infer the year from last year's totals: 2024年，全区完成… beside 今年一季度.

    Needs two paragraphs that report the same full year, no later year that is past, and words that set the page
    in the first half of 今年.
    """
    early = next((match for text in texts if (match := _EARLY_THIS_YEAR.search(text))), None)
    totals: dict[int, list[str]] = {}
    for text in texts:
        for match in _ANNUAL.finditer(text):
            said = _SENTENCE.match(text, match.start())
            if said and not FUTURE.search(said.group()) and "将" not in said.group():
                totals.setdefault(int(match[1]), []).append(said.group()[:16])
    if not early or not totals:
        return None
    last = max(totals)
    later = {
        int(match[1])
        for text in texts
        for match in _YEARS.finditer(text)
        if int(match[1]) > last and not _is_future(text, match)
    }
    return (
        PresentYear(last + 1, f"{totals[last][0]}…{early.group()}", "text")
        if len(totals[last]) > 1 and not later
        else None
    )


def _is_future(text: str, match: re.Match[str]) -> bool:
    around = clause(text, match.start(), match.end())
    return FUTURE.search(around) is not None or "将" in around or text[: match.start()].endswith(("到", "至"))
