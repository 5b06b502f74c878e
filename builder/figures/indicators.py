"""The indicators of the ledger, as data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
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
    becomes: dict[str, str] = field(default_factory=dict)
    alone: bool = True
    never_firm: bool = False
    """Whether no firm has such a thing, so that a firm named before does not matter."""
    scope_is_word: bool = False
    """Whether its own words name the part that it speaks of."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """All ways of writing, with the units of their values."""

    ways: tuple[Indicator, ...]
    """The first one that fits is meant."""
    other: str
    """Regular expression of words that only look like an indicator."""
    units: dict[str, re.Pattern[str]]
    """By measure, and `change`."""


def load_indicators(path: Path, units: Path) -> Indicators:
    """
    Read the indicators and their units from TOML.

    Raises SettingsError where a file is wrong, names a measure without units, or holds a bad expression.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        measures = {key: re.compile(value) for key, value in tomllib.loads(units.read_text("utf-8")).items()}
        ways = tuple(_indicator(entry) for entry in data["indicator"])
        other = "|".join(word for entry in data.get("other", ()) for word in entry["words"])
        for way in ways:
            re.compile("|".join(way.words))
            measures[way.measure]
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise SettingsError(f"{path}: no indicators ({error!r})") from error
    return Indicators(ways, other, measures)


def _indicator(entry: dict[str, Any]) -> Indicator:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Indicator(**values)
