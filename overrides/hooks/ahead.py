"""
Turns the Markdown of many pages into HTML on all cores, before MkDocs asks for one after the other.

MkDocs' own code does the work, in processes that are copies of this one; a page then takes what was made of it. What was
logged there is logged here, so that a strict build counts it.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from builder.cores import on_all_cores
from builder.progress import Progress

FEW = 200
"""Pages that are rendered sooner by one process than others are started."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What MkDocs made of a page's Markdown."""

    made_of: str
    """The checksum of its Markdown."""
    packed: bytes
    """Its HTML, compressed."""
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Anchors that it leads to, by the path of their page."""
    logged: list[tuple[str, int, str]]


class AheadPage(Page):
    """
    A page that need not be rendered where it was before.

    MkDocs holds the pages of the whole site at once: the HTML is kept packed, and unpacked where it is asked for.
    """

    ahead: _Rendered | None = None
    _packed = b""
    _unpacked: str | None = None
    """What was packed, as it was last asked for."""
    _other: str | None = None
    """HTML that was put in its place."""

    @property
    def content(self) -> str | None:
        """The page's HTML."""
        if self._other is None and self._packed:
            self._unpacked = zlib.decompress(self._packed).decode()
            return self._unpacked
        return self._other

    @content.setter
    def content(self, html: str | None) -> None:
        if html is not None and html is self._unpacked:
            self._unpacked = self._other = None
        else:
            self._other = html

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what was made of the Markdown, unless it is another by now."""
        made, self.ahead = self.ahead, None
        if made is None or made.made_of != _checksum(self.markdown):
            super().render(config, files)
            return
        self.markdown = None  # which nobody asks for again
        self._packed = made.packed
        self.toc, self._title_from_render = made.toc, made.title
        self.present_anchor_ids = made.anchors
        found = ((files.get_file_from_path(path), links) for path, links in made.links.items())
        self.links_to_anchors = {file: links for file, links in found if file}
        for name, level, message in made.logged:
            logging.getLogger(name).log(level, message)


def render_ahead(files: Files, nav: Navigation, config: MkDocsConfig, progress: Progress) -> None:
    """Render the pages that stand in no navigation, where they are many; they take the place of MkDocs' own."""
    shown = {page.file.src_uri for page in nav.pages}
    others = [file for file in files.documentation_pages() if file.src_uri not in shown]
    if len(others) < FEW:
        return
    pages = [AheadPage(None, file, config) for file in others]

    def render(page: AheadPage) -> _Rendered | None:
        return _rendered(page, config, files)

    for number, (page, made) in enumerate(zip(pages, on_all_cores(render, pages), strict=True), start=1):
        page.ahead = made
        progress("rendered", number, len(pages))


class _Keeper(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.kept.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def kept_log() -> Iterator[list[tuple[str, int, str]]]:
    """What MkDocs logs, which goes nowhere else."""
    logger, keeper = logging.getLogger("mkdocs"), _Keeper()
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [keeper], False
    try:
        yield keeper.kept
    finally:
        logger.handlers, logger.propagate = before


def _rendered(page: AheadPage, config: MkDocsConfig, files: Files) -> _Rendered | None:
    """What becomes of a page; nothing where it fails, so that it fails where MkDocs tells of it."""
    with kept_log() as logged:
        try:
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
        except Exception:
            return None
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return _Rendered(
        _checksum(page.markdown),
        zlib.compress((page.content or "").encode(), 1),
        page.toc,
        page._title_from_render,
        page.present_anchor_ids or set(),
        links,
        logged,
    )


def _checksum(markdown: str | None) -> str:
    return hashlib.sha256((markdown or "").encode()).hexdigest()
