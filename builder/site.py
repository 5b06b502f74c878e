"""What the builder adds to a built site: pages that need not pass through Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.archive import Archive
from builder.errors import WriteError
from builder.publish.addresses import Addresses
from builder.publish.citations import render_citations
from builder.publish.comparison import render_comparison
from builder.publish.feeds import render_feeds
from builder.publish.redirects import render_redirects
from builder.publish.sources import render_sources
from builder.publish.write import write_atomically

Renderer = Callable[[Archive, Addresses], Iterator[tuple[str, str]]]
"""Gives files one by one, so that those of thousands of pages are never held at once."""

RENDERERS: tuple[Renderer, ...] = (
    render_sources,
    render_citations,
    render_feeds,
    render_redirects,
    render_comparison,
)


def complete_site(archive: Archive, site: Path, addresses: Addresses) -> int:
    """
    Write into a built site what only the builder can; returns the number of files.

    Raises WriteError.
    """
    count = 0
    try:
        for renderer in RENDERERS:
            for path, content in renderer(archive, addresses):
                write_atomically(site / path, content.encode("utf-8"))
                count += 1
    except OSError as error:
        raise WriteError(f"{error.filename}: cannot be written ({error.strerror})") from error
    return count
