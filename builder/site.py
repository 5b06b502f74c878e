"""What the builder adds to a built site: pages that need not pass through Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from builder.archive import Archive
from builder.cores import on_all_cores
from builder.errors import WriteError
from builder.publish.addresses import Addresses
from builder.publish.citations import render_citations
from builder.publish.comparison import render_comparison
from builder.publish.feeds import render_feeds
from builder.publish.redirects import render_redirects
from builder.publish.search import write_search
from builder.publish.sources import render_sources
from builder.publish.write import write_atomically

Renderer = Callable[[Archive, Addresses], Iterator[tuple[str, str]]]
"""Gives files one by one, so that those of thousands of pages are never held at once."""

MOST_BYTES = 1_000_000_000
"""What GitHub Pages takes."""
OF_EACH_PAGE: tuple[Renderer, ...] = (render_sources, render_citations)
"""Render page by page, whatever the other pages are."""
OF_THE_ARCHIVE: tuple[Renderer, ...] = (render_feeds, render_redirects, render_comparison)


def complete_site(archive: Archive, site: Path, addresses: Addresses) -> int:
    """
    Write into a built site what only the builder can, the search index too; returns the number of files.

    Raises WriteError.
    """

    def write(renderers: tuple[Renderer, ...], of: Archive) -> int:
        return _write(renderers, of, site, addresses)

    jobs = [partial(write, OF_EACH_PAGE, replace(archive, pages=(page,))) for page in archive.pages]
    # Behind the first, which is done before any process begins, and before the rest, as they take the longest.
    jobs[1:1] = [partial(write_search, archive, site), partial(write, OF_THE_ARCHIVE, archive)]
    try:
        return sum(on_all_cores(lambda job: job(), jobs, batch=1))
    except OSError as error:
        raise WriteError(f"{error.filename}: cannot be written ({error.strerror})") from error


def too_large(site: Path) -> str | None:
    """What to do about a site that is too large for GitHub Pages; None where it is not."""
    sizes: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(site).parts[0]] += path.stat().st_size
    if sizes.total() <= MOST_BYTES:
        return None
    largest = ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sizes.most_common(4))
    return (
        f"the site has {sizes.total() / 1e6:,.0f} MB ({largest}), and GitHub Pages takes {MOST_BYTES / 1e6:,.0f} MB: "
        "put it on a web server of your own, or cut the archive by years into several repositories"
    )


def _write(renderers: Iterable[Renderer], archive: Archive, site: Path, addresses: Addresses) -> int:
    count = 0
    for renderer in renderers:
        for path, content in renderer(archive, addresses):
            write_atomically(site / path, content.encode("utf-8"))
            count += 1
    return count
