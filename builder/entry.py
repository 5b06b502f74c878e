"""What the archivist says of a page: its entry in seeds/catalog.yml. What became of that stands in `model`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Correction:
    """What the archivist says of misread words."""

    line: int
    """Line of the seed, from 1."""
    words: str
    """What stands there."""
    right: str
    why: str | None = None


class Matter(StrEnum):
    """What of a page's reading the archivist may rule."""

    JOIN = "join"
    """The second line goes on with the paragraph of the first."""
    SPLIT = "split"
    """It does not."""
    ROLE = "role"
    ARTICLE = "article"
    """The first line belongs to the article of the second; where both are one, it opens an article of its own."""
    DISTRICT = "district"
    """What the article is about to which the line belongs."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the archivist says of how a page is to be read."""

    matter: Matter
    lines: tuple[int, ...]
    """Lines of the seed, from 1: one for a role or a district, else two."""
    value: str = ""
    """A role, or a district's full name, or `none`; else empty."""
    words: tuple[str, ...] = ()
    """What stands on the first of the lines, and on the second, so that the ruling reaches no others; may be left out."""
    why: str | None = None

    def __str__(self) -> str:
        """In a few words, for the archivist."""
        return " ".join(map(str, (self.matter, *self.lines, self.value))).strip()


NO_DISTRICT = "none"
"""A ruling that an article is about no district."""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the archivist knows of one page beside its text."""

    publication: str | None = None
    date: str | None = None
    """Day of publication, ISO 8601."""
    event_date: str | None = None
    """Day of what the page reports, ISO 8601."""
    year: int | None = None
    page: str | None = None
    """Number or name of the printed page, such as `3` or `要闻`."""
    source_url: str | None = None
    rights: str | None = None
    note: str | None = None
    withdrawn: bool = False
    slug: str | None = None
    """Address of the page, where it is not its id."""
    aliases: tuple[str, ...] = ()
    """Former addresses, which lead on to the present one."""
    corrections: tuple[Correction, ...] = ()
    """Of words."""
    rulings: tuple[Ruling, ...] = ()
    """Corrections of the reading."""
