"""
Turns the Markdown of many pages into HTML on all cores, before MkDocs asks for one after the other.

MkDocs' own code does the work, in processes that are copies of this one; a page then takes what was made of it. What was
logged there is logged here, so that a strict build counts it.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from builder.progress import Progress
from builder.work import cores

FEW = 200
"""Pages that are rendered sooner by one process than others are started."""
BATCH = 8
"""Pages that a process is given at once."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What MkDocs made of a page's Markdown."""

    markdown: str
    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Anchors that it leads to, by the path of their page."""
    logged: list[tuple[str, int, str]]


class AheadPage(Page):
    """A page that need not be rendered where it was before."""

    ahead: _Rendered | None = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what was made of the Markdown, unless it is another by now."""
        made, self.ahead = self.ahead, None
        if made is None or made.markdown != self.markdown:
            super().render(config, files)
            return
        self.content, self.toc, self._title_from_render = made.content, made.toc, made.title
        self.present_anchor_ids = made.anchors
        found = ((files.get_file_from_path(path), links) for path, links in made.links.items())
        self.links_to_anchors = {file: links for file, links in found if file}
        for name, level, message in made.logged:
            logging.getLogger(name).log(level, message)


def render_ahead(files: Files, config: MkDocsConfig, progress: Progress) -> None:
    """Render the pages that stand in no navigation, where they are many and there is more than one core."""
    pages = [
        AheadPage(None, file, config)
        for file in files.documentation_pages()
        if file.page is None and file.inclusion.is_not_in_nav()
    ]
    if len(pages) < FEW or cores() < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return
    _shared.update(config=config, files=files, pages=pages)
    gc.freeze()  # so that the copies need not copy what they do not touch
    with ProcessPoolExecutor(cores(), multiprocessing.get_context("fork"), _begin) as pool:
        made = pool.map(_render, range(len(pages)), chunksize=BATCH)
        for number, (page, rendered) in enumerate(zip(pages, made, strict=True), start=1):
            page.ahead = rendered
            progress("rendered", number, len(pages))
    gc.unfreeze()
    _shared.clear()


_shared: dict[str, Any] = {}
"""What the processes find in their copy."""


class _Keeper(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.kept.append((record.name, record.levelno, record.getMessage()))


_keeper = _Keeper()


def _begin() -> None:
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [_keeper], False


def _render(number: int) -> _Rendered | None:
    """What becomes of a page; nothing where it fails, so that it fails where MkDocs tells of it."""
    config, files, page = _shared["config"], _shared["files"], _shared["pages"][number]
    _keeper.kept = []
    try:
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
        page.render(config, files)
    except Exception:
        return None
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return _Rendered(
        page.markdown,
        page.content,
        page.toc,
        page._title_from_render,
        page.present_anchor_ids,
        links,
        _keeper.kept,
    )
