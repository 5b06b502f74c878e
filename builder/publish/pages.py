"""Writes the Markdown page of a newspaper page."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from builder.archive import day_of, districts_of
from builder.entry import CatalogEntry
from builder.gazetteer import Gazetteer
from builder.model import Dropped, Page, Text
from builder.publish.addresses import anchor_of, anchor_of_text
from builder.publish.captions import captions_of
from builder.publish.markdown import Markdown, anchor, escape, link, render
from builder.publish.words import (
    REASONS,
    UNKNOWN_DAY,
    correction_in_words,
    date_in_words,
    date_source_in_words,
    day_in_words,
    first_sentence,
    headline_of,
    ruling_in_words,
    shorten,
    title_of,
)


def page_path(page: Page) -> str:
    """Path of a page's Markdown below docs/."""
    return f"pages/{page.address}.md"


def page_markdown(page: Page, gazetteer: Gazetteer) -> str:
    """Markdown of a page."""
    slugs = {district.name: district.slug for district in gazetteer.districts}
    return render(
        "page.md.j2",
        _metadata(page),
        page=page,
        heading=page.title.text if page.title else f"版面 {page.id}",
        date=date_in_words(page.date),
        event=day_in_words(page.date.event) if page.date.published and page.date.event else None,
        origin=_origin(page.entry),
        date_source=date_source_in_words(page.date),
        districts=[(name, f"../districts/{slugs[name]}.md") for name in districts_of(page)],
        headline_of=headline_of,
        anchor_once=_Anchors(page),
        captions=defaultdict(tuple, captions_of(page, gazetteer)),
        remarks=_remarks(page),
    )


class _Anchors:
    """Gives each text its anchor, but for those that begin on a line whose anchor is given."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._given = {anchor_of(article.id) for article in page.articles}
        self._given |= {anchor_of_text(page, p.text) for article in page.articles for p in article.paragraphs}

    def __call__(self, text: Text) -> Markdown:
        name = anchor_of_text(self._page, text)
        if name in self._given:
            return Markdown("")
        self._given.add(name)
        return anchor(name)


def _metadata(page: Page) -> dict[str, Any]:
    districts = list(districts_of(page))
    return {
        "title": title_of(page),
        "date": day_of(page) if page.date.published else None,
        "date_earliest": page.date.earliest,
        "districts": districts,
        "tags": list(districts),  # a list of its own: YAML would write a reference
        "seed": page.seed.file,
        "sha256": page.seed.sha256,
        "articles": [
            {"id": article.id, "headline": headline_of(article), "district": article.district}
            for article in page.articles
        ],
        "flags": sorted({flag.code for flag in page.flags}),
        "keywords": list(page.keywords),
        "description": _description(page),
    }


def _description(page: Page) -> str:
    summary = next((sentence for article in page.articles if (sentence := first_sentence(article))), "")
    day = date_in_words(page.date)
    return shorten(summary if day == UNKNOWN_DAY else f"{day}：{summary}", 150)


def _origin(entry: CatalogEntry) -> Markdown | None:
    """Where the page was printed, as far as the catalogue says."""
    printed = "，".join(words for words in (entry.publication, entry.page and f"第{entry.page}版") if words)
    parts = [escape(printed)] if printed else []
    parts += [link("原版", entry.source_url)] if entry.source_url else []
    return Markdown("，".join(parts)) if parts else None


def _remarks(page: Page) -> list[tuple[int, Markdown]]:
    """What a reader should know of the page's text: (line of the seed, note), by line."""
    remarks = [(flag.line, escape(flag.note)) for flag in page.flags if flag.code not in REASONS]
    remarks += [
        (page.line_of(dropped.spans[0].start), _dropped_note(page, dropped)) for dropped in page.dropped
    ]
    remarks += [(one.said.line, escape(f"{correction_in_words(one.said)}。")) for one in page.corrections]
    remarks += [(one.said.lines[0], escape(f"{ruling_in_words(page, one)}。")) for one in page.rulings]
    return sorted(remarks)


def _dropped_note(page: Page, dropped: Dropped) -> Markdown:
    """What was left out, why, and where it is kept."""
    quote = shorten(page.passage(dropped.spans).text, 30)
    note = escape(f"“{quote}”{REASONS[dropped.reason]}，未收入正文")
    if dropped.copy_of is None:
        return Markdown(f"{note}。")
    return Markdown(f"{note}，{link('见此段', '#' + anchor_of(dropped.copy_of))}。")
