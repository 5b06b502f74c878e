"""Writes what the page that compares districts loads: their comparable numbers, a file each."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from builder.archive import Archive
from builder.gazetteer import District
from builder.publish.addresses import Addresses
from builder.publish.comparable import Reading, readings_of

FOLDER = "assets/compare"
"""Below the site's root."""


def compared(archive: Archive) -> dict[District, list[Reading]]:
    """The numbers that can be compared, by district, the newest page's first; none of a district that has none."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for page in archive.pages:
        for figure in page.figures:
            readings[figure.place] += readings_of(page, figure)
    return {unit: readings[unit.name] for unit in archive.districts if readings[unit.name]}


def render_comparison(archive: Archive, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """
    The list of districts and indicators, and each district's numbers, by path below the site's root.

    They are scripts, which a page that was opened from disk may load; addresses in them start at the site's root.
    """
    units = compared(archive)
    counts = Counter(reading.figure.indicator for readings in units.values() for reading in readings)
    indicators = sorted(counts, key=lambda name: (-counts[name], name))
    yield (
        f"{FOLDER}/districts.js",
        _script(
            "open",
            [[unit.slug, unit.name] for unit in units],
            [
                [name, addresses.of(f"figures/{archive.lexicon.indicators.slugs[name]}")]
                for name in indicators
            ],
        ),
    )
    places = {name: number for number, name in enumerate(indicators)}
    for unit, readings in units.items():
        rows = [_row(reading, places, addresses) for reading in readings]
        yield f"{FOLDER}/{unit.slug}.js", _script("take", unit.slug, rows)


def _script(method: str, *values: Any) -> str:
    words = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"archiveCompare.{method}({','.join(words)})\n"


def _row(reading: Reading, places: dict[str, int], addresses: Addresses) -> list[Any]:
    """Indicator, when its period ends (to sort by), period, measure, number, as written, where it is stated."""
    first, last = reading.months
    return [
        places[reading.figure.indicator],
        reading.year * 10_000 + last * 100 + first,
        reading.period,
        reading.measure,
        reading.number,
        reading.words,
        addresses.passage(reading.page, reading.figure.paragraph),
    ]
