"""What is searched of a page and its articles, and what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass

from builder.archive import Archive, year_of
from builder.model import Article, Page, Text
from builder.publish.addresses import anchor_of, anchor_of_text
from builder.publish.words import date_in_words, title_of

PAGE_KIND = "page"


@dataclass(frozen=True, slots=True)
class Field:
    """One text; a query matches within it or not at all."""

    text: str
    anchor: str = ""
    """Where it stands on its page."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one hit leads to: an article, or the texts of a page that belong to none."""

    anchor: str
    """Of an article; empty for the page's own texts."""
    kind: str
    headline: str
    """Empty where there is none."""
    head: tuple[Field, ...]
    """Label, headline, byline; a page's title and subtitle. A hit here counts for more."""
    body: tuple[Field, ...]
    district: str = ""
    """Full name of the one district that it is about."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as search knows it."""

    id: str
    title: str
    date: str
    """In words."""
    year: str
    """Empty where it is not known."""
    units: tuple[Unit, ...]
    """The page's own texts, then its articles."""


def page_records(archive: Archive) -> tuple[PageRecord, ...]:
    """All pages but the withdrawn, in the archive's order."""
    return tuple(_page_record(page) for page in archive.pages if not page.entry.withdrawn)


def _page_record(page: Page) -> PageRecord:
    units = (_own_unit(page), *(_article_unit(page, article) for article in page.articles))
    return PageRecord(page.address, title_of(page), date_in_words(page.date), year_of(page), units)


def _own_unit(page: Page) -> Unit:
    texts = (*page.note, *page.lead, *page.captions, *page.credits)
    body = tuple(Field(text.text, anchor_of_text(page, text)) for text in texts)
    return Unit("", PAGE_KIND, title_of(page), _fields((page.title, page.subtitle)), body)


def _article_unit(page: Page, article: Article) -> Unit:
    return Unit(
        anchor=anchor_of(article.id),
        kind=article.kind,
        headline=article.headline.text if article.headline else "",
        head=_fields((article.label, article.headline, article.byline)),
        body=tuple(Field(item.text.text, anchor_of(item.id)) for item in article.paragraphs),
        district=article.district or "",
    )


def _fields(texts: tuple[Text | None, ...]) -> tuple[Field, ...]:
    return tuple(Field(text.text) for text in texts if text)
