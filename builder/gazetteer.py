"""The districts that pages are tagged with, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.errors import SettingsError


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

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the longest first."""
        return tuple(sorted({self.name, *self.short}, key=lambda name: (-len(name), name)))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All units of one city."""

    name: str
    districts: tuple[District, ...]

    def by_name(self, name: str) -> District | None:
        """The unit of that full name."""
        return next((district for district in self.districts if district.name == name), None)


def load_gazetteer(path: Path) -> Gazetteer:
    """
    Read a gazetteer from TOML.

    Raises SettingsError where the file is missing, is no TOML, or lacks a key.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        districts = tuple(_district(entry) for entry in data["district"])
        gazetteer = Gazetteer(data["name"], districts)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: no gazetteer ({error!r}); see builder/data/gazetteers/") from error
    slugs = [district.slug for district in districts]
    if len(set(slugs)) < len(slugs):
        raise SettingsError(f"{path}: two districts have one slug; give each its own")
    return gazetteer


def _district(entry: dict[str, Any]) -> District:
    return District(entry["slug"], entry["name"], tuple(entry.get("short", ())), entry.get("code"))
