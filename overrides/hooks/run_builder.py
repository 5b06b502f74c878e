"""The one place where MkDocs and the builder meet: the builder runs before each build of the site."""

from __future__ import annotations

import html
import logging
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from anchors import AnchorExtension  # noqa: E402  lies beside this file

from builder.archive import Archive  # noqa: E402
from builder.build import build  # noqa: E402  found by the path above where the project is not installed
from builder.errors import ArchiveError  # noqa: E402
from builder.lexicon import load_lexicon  # noqa: E402
from builder.publish.search import write_search  # noqa: E402

log = logging.getLogger("mkdocs.hooks.run_builder")
built: list[Archive] = []
"""What the builder read last; the search index is made of it once the site stands."""


def on_config(config: MkDocsConfig) -> None:
    """Let Markdown take the builder's anchors for ids; from disk, an address must name its file."""
    if config.extra["offline"]:
        config.use_directory_urls = False
    config.markdown_extensions.append(AnchorExtension())  # type: ignore[arg-type]  # Markdown takes objects too


def on_pre_build(config: MkDocsConfig) -> None:
    """Bring docs/ in line with the seeds; what is wrong becomes a warning, which fails a strict build."""
    try:
        outcome = build(ROOT / "seeds", Path(config.docs_dir), load_lexicon())
    except ArchiveError as error:
        raise Abort(str(error)) from error
    for problem in outcome.problems:
        log.log(logging.INFO if problem.is_notice else logging.WARNING, str(problem))
    log.info("%d pages, %d files written", len(outcome.archive.pages), len(outcome.changes.written))
    built[:] = [outcome.archive]


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index into the site; it is too bulky for docs/."""
    try:
        count = write_search(built[0], Path(config.site_dir))
    except ArchiveError as error:
        raise Abort(str(error)) from error
    log.info("%d files of the search index written", count)


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    """Escape what front matter says of a page: MkDocs puts it into HTML as it stands."""
    for key in ("title", "description"):
        if key in page.meta:
            page.meta[key] = html.escape(str(page.meta[key]))
