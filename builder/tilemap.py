"""Reads a hand-laid map of a city: one tile a unit, each in about its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EMPTY = "."
"""A cell without a unit."""

Cell = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit's place on the map; rows and columns are counted from 1."""

    label: str
    """What the map calls the unit."""
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    slug: str = ""
    """The unit's."""


@dataclass(frozen=True, slots=True)
class TileMap:
    """A city's units as they lay for some time."""

    tiles: tuple[Tile, ...]
    """In reading order."""
    since: str | None = None
    """First day, ISO 8601."""
    until: str | None = None
    """Last day, ISO 8601."""

    def holds(self, earliest: str, latest: str) -> bool:
        """Whether it was in force on some day of a stretch."""
        return (self.since or "") <= latest and (self.until is None or earliest <= self.until)


def lay_tiles(drawing: str) -> list[Tile]:
    """
    The tiles of a drawing: a line a row, names set apart by spaces, `.` where there is none.

    A name may fill several cells, as in CSS's grid-template-areas. Raises ValueError where they are no rectangle.
    """
    cells: dict[str, list[Cell]] = {}
    for row, line in enumerate(drawing.strip("\n").splitlines(), start=1):
        for column, name in enumerate(line.split(), start=1):
            if name != EMPTY:
                cells.setdefault(name, []).append((row, column))
    return [_rectangle(name, taken) for name, taken in cells.items()]


def _rectangle(name: str, taken: Iterable[Cell]) -> Tile:
    rows, columns = ({cell[axis] for cell in taken} for axis in (0, 1))
    top, left, height, width = (
        min(rows),
        min(columns),
        max(rows) - min(rows) + 1,
        max(columns) - min(columns) + 1,
    )
    if height * width != len(list(taken)):
        raise ValueError(f"the cells of {name} are no rectangle")
    return Tile(name, top, left, height, width)
