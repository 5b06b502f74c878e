"""
Cuts what is too long for one page of the site into shelves: a year's items, or a part of them.

A shelf holds whole items and is made of them alone, so that one more item changes one shelf. Parts of a year are counted
from the oldest: what is added fills the last or begins another, and the others stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from builder.publish.addresses import UNDATED
from builder.publish.words import year_in_words

T = TypeVar("T")

MOST = 200
"""Reports, or rows of a table, on a page of the site: some 120 KB of HTML with the frame around them."""
RECENT = 30
"""What the page shows that leads to the shelves."""

ShelfLink = tuple[str, str, int]
"""What leads to a shelf: its name, the path of its Markdown, how much it holds."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """Items that share a page of the site."""

    year: str
    """Four digits; empty where it is not known."""
    part: int
    """From 1, the oldest."""
    is_only: bool
    """Whether it holds all of its year."""
    items: tuple[T, ...]

    @property
    def slug(self) -> str:
        """Ends the address: 2024, 2024-2."""
        return (self.year or UNDATED) + (f"-{self.part}" if self.part > 1 else "")

    @property
    def name(self) -> str:
        """What readers are told: 2024年, 2024年（2）."""
        year = year_in_words(self.year)
        return year if self.is_only else f"{year}（{self.part}）"


def shelve(
    items: Sequence[T], year: Callable[[T], str], weight: Callable[[T], int] = lambda _: 1, most: int = MOST
) -> list[Shelf[T]]:
    """Shelves of items that stand by year, in their order; one shelf is no heavier than `most`, or holds one item."""
    shelves: list[Shelf[T]] = []
    for key, run in groupby(items, key=year):
        parts = _parts(list(run), weight, most)
        shelves += [
            Shelf(key, len(parts) - place, len(parts) == 1, tuple(part)) for place, part in enumerate(parts)
        ]
    return shelves


def recent(items: Sequence[T], weight: Callable[[T], int] = lambda _: 1, most: int = RECENT) -> list[T]:
    """The first items, as many as are no heavier than `most` together, and at least one."""
    taken: list[T] = []
    room = most
    for item in items:
        room -= weight(item)
        if room < 0 and taken:
            break
        taken.append(item)
    return taken


def _parts(items: Sequence[T], weight: Callable[[T], int], most: int) -> list[list[T]]:
    """Items in parts that are filled from the last item to the first."""
    parts: list[list[T]] = []
    filled = most + 1
    for item in reversed(items):
        filled += weight(item)
        if filled > most:
            parts.append([])
            filled = weight(item)
        parts[-1].append(item)
    return [part[::-1] for part in reversed(parts)]
