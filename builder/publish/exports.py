"""Writes the archive's data for machines; builder/data/archive.schema.json says what stands where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder.archive import Archive
from builder.model import Article, Dropped, Figure, Page, PageDate, Paragraph, Span, Text

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).parent.parent / "data" / "archive.schema.json"

Record = dict[str, Any]


def render_exports(archive: Archive) -> dict[str, str]:
    """The data files, by path below docs/."""
    return {
        "data/archive.json": json.dumps(archive_record(archive), ensure_ascii=False, indent=1) + "\n",
        "data/archive.schema.json": SCHEMA.read_text("utf-8"),
    }


def archive_record(archive: Archive) -> Record:
    """The whole archive as the contract has it."""
    return {
        "schema": SCHEMA_VERSION,
        "pages": [_page(page) for page in archive.pages],
        "figures": [_figure(page, figure) for page in archive.pages for figure in page.figures],
    }


def _page(page: Page) -> Record:
    return {
        "id": page.id,
        "seed": {
            "file": page.seed.file,
            "sha256": page.seed.sha256,
            "encoding": page.seed.encoding,
            "chars": len(page.seed.text),
        },
        "title": _text(page.title),
        "subtitle": _text(page.subtitle),
        "kicker": _text(page.kicker),
        "note": [_text(text) for text in page.note],
        "lead": [_text(text) for text in page.lead],
        "date": _date(page.date),
        "articles": [_article(article) for article in page.articles],
        "captions": [_text(text) for text in page.captions],
        "credits": [_text(text) for text in page.credits],
        "other": [_text(text) for text in page.other],
        "joins": [_join(page, join.before, join.after, join.probability) for join in page.joins],
        "dropped": [_dropped(dropped) for dropped in page.dropped],
        "flags": [{"code": flag.code, "line": flag.line, "note": flag.note} for flag in page.flags],
    }


def _text(text: Text | None) -> Record | None:
    return None if text is None else {"text": text.text, "spans": _spans(text.spans)}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _date(date: PageDate) -> Record:
    return {
        "published": date.published,
        "event": date.event,
        "earliest": date.earliest,
        "latest": date.latest,
        "source": date.source,
        "evidence": list(date.evidence),
    }


def _article(article: Article) -> Record:
    own = (article.district,) if article.district else ()
    return {
        "id": article.id,
        "kind": article.kind,
        "label": _text(article.label),
        "headline": _text(article.headline),
        "byline": _text(article.byline),
        "district": article.district,
        "mentions": list(dict.fromkeys((*own, *(mention.district for mention in article.mentions)))),
        "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> Record:
    return {
        "id": paragraph.id,
        "text": paragraph.text.text,
        "spans": _spans(paragraph.text.spans),
        "flags": list(paragraph.flags),
    }


def _join(page: Page, before: int, after: int, probability: float) -> Record:
    return {"from": page.blocks[before].line, "to": page.blocks[after].line, "p": round(probability, 3)}


def _dropped(dropped: Dropped) -> Record:
    return {
        "spans": _spans(dropped.spans),
        "reason": dropped.reason,
        "copy_of": dropped.copy_of,
        "after": dropped.after,
    }


def _figure(page: Page, figure: Figure) -> Record:
    return {
        "id": figure.id,
        "page": page.id,
        "article": figure.article,
        "paragraph": figure.paragraph,
        "place": figure.place,
        "period": figure.period,
        "year": figure.year,
        "year_source": figure.year_source,
        "indicator": figure.indicator,
        "value": _number(figure.value),
        "unit": figure.unit,
        "change": _number(figure.change),
        "change_unit": figure.change_unit,
        "rank": figure.rank,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "increment": figure.increment,
        "scope": figure.scope,
        "quote": figure.quote,
        "spans": _spans(figure.spans),
    }


def _number(number: float | None) -> float | int | None:
    """A number as it is printed: 59, not 59.0."""
    return int(number) if number is not None and number == int(number) else number
