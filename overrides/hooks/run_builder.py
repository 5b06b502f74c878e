"""The one place where MkDocs and the builder meet: the builder runs before each build of the site."""

from __future__ import annotations

import html
import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from ahead import render_ahead
from anchors import AnchorExtension
from paper import Furnishing, furnish, with_tools
from templates import Templates

from builder import model
from builder.archive import Archive
from builder.build import build
from builder.citations.printed import gbt
from builder.citations.reference import references
from builder.errors import ArchiveError
from builder.lexicon import load_lexicon
from builder.progress import Teller
from builder.publish.addresses import Addresses, anchor_of_text
from builder.publish.bulk import write_site_data
from builder.publish.citations import citation_path
from builder.publish.comparison import compared
from builder.publish.feeds import ARCHIVE_FEED, feeds_by_page
from builder.publish.head import head_html
from builder.publish.home import render_home
from builder.publish.indexes import neighbours
from builder.publish.lock import sole_writer
from builder.publish.marks import marks_of
from builder.publish.pages import page_path
from builder.publish.reports import report_url
from builder.publish.sources import source_path
from builder.publish.words import date_in_words, title_of
from builder.site import complete_site, too_large
from builder.store import CACHE, Store
from builder.summary import summary_lines

log = logging.getLogger("mkdocs.hooks.run_builder")


class _Built:
    """What the last run of the builder gave, for the events that follow it."""

    archive: Archive
    alone: ClassVar[ExitStack] = ExitStack()
    """Holds docs/ while the site is built."""
    templates: Templates
    pages: ClassVar[dict[str, model.Page]] = {}
    """Newspaper pages by the path of their Markdown."""
    neighbours: ClassVar[dict[str, tuple[tuple[str, model.Page], ...]]] = {}
    """By the id of a newspaper page."""
    feeds: ClassVar[dict[str, str]] = {}
    """Feeds by the path of the Markdown of what they tell news of."""
    compared: ClassVar[dict[str, str]] = {}
    """Districts that can be compared with others: slugs by the path of their Markdown."""


def on_config(config: MkDocsConfig) -> None:
    """Let Markdown take the builder's anchors for ids; from disk, an address must name its file."""
    config.markdown_extensions.append(AnchorExtension())  # type: ignore[arg-type]  # Markdown takes objects too


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Watch the hand-written pages of docs/ alone: what the builder writes below it must not start it again."""
    server.unwatch(config.docs_dir)
    server.watch(config.docs_dir, recursive=False)


def on_pre_build(config: MkDocsConfig) -> None:
    """
    Bring docs/ in line with the seeds; what is wrong becomes a warning, which fails a strict build.

    A preview that stood before goes on as it was, while a catalogue is half written. Nobody else writes into docs/ until the site is built.
    """
    _let_go()
    try:
        _Built.alone.enter_context(sole_writer(Path(config.docs_dir), log.info))
        outcome = build(
            ROOT / "seeds", Path(config.docs_dir), load_lexicon(), Store(ROOT / CACHE), progress=Teller()
        )
        write_site_data(outcome.archive, Path(config.docs_dir))
    except ArchiveError as error:
        if not hasattr(_Built, "archive"):
            raise Abort(str(error)) from error
        log.error("%s; the site stays as it was", error)
        return
    for problem in outcome.problems:
        log.log(logging.INFO if problem.is_notice else logging.WARNING, str(problem))
    for line in summary_lines(outcome, Path(config.docs_dir)):
        log.info(line)
    _Built.archive = outcome.archive
    _Built.neighbours = neighbours(outcome.archive)
    _Built.feeds = feeds_by_page(outcome.archive)
    _Built.compared = {f"districts/{unit.slug}.md": unit.slug for unit in compared(outcome.archive)}
    _Built.pages = {page_path(page): page for page in outcome.archive.pages}


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Render the pages of a large archive on all cores."""
    with _told_in_a_line():
        render_ahead(files, nav, config, Teller())


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """MkDocs ends with what the builder says, not with a traceback."""
    try:
        yield
    except ArchiveError as error:
        raise Abort(str(error)) from error


def _let_go() -> None:
    _Built.alone.close()


def on_build_error(**_: object) -> None:
    """Let others write into docs/."""
    _let_go()


def _addresses(config: MkDocsConfig) -> Addresses:
    return Addresses(config.use_directory_urls, config.site_url or "", config.repo_url or "")


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    """Escape what front matter says of a page: MkDocs puts it into HTML as it stands; choose its template."""
    if page.file.src_uri in _Built.pages:
        page.meta["template"] = "newspaper.html"
    elif page.file.src_uri.startswith(("districts/", "figures/")):
        page.meta["template"] = "figures.html"
    for key in ("title", "description"):
        if key in page.meta:
            page.meta[key] = html.escape(str(page.meta[key]))


def on_env(env: Environment, **_: object) -> None:
    """Let the templates of a large archive be rendered on all cores."""
    _Built.templates = Templates(env, Teller())
    _Built.alone.callback(_Built.templates.close)


def _furnished(page: Page, addresses: Addresses) -> str:
    """A page's HTML with what belongs to it; from each paragraph of a newspaper page a way leads to its lines in the seed."""
    content = page.content or ""
    if printed := _Built.pages.get(page.file.src_uri):
        return furnish(content, _furnishing(printed, page, addresses))
    tools = _tools_of_list(page, addresses)
    return with_tools(content, tools) if tools else content


def _furnishing(printed: model.Page, page: Page, addresses: Addresses) -> Furnishing:
    source, citations = (get_relative_url(path(printed), page.url) for path in (source_path, citation_path))
    return Furnishing(
        source,
        citations,
        get_relative_url(ARCHIVE_FEED, page.url),
        {anchor_of_text(printed, p.text): report_url(printed, p, addresses) for p in printed.paragraphs},
        marks_of(printed),
        {anchor: gbt(reference) for anchor, reference in references(printed, addresses)},
    )


def _tools_of_list(page: Page, addresses: Addresses) -> dict[str, str]:
    """What belongs to a list of reports: its feed, and a comparison with other districts; to the data, feed and releases."""
    tools = {}
    if feed := _Built.feeds.get(page.file.src_uri):
        tools["订阅"] = get_relative_url(feed, page.url)
    if slug := _Built.compared.get(page.file.src_uri):
        tools["与别处比较"] = f"{get_relative_url(addresses.of('compare'), page.url)}?d={slug}"
    if page.file.src_uri == "data/index.md":
        tools["订阅"] = get_relative_url(ARCHIVE_FEED, page.url)
        if addresses.repository:
            tools["发布（Releases）"] = f"{addresses.repository.rstrip('/')}/releases"
    return tools


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> None:
    """
    Furnish a page, let a newspaper page say to machines what it is, and the home page show what there is.

    Here and not where its Markdown is rendered, as this is done on all cores.
    """
    with _told_in_a_line():
        taken = _Built.templates.take(page, context)
    if taken:
        return
    page.content = _furnished(page, _addresses(config))
    printed = _Built.pages.get(page.file.src_uri)
    head = head_html(printed, _addresses(config), config.site_name) if printed else ""
    if page.meta.get("withdrawn"):
        head = '<meta name="robots" content="noindex">'
    feed = get_relative_url(_Built.feeds.get(page.file.src_uri, ARCHIVE_FEED), page.url)
    # Not the bare word: Material's script takes each [rel=alternate] for another language of the site.
    head += f'\n<link rel="alternate feed" type="application/atom+xml" href="{html.escape(feed)}">'
    context["archive_head"] = head
    if page.is_homepage:
        context["archive_home"] = render_home(_Built.archive, _addresses(config))
    if printed:
        context["archive_neighbours"] = [
            (
                name,
                title_of(other),
                date_in_words(other.date),
                get_relative_url(_addresses(config).page(other), page.url),
            )
            for name, other in _Built.neighbours[printed.id]
        ]


def on_post_build(config: MkDocsConfig) -> None:
    """Add what need not pass through Markdown, and is too bulky for docs/."""
    _Built.templates.close()
    with _told_in_a_line():
        complete_site(_Built.archive, Path(config.site_dir), _addresses(config))
    if told := too_large(Path(config.site_dir)):
        log.info(told)
    _let_go()
