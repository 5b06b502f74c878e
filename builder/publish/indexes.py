"""Writes the index of all pages, by date; that of a large archive by years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from builder.archive import Archive, districts_of, year_of
from builder.model import Page
from builder.publish.addresses import Addresses
from builder.publish.documents import Document, made_of
from builder.publish.markdown import render
from builder.publish.shelves import MOST, Shelf, ShelfLink, recent, shelve
from builder.publish.timeline import month_anchor, year_anchor
from builder.publish.words import date_in_words, title_of, year_in_words


def render_page_index(archive: Archive) -> Iterator[Document]:
    """The index of pages, and a page a year where it would be too long."""
    shelves = _shelves(archive)
    newest = recent(archive.pages) if shelves else archive.pages
    links = [(shelf.name, f"../years/{shelf.slug}.md", len(shelf.items)) for shelf in shelves]
    made = made_of(archive, newest, str(links), str(len(archive.pages)))
    yield Document("pages/index.md", made, partial(_render_index, archive, newest, links))
    for shelf in shelves:
        made = made_of(archive, shelf.items, shelf.name)
        yield Document(f"years/{shelf.slug}.md", made, partial(_render_year, shelf))


def _shelves(archive: Archive) -> list[Shelf[Page]]:
    """The pages of each year; none where one index holds all."""
    return shelve(archive.pages, year_of) if len(archive.pages) > MOST else []


def addresses_of_months(archive: Archive, addresses: Addresses) -> dict[str, str]:
    """Where the pages of each month and year are listed, by its anchor."""
    shelves = _shelves(archive)
    lists = [(addresses.of(f"years/{shelf.slug}"), shelf.items) for shelf in shelves]
    found: dict[str, str] = {}
    for address, pages in lists or [(addresses.index("pages"), archive.pages)]:
        for page in pages:
            for name in (year_anchor(page), month_anchor(page)):
                found.setdefault(name, f"{address}#{name}")
    return found


def _render_index(archive: Archive, pages: Sequence[Page], links: Sequence[ShelfLink]) -> str:
    years = [(year_in_words(year), list(run)) for year, run in groupby(pages, key=year_of)]
    return _render("版面", "按日期浏览报纸版面", years, count=len(archive.pages), links=links)


def _render_year(shelf: Shelf[Page]) -> str:
    title = f"{shelf.name}的版面"
    return _render(title, title, [(year_in_words(shelf.year), list(shelf.items))], count=len(shelf.items))


def _render(
    title: str,
    description: str,
    years: list[tuple[str, list[Page]]],
    *,
    count: int,
    links: Sequence[ShelfLink] = (),
) -> str:
    return render(
        "pages.md.j2",
        {"title": title, "description": description},
        title=title,
        years=years,
        links=links,
        count=count,
        title_of=title_of,
        date_in_words=date_in_words,
        districts_of=districts_of,
        month_anchor=month_anchor,
        year_anchor=year_anchor,
    )


def neighbours(archive: Archive) -> dict[str, tuple[tuple[str, Page], ...]]:
    """
    What each page, by its id, has before and behind it, with the names of the two ways.

    The order is that of the index: by date, then by id; pages without a day stand before all others.
    """
    found: dict[str, tuple[tuple[str, Page], ...]] = {}
    around = (None, *archive.pages, None)
    for later, page, earlier in zip(around, around[1:], around[2:], strict=False):
        if page:
            ways = (("前一版", earlier), ("后一版", later))
            found[page.id] = tuple((name, other) for name, other in ways if other)
    return found
