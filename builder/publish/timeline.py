"""Lays the archive's pages on a calendar, so that a reader sees what there is and where there are gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.archive import day_of, year_of
from builder.model import Page
from builder.publish.addresses import UNDATED

MOST_YEARS = 12
"""Shown month by month; of a longer stretch each year is one cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month, or a year of a long stretch."""

    name: str
    """As its row shows it: `7月`, `2024`."""
    count: int
    """Pages."""
    anchor: str
    """Of its pages, in the index of pages."""


@dataclass(frozen=True, slots=True)
class Row:
    """A year of months, or a decade of years."""

    name: str
    cells: tuple[Cell, ...]


def month_anchor(page: Page) -> str:
    """Anchor of the month of a page in the index of pages: `m202411`."""
    day = day_of(page)
    return f"m{day[:4]}{day[5:7]}" if day else UNDATED


def year_anchor(page: Page) -> str:
    """Anchor of the year of a page in the index of pages: `y2024`."""
    year = year_of(page)
    return f"y{year}" if year else UNDATED


def lay_timeline(pages: Iterable[Page]) -> tuple[Row, ...]:
    """The stretch from the first to the last page that has a day, the newest row first, gaps included."""
    days = [day for page in pages if (day := day_of(page))]
    if not days:
        return ()
    first, last = int(min(days)[:4]), int(max(days)[:4])
    if last - first < MOST_YEARS:
        months = Counter(day[:7] for day in days)
        return tuple(_year_row(year, months) for year in range(last, first - 1, -1))
    years = Counter(int(day[:4]) for day in days)
    return tuple(_decade_row(start, years) for start in range(last // 10 * 10, first - 1 - first % 10, -10))


def _year_row(year: int, pages: Counter[str]) -> Row:
    cells = (
        Cell(f"{month}月", pages[f"{year:04}-{month:02}"], f"m{year:04}{month:02}") for month in range(1, 13)
    )
    return Row(f"{year}年", tuple(cells))


def _decade_row(start: int, pages: Counter[int]) -> Row:
    years = range(start, start + 10)
    return Row(f"{start}年代", tuple(Cell(str(year), pages[year], f"y{year:04}") for year in years))
