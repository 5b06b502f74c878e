"""The districts that pages are tagged with, as data: what they are called, and when."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from builder.errors import SettingsError
from builder.tilemap import Tile, TileMap, lay_tiles

_PEOPLES = re.compile("(?<=..)(?:苗族|土家族|回族|仡佬族|侗族|彝族|羌族|藏族|壮族|满族|瑶族|畲族){1,3}乡$")
"""What a township's short name leaves out."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a unit bore before its present one."""

    name: str
    since: str
    """First day, ISO 8601."""
    until: str
    """Day on which the present name took its place, ISO 8601."""


@dataclass(frozen=True, slots=True)
class District:
    """One unit that newspapers report of."""

    slug: str
    """Address of its page; never changes."""
    name: str
    """Full name."""
    short: tuple[str, ...] = ()
    """How newspapers call it besides."""
    code: str | None = None
    """Six-digit code of GB/T 2260; none for a functional area."""
    kind: str = "district"
    """`district` or `functional`."""
    region: str | None = None
    groups: tuple[str, ...] = ()
    since: str | None = None
    """First day of its present name, ISO 8601."""
    until: str | None = None
    """Last day, where it was abolished, ISO 8601."""
    district_since: str | None = None
    """First day as a district, where it was a functional area before, ISO 8601."""
    successors: tuple[str, ...] = ()
    """Slugs of what it became."""
    former: tuple[FormerName, ...] = ()
    note: str | None = None
    """What a reader of its page should know, in Chinese."""
    tile: str | None = None
    """What the map calls it, where newspapers do not call it so."""
    common: bool = False
    """Whether the short name is a common word too."""
    also: tuple[str, ...] = ()
    """Other names of parts that lie in this unit alone."""
    known_for: tuple[str, ...] = ()
    """Products and sights; right behind a short name that is a common word they show that the place is meant."""
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the longest first."""
        former = (former.name for former in self.former)
        return tuple(
            sorted({self.name, *self.short, *former, *self.also}, key=lambda name: (-len(name), name))
        )

    @property
    def full_names(self) -> frozenset[str]:
        """The names that need no evidence: full ones, present and former, and short ones with 区 or 县."""
        short = (name for name in self.short if name.endswith(("区", "县")))
        return frozenset({self.name, *self.also, *short, *(former.name for former in self.former)})

    def existed(self, earliest: str | None, latest: str | None) -> bool:
        """
        Whether it was in force on some day of a stretch; an open end is unknown.

        A district is taken to be older than the first day that is known of it.
        """
        first = min([self.since or "", *(former.since for former in self.former)])
        is_new = self.kind == "functional" or self.district_since is not None
        return not (is_new and latest and first > latest) and not (
            earliest and self.until and self.until < earliest
        )


@dataclass(frozen=True, slots=True)
class Town:
    """A town or street, and the district in which it lies for some time."""

    name: str
    district: str
    """Full name of the district."""
    since: str | None = None
    until: str | None = None
    is_short: bool = False
    """Whether the name leaves out what its people are: 后坪乡 for 后坪苗族土家族乡."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All units of one city."""

    name: str
    districts: tuple[District, ...]
    short: tuple[str, ...] = ()
    """How newspapers call the city."""
    home: tuple[str, ...] = ()
    """Words of the city's own newspapers for it: 全市, 我市."""
    towns: dict[str, tuple[Town, ...]] = field(default_factory=dict)
    maps: tuple[TileMap, ...] = ()
    """The oldest first; none where nobody has laid one."""
    areas: tuple[str, ...] = ()
    """Other parts of the city for which newspapers give figures: 主城都市区."""

    @property
    def names(self) -> frozenset[str]:
        """Every name of a unit, and how newspapers call the city."""
        return frozenset({*self.short, *(name for district in self.districts for name in district.names)})

    def by_name(self, name: str) -> District | None:
        """The unit of that full name."""
        return next((district for district in self.districts if district.name == name), None)

    def by_slug(self, slug: str) -> District | None:
        """The unit of that address."""
        return next((district for district in self.districts if district.slug == slug), None)

    @property
    def regions(self) -> dict[str, tuple[District, ...]]:
        """The units of each region and group, in the gazetteer's order."""
        names = dict.fromkeys(name for unit in self.districts for name in (unit.region, *unit.groups) if name)
        return {
            name: tuple(d for d in self.districts if name == d.region or name in d.groups) for name in names
        }


def load_gazetteer(path: Path) -> Gazetteer:
    """
    Read a gazetteer from TOML, and its towns from the CSV beside it.

    Raises SettingsError where a file is missing or unreadable, lacks a key, or names what it does not hold.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        districts = tuple(_district(entry) for entry in data["district"])
        towns = _towns(path.parent / data["towns"]) if "towns" in data else {}
        short, home, areas = _tuples(data, "short", "home", "areas")
        maps = tuple(_maps(data.get("map", ()), districts))
        gazetteer = Gazetteer(data["name"], districts, short, home, towns, maps, areas)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: no gazetteer ({error!r}); see builder/data/gazetteers/") from error
    _check(path, gazetteer)
    return gazetteer


def _check(path: Path, gazetteer: Gazetteer) -> None:
    slugs = [district.slug for district in gazetteer.districts]
    names = {district.name for district in gazetteer.districts}
    if len(set(slugs)) < len(slugs):
        raise SettingsError(f"{path}: two districts have one slug; give each its own")
    for slug in {slug for district in gazetteer.districts for slug in district.successors}:
        if slug not in slugs:
            raise SettingsError(f"{path}: successor {slug!r} is no district's slug")
    for town in (town for towns in gazetteer.towns.values() for town in towns):
        if town.district not in names:
            raise SettingsError(
                f"{path}: {town.name} lies in {town.district}, which is no district of the gazetteer"
            )


def _district(entry: dict[str, Any]) -> District:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    values["former"] = tuple(FormerName(**former) for former in entry.get("former", ()))
    return District(**values)


def _maps(entries: Sequence[dict[str, str]], districts: Sequence[District]) -> Iterator[TileMap]:
    """The maps, each in force until the next. Raises ValueError where a tile is no unit of its time."""
    ends = [_day_before(later["since"]) for later in entries[1:]]
    for entry, until in zip_longest(entries, ends):
        since = entry.get("since")
        units = [unit for unit in districts if unit.existed(since, until)]
        tiles = (_placed(tile, units) for tile in lay_tiles(entry["tiles"]))
        yield TileMap(tuple(tiles), since, until)


def _placed(tile: Tile, units: Iterable[District]) -> Tile:
    """A tile with its unit's slug. Raises ValueError where no unit, or more than one, is called so."""
    slugs = [unit.slug for unit in units if tile.label in (unit.tile, *unit.names)]
    if len(slugs) != 1:
        raise ValueError(f"a tile of the map is called {tile.label}: {len(slugs)} units of its time are")
    return replace(tile, slug=slugs[0])


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _tuples(entry: dict[str, Any], *keys: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.get(key, ())) for key in keys)


def _towns(path: Path) -> dict[str, tuple[Town, ...]]:
    towns: dict[str, list[Town]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            town = Town(row["name"], row["district"], row["since"] or None, row["until"] or None)
            towns.setdefault(town.name, []).append(town)
            if (short := _PEOPLES.sub("乡", town.name)) != town.name:
                towns.setdefault(short, []).append(replace(town, name=short, is_short=True))
    return {name: tuple(entries) for name, entries in towns.items()}
