"""The indicators of the ledger, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from builder.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Indicator:
    """One way in which an indicator is written."""

    name: str
    """Canonical name."""
    words: tuple[str, ...]
    """Regular expressions."""
    measure: str
    """Key of its units."""
    part: str = "drop"
    """`scope` or `drop`: what words before it make of it."""
    needs: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    becomes: dict[str, str] = field(default_factory=dict)
    alone: bool = True
    never_firm: bool = False
    """Whether no firm has such a thing, so that a firm named before does not matter."""
    of_product: bool = False
    """Whether it is a product's behind that product's output in the same sentence."""
    scope_is_word: bool = False
    """Whether its own words name the part that it speaks of."""
    parts: tuple[Indicator, ...] = ()
    """The indicators that its words stand for together."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """All ways of writing, with the units of their values."""

    ways: tuple[Indicator, ...]
    """The first one that fits is meant."""
    other: str
    """Regular expression of words that only look like an indicator."""
    units: dict[str, re.Pattern[str]]
    """By measure, and `change`."""
    slugs: dict[str, str]
    """Addresses of the indicators' pages, by canonical name."""

    def named(self, words: str) -> Indicator | None:
        """The indicator that some words are, from the first to the last."""
        return next((way for way in self.ways if re.fullmatch("|".join(way.words), words)), None)


def load_indicators(path: Path, units: Path) -> Indicators:
    """
    Read the indicators and their units from TOML.

    Raises SettingsError where a file is wrong, names a measure without units, or holds a bad expression.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        measures = {key: re.compile(value) for key, value in tomllib.loads(units.read_text("utf-8")).items()}
        slugs = _slugs(data["indicator"])
        single = tuple(_indicator(entry) for entry in data["indicator"])
        ways = (*(_several(entry, single) for entry in data.get("several", ())), *single)
        other = "|".join(word for entry in data.get("other", ()) for word in entry["words"])
        for way in ways:
            re.compile("|".join(way.words))
            measures[way.measure]
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise SettingsError(f"{path}: no indicators ({error!r})") from error
    return Indicators(ways, other, measures, slugs)


def _slugs(entries: Collection[dict[str, Any]]) -> dict[str, str]:
    """Takes the slugs out of the entries. Raises ValueError where one is missing, or stands twice."""
    slugs = {entry["name"]: entry.pop("slug") for entry in entries if "slug" in entry}
    missing = {entry["name"] for entry in entries} - slugs.keys()
    if missing or len(set(slugs.values())) < len(slugs):
        raise ValueError(f"no slug, or another's: {', '.join(sorted(missing)) or slugs}")
    return slugs


def _several(entry: dict[str, Any], ways: tuple[Indicator, ...]) -> Indicator:
    """Words that stand for several indicators: 三次产业增加值."""
    parts = tuple(next(way for way in ways if way.name == name) for name in entry.pop("names"))
    return replace(
        _indicator({"name": "、".join(way.name for way in parts), "measure": parts[0].measure} | entry),
        parts=parts,
    )


def _indicator(entry: dict[str, Any]) -> Indicator:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Indicator(**values)
