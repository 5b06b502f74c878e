"""What publishers give: files of docs/, each with what it is made of, so that only what differs need be rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builder.archive import Archive
from builder.model import Page
from builder.version import code_version, digest


@dataclass(frozen=True, slots=True)
class Document:
    """One file below docs/."""

    path: str
    made_of: str
    """Changes with everything that the content depends on."""
    render: Callable[[], str]

    @property
    def content(self) -> str:
        """The file's text, rendered anew."""
        return self.render()


Publisher = Callable[[Archive], Iterable[Document]]
"""Turns the archive into documents; cheap, where none of them is rendered."""


def made_of(archive: Archive, pages: Iterable[Page] = (), *others: str) -> str:
    """What is made of some pages in their order, of other texts, and of the gazetteer."""
    known = (part for page in pages for part in (archive.key(page), page.address))
    return digest((code_version(), archive.lexicon.signature, *known, *others))
