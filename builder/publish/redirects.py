"""Writes what stands at a page's former addresses: a page that leads on, on a server and from disk."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from builder.archive import Archive
from builder.publish.addresses import Addresses
from builder.publish.html import render_html
from builder.slugs import former_addresses


def render_redirects(archive: Archive, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """HTML of the redirects, by path below the site's root; they keep the place on the page."""
    for page in (*archive.pages, *archive.withdrawn):
        up, ending = ("../", "/") if addresses.directories else ("", ".html")
        target = f"{up}{quote(page.address)}{ending}"
        for name in former_addresses(page):
            path = f"pages/{name}/index.html" if addresses.directories else f"pages/{name}.html"
            yield path, render_html("redirect.html.j2", target=target)
