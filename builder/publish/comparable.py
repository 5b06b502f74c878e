"""Says which figures may stand beside each other: only like beside like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model import Figure, Page
from builder.publish.words import change_in_words, value_in_words

Months = tuple[int, int]
"""First and last month of a stretch of a year."""

STRETCHES: dict[str, Months] = {
    "全年": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "首季": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
}
LEAST = 2
"""Places, or times, from which there is something to compare."""
_FROM_JANUARY = re.compile(r"(?:1—|前)(\d{1,2})个?月")
_MONTH = re.compile(r"(\d{1,2})月")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that a figure gives: its value, or its change."""

    page: Page
    figure: Figure
    months: Months
    measure: str
    """What it is measured in, `增速，%` for a change and `亿元` for a value."""
    number: float
    words: str
    """The number with its unit."""

    @property
    def year(self) -> int:
        """The year of its stretch."""
        assert self.figure.year is not None  # else there were no reading
        return self.figure.year

    @property
    def is_change(self) -> bool:
        """Whether it says how much more than a year before."""
        return self.measure.startswith(CHANGE)

    @property
    def period(self) -> str:
        """`2025年1—6月`: one name for what papers call 上半年, too."""
        first, last = self.months
        if self.months == STRETCHES["全年"]:
            return f"{self.year}年"
        return f"{self.year}年{first}{'' if first == last else f'—{last}'}月"


CHANGE = "增速"


def months_of(period: str | None) -> Months | None:
    """The months of a period; none where it has no certain end, such as 今年以来 or 目前."""
    if period in STRETCHES:
        return STRETCHES[period]
    if match := _FROM_JANUARY.fullmatch(period or ""):
        months = (1, int(match[1]))
    elif match := _MONTH.fullmatch(period or ""):
        months = (int(match[1]), int(match[1]))
    else:
        return None
    return months if 1 <= months[1] <= 12 else None


def readings_of(page: Page, figure: Figure) -> Iterator[Reading]:
    """
    The numbers of a figure that can be compared with another's.

    None of a target, of a part of a place, of an increment, and of a period whose year or end is not known.
    """
    months = months_of(figure.period)
    if figure.kind != "actual" or figure.scope or figure.increment or not figure.year or not months:
        return
    if figure.change is not None:
        measure = f"{CHANGE}，{figure.change_unit}" if figure.change_unit else CHANGE
        yield Reading(page, figure, months, measure, figure.change, change_in_words(figure))
    if figure.value is not None:
        yield Reading(page, figure, months, figure.unit or "数值", figure.value, value_in_words(figure))


def rankings(readings: Iterable[Reading]) -> list[list[Reading]]:
    """Readings of one indicator by period and measure, the newest period first, in each the highest first."""
    groups: dict[tuple[int, Months, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.year, reading.months, reading.measure].append(reading)
    newest = sorted(
        groups.items(), key=lambda group: (-group[0][0], -group[0][1][1], group[0][1], group[0][2])
    )
    return [
        sorted(group, key=lambda reading: (-reading.number, reading.figure.place, reading.figure.id))
        for _, group in newest
        if len({reading.figure.place for reading in group}) >= LEAST
    ]


def time_series(readings: Iterable[Reading]) -> list[list[Reading]]:
    """
    Readings of one place as series over time, each the oldest first, the indicators most stated first.

    Amounts go with those of the same months of other years. Changes on the year before go together whatever the
    number of months since January, as statistical bureaus draw them.
    """
    groups: dict[tuple[str, str, Months | int], list[Reading]] = defaultdict(list)
    for reading in readings:
        is_running = reading.is_change and reading.months[0] == 1
        groups[reading.figure.indicator, reading.measure, 1 if is_running else reading.months].append(reading)
    lasting = [
        sorted(group, key=lambda reading: (reading.year, reading.months[1], reading.figure.id))
        for group in groups.values()
        if len({(reading.year, reading.months) for reading in group}) >= LEAST
    ]
    return sorted(lasting, key=lambda group: (-len(group), group[0].figure.indicator, group[0].measure))
