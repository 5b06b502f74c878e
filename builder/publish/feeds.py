"""Writes Atom feeds: one of the whole archive, one a district; and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.archive import Archive, day_of
from builder.gazetteer import District
from builder.model import Article, Page
from builder.publish.addresses import Addresses
from builder.publish.words import first_sentence, headline_of

ARCHIVE_FEED = "feeds/archive.xml"
TITLE = "报纸档案"
MOST_ENTRIES = 100
"""The newest; a feed tells what is new, the data tells all."""
NAMESPACE = "http://www.w3.org/2005/Atom"
TAGGED = "tag:newspaper-archive.invalid,2023:"
"""Begins the ids of a site that does not know its address; the name belongs to nobody and never will."""

Entry = tuple[Page, Article]


def _feed_path(district: District) -> str:
    """Path of a district's feed below the site's root."""
    return f"feeds/{district.slug}.xml"


def feeds_by_page(archive: Archive) -> dict[str, str]:
    """Paths of the feeds, by the path of the Markdown page that each tells news of."""
    about = {article.district for page in archive.pages if day_of(page) for article in page.articles}
    units = [unit for unit in archive.districts if unit.name in about]
    return {"pages/index.md": ARCHIVE_FEED} | {
        f"districts/{unit.slug}.md": _feed_path(unit) for unit in units
    }


def render_feeds(archive: Archive, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """
    The feeds, and robots.txt, by path below the site's root.

    An article of a page without any day is in no feed: Atom wants a day, and none is made up.
    """
    entries = [(page, article) for page in archive.pages if day_of(page) for article in page.articles]
    yield ARCHIVE_FEED, _feed(ARCHIVE_FEED, TITLE, "index", entries, addresses)
    for unit in archive.districts:
        about = [(page, article) for page, article in entries if article.district == unit.name]
        if about:
            path = _feed_path(unit)
            yield path, _feed(path, f"{unit.name} · {TITLE}", f"districts/{unit.slug}", about, addresses)
    yield "robots.txt", _robots(addresses)


def _feed(path: str, title: str, page: str, entries: Sequence[Entry], addresses: Addresses) -> str:
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "zh-CN"})
    _add(feed, "id", _identity(path, path, addresses))
    _add(feed, "title", title)
    _add(feed, "updated", _updated(entries[0][0]) if entries else "1970-01-01T00:00:00Z")
    _add(SubElement(feed, "author"), "name", TITLE)
    home = addresses.site if page == "index" and addresses.site else _target(addresses.of(page), addresses)
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _target(path, addresses)}
    )
    for printed, article in entries[:MOST_ENTRIES]:
        _entry(SubElement(feed, "entry"), printed, article, addresses)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _entry(entry: Element, page: Page, article: Article, addresses: Addresses) -> None:
    path = addresses.passage(page, article.id)
    _add(entry, "id", _identity(path, article.id, addresses))
    _add(entry, "title", headline_of(article))
    _add(entry, "updated", _updated(page))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _target(path, addresses)})
    _add(entry, "summary", first_sentence(article))
    if article.district:
        SubElement(entry, "category", {"term": article.district})


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _identity(path: str, name: str, addresses: Addresses) -> str:
    """An id that stays: the address, which never changes; else a tag URI."""
    return addresses.absolute(path) or TAGGED + name


def _target(path: str, addresses: Addresses) -> str:
    return addresses.absolute(path) or f"../{path}"


def _updated(page: Page) -> str:
    """The day that a page stands under, as Atom writes it: the archive keeps no other time."""
    return f"{day_of(page)}T00:00:00+08:00"


def _robots(addresses: Addresses) -> str:
    sitemap = f"Sitemap: {addresses.absolute('sitemap.xml')}\n" if addresses.site else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
