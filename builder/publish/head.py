"""Writes what a page says of itself to machines: for Zotero and Google Scholar, libraries, and search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from builder.archive import districts_of
from builder.citations.reference import Reference, article_reference, page_reference
from builder.model import Article, Page
from builder.publish.addresses import Addresses, anchor_of
from builder.publish.words import first_sentence, title_of

Record = dict[str, Any]

_IN_SCRIPT = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""What could end a script element, or a line in it."""


def head_html(page: Page, addresses: Addresses, site_name: str) -> str:
    """Elements for the head of a newspaper page; everything from seeds and catalogue is escaped."""
    reference = page_reference(page, addresses)
    metas = [
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">'
        for name, value in (
            *_citation(reference),
            *_dublin_core(page, reference),
            *_open_graph(page, reference),
        )
        if value
    ]
    name = f'<meta property="og:site_name" content="{escape(site_name)}">'
    graph = json.dumps(json_ld(page, addresses), ensure_ascii=False).translate(_IN_SCRIPT)
    return "\n".join([*metas, name, f'<script type="application/ld+json">{graph}</script>'])


def _citation(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "citation_title", reference.title
    yield "citation_journal_title", reference.publication or ""
    yield "citation_publication_date", _date(reference).replace("-", "/")
    yield "citation_firstpage", reference.page or ""
    yield "citation_language", "zh-CN"
    yield "citation_public_url", reference.url


def _dublin_core(page: Page, reference: Reference) -> Iterator[tuple[str, str]]:
    yield "DC.title", reference.title
    yield "DC.type", "Text"
    yield "DC.date", _date(reference)
    yield "DC.publisher", reference.publication or ""
    yield "DC.identifier", reference.url or page.id
    yield "DC.source", page.entry.source_url or ""
    yield "DC.rights", page.entry.rights or ""
    yield "DC.language", "zh-CN"
    for district in districts_of(page):
        yield "DC.subject", district


def _open_graph(page: Page, reference: Reference) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", title_of(page)
    yield "og:description", next((text for a in page.articles if (text := first_sentence(a))), "")
    yield "og:url", reference.url
    yield "og:locale", "zh_CN"
    yield "article:published_time", reference.date or ""


def _date(reference: Reference) -> str:
    """A day or a year of publication; one that was inferred is none."""
    return reference.date or ("" if reference.is_inferred else str(reference.year or ""))


def json_ld(page: Page, addresses: Addresses) -> Record:
    """The page as a PublicationIssue, and its articles in it."""
    reference = page_reference(page, addresses)
    newspaper = {"@type": "Newspaper", "name": reference.publication} if reference.publication else None
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "@id": reference.url or f"#{page.id}",
            "name": reference.title,
            "datePublished": _date(reference),
            "isPartOf": newspaper,
            "pagination": reference.page,
            "inLanguage": "zh-CN",
            "url": reference.url,
            "sameAs": page.entry.source_url,
            "hasPart": [_article(page, article, addresses) for article in page.articles],
        }
    )


def _article(page: Page, article: Article, addresses: Addresses) -> Record:
    reference = article_reference(page, article, addresses)
    return _known(
        {
            "@type": "NewsArticle",
            "@id": reference.url or f"#{anchor_of(article.id)}",
            "headline": reference.title,
            "author": [{"@type": "Person", "name": name} for name in reference.authors],
            "datePublished": _date(reference),
            "about": {"@type": "Place", "name": article.district} if article.district else None,
            "inLanguage": "zh-CN",
            "url": reference.url,
        }
    )


def _known(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}
