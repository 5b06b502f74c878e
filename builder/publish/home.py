"""Renders what the home page shows of the archive: counts, a map, the newest pages, a timeline, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from builder.archive import Archive, day_of, districts_of
from builder.gazetteer import District
from builder.model import Page
from builder.publish.addresses import Addresses
from builder.publish.html import render_html
from builder.publish.indexes import addresses_of_months
from builder.publish.timeline import lay_timeline
from builder.publish.words import date_in_words, day_in_words, title_of
from builder.tilemap import Tile, TileMap

NEWEST = 5
"""Pages."""
MOST_INDICATORS = 8
MOST_NAMED = 4
"""Districts beside a page."""
SHADES = 4
"""Steps of a tile's shade above none."""


@dataclass(frozen=True, slots=True)
class UnitTile:
    """A unit on the map."""

    tile: Tile
    unit: District
    reports: int
    shade: int
    """0 to SHADES."""
    target: str | None
    """Its page, where it has one."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The units of one time."""

    name: str
    tiles: tuple[UnitTile, ...]
    is_chosen: bool
    """Whether the newest page is of this time."""


def render_home(archive: Archive, addresses: Addresses) -> str:
    """HTML for the home page; its links are relative to the site's root."""
    reports = Counter(
        article.district for page in archive.pages for article in page.articles if article.district
    )
    timeline = lay_timeline(archive.pages)
    most = max((cell.count for row in timeline for cell in row.cells), default=0)
    indicators = Counter(figure.indicator for page in archive.pages for figure in page.figures)
    return render_html(
        "home.html.j2",
        archive=archive,
        counts=_counts(archive),
        search=addresses.of("search"),
        layers=tuple(_layers(archive, reports, addresses)) if reports else (),
        reported=[
            (unit, reports[unit.name], addresses.of(f"districts/{unit.slug}")) for unit in archive.districts
        ],
        newest=[(title_of(page), addresses.page(page), _about(page)) for page in archive.pages[:NEWEST]],
        pages=addresses.index("pages"),
        districts=addresses.index("districts"),
        figures=addresses.index("figures"),
        timeline=timeline,
        listed=addresses_of_months(archive, addresses),
        undated=sum(day_of(page) is None for page in archive.pages),
        shade=lambda count: _shade(count, most),
        indicators=[
            (name, count, addresses.of(f"figures/{archive.lexicon.indicators.slugs[name]}"))
            for name, count in sorted(indicators.items(), key=lambda item: (-item[1], item[0]))[
                :MOST_INDICATORS
            ]
        ],
    )


def _counts(archive: Archive) -> list[tuple[int, str]]:
    pages = archive.pages
    counts = (
        (len(pages), "个版面"),
        (sum(len(page.articles) for page in pages), "篇文章"),
        (len(archive.districts), "个地区"),
        (sum(len(page.figures) for page in pages), "项数字"),
    )
    return [(count, noun) for count, noun in counts if count]


def _about(page: Page) -> str:
    """What stands below the title of a page: its day, its articles, its districts."""
    names = districts_of(page)
    some = "、".join(names[:MOST_NAMED]) + (f"等{len(names)}地" if len(names) > MOST_NAMED else "")
    return " · ".join(words for words in (date_in_words(page.date), f"{len(page.articles)}篇", some) if words)


def _layers(archive: Archive, reports: Mapping[str, int], addresses: Addresses) -> Iterator[Layer]:
    """The map of today, and those of the times of which the archive holds pages."""
    maps = archive.lexicon.gazetteer.maps
    days = sorted(day for page in archive.pages if (day := day_of(page)))
    shown = [one for one in maps if one is maps[-1] or (days and one.holds(days[0], days[-1]))]
    chosen = next(
        (one for one in shown if days and one.holds(days[-1], days[-1])), shown[-1] if shown else None
    )
    for one in shown:
        tiles = tuple(_unit_tile(tile, archive, reports, addresses) for tile in one.tiles)
        yield Layer(_time_in_words(one, is_first=one is shown[0]), tiles, one is chosen)


def _unit_tile(tile: Tile, archive: Archive, reports: Mapping[str, int], addresses: Addresses) -> UnitTile:
    unit = archive.lexicon.gazetteer.by_slug(tile.slug)
    assert unit  # the gazetteer was checked when it was read
    count = reports.get(unit.name, 0)
    target = addresses.of(f"districts/{unit.slug}") if unit in archive.districts else None
    return UnitTile(tile, unit, count, _shade(count, max(reports.values())), target)


def _shade(count: int, most: int) -> int:
    """Steps by the square root: a few units with very many reports must not make all others pale."""
    return count if most <= SHADES else ceil(SHADES * sqrt(count / most))


def _time_in_words(one: TileMap, *, is_first: bool) -> str:
    """How long a map holds; where none before it is shown, its beginning need not be said."""
    since, until = (day and day_in_words(day) for day in (one.since, one.until))
    if until:
        return f"{'' if is_first else since}至{until}"
    return f"{since}起" if since else "今"
