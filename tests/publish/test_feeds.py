"""Feeds are valid Atom, lead to the articles, and keep their ids."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import feedparser
import pytest

from builder.archive import Archive, day_of, read_archive
from builder.lexicon import Lexicon
from builder.model import PageDate, Text
from builder.publish.addresses import Addresses
from builder.publish.feeds import ARCHIVE_FEED, NAMESPACE, render_feeds
from tests.conftest import ROOT
from tests.factories import text_page
from tests.publish.test_markdown import HOSTILE

WEB, DISK = Addresses(site="https://example.org/a/"), Addresses(directories=False)


@pytest.fixture(scope="module")
def archive(lexicon: Lexicon) -> Archive:
    """The project's own five pages."""
    return read_archive(ROOT / "seeds", lexicon)[0]


@pytest.mark.parametrize("addresses", [WEB, DISK])
def test_valid(archive: Archive, addresses: Addresses) -> None:
    """Each feed has what RFC 4287 asks of it, each id once, and the newest first."""
    feeds = {path: text for path, text in render_feeds(archive, addresses) if path.endswith(".xml")}
    assert len(feeds) > 10
    for text in feeds.values():
        feed = feedparser.parse(text.encode())
        assert not feed.bozo
        assert feed.version == "atom10"
        ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
        assert len(set(ids)) == len(ids)
        assert all(re.match(r"https://example\.org/a/|tag:", identity) for identity in ids)
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert feed.feed.updated == days[0]
        for element in fromstring(text).iter(f"{{{NAMESPACE}}}entry"):
            names = {child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element}
            assert {"id", "title", "updated", "link", "summary"} <= names


def test_districts(archive: Archive) -> None:
    """A district's feed holds the articles about it."""
    feed = feedparser.parse(dict(render_feeds(archive, WEB))["feeds/qianjiang.xml"].encode())
    known = [a for page in archive.pages if day_of(page) for a in page.articles if a.district == "黔江区"]
    assert len(feed.entries) == len(known)
    assert all(entry.link.startswith("https://example.org/a/pages/") for entry in feed.entries)


def test_undated(archive: Archive) -> None:
    """No day is made up: an article of a page without one is in no feed."""
    page = replace(archive.pages[0], date=PageDate())
    feeds = dict(render_feeds(Archive((page,), archive.lexicon), WEB))
    assert not feedparser.parse(feeds[ARCHIVE_FEED].encode()).entries
    assert set(feeds) == {ARCHIVE_FEED, "robots.txt"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(lexicon: Lexicon, text: str) -> None:
    """A headline reaches the feed as text."""
    page = text_page("正文。", headline="题")
    headline = Text(text, page.articles[0].paragraphs[0].text.spans)
    page = replace(
        page, date=PageDate(published="2023-10-24"), articles=(replace(page.articles[0], headline=headline),)
    )
    root = fromstring(dict(render_feeds(Archive((page,), lexicon), WEB))[ARCHIVE_FEED])
    assert root.findtext(f"{{{NAMESPACE}}}entry/{{{NAMESPACE}}}title") == text


def test_robots(archive: Archive) -> None:
    """robots.txt names the sitemap where the address is known."""
    assert "Sitemap: https://example.org/a/sitemap.xml\n" in dict(render_feeds(archive, WEB))["robots.txt"]
    assert "Sitemap" not in dict(render_feeds(archive, DISK))["robots.txt"]
