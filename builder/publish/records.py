"""What archive.json says of a page and of its figures; builder/data/archive.schema.json describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.entry import CatalogEntry
from builder.model import Article, Corrected, Dropped, Figure, Page, PageDate, Paragraph, Ruled, Span, Text

Record = dict[str, Any]


def figure_records(page: Page) -> Iterator[Record]:
    """A page's figures as the contract has them."""
    return (_figure(page, figure) for figure in page.figures)


def page_record(page: Page) -> Record:
    """A page as the contract has it."""
    return {
        "id": page.id,
        "seed": {
            "file": page.seed.file,
            "sha256": page.seed.sha256,
            "encoding": page.seed.encoding,
            "chars": len(page.seed.text),
        },
        "catalog": _catalog(page.entry),
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
        "corrections": [_corrected(corrected) for corrected in page.corrections],
        "rulings": [_ruled(ruled) for ruled in page.rulings],
        "flags": [{"code": flag.code, "line": flag.line, "note": flag.note} for flag in page.flags],
    }


def withdrawn_record(page: Page) -> Record:
    """That there was such a page, and why it is gone; nothing of its text."""
    return {"id": page.id, "note": page.entry.note}


def _catalog(entry: CatalogEntry) -> Record:
    """What the archivist knows of where the page was printed; the days stand under `date`."""
    return {
        "publication": entry.publication,
        "page": entry.page,
        "source_url": entry.source_url,
        "rights": entry.rights,
        "note": entry.note,
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


def _corrected(corrected: Corrected) -> Record:
    said = corrected.said
    start, end = corrected.span
    return {
        **{"line": said.line, "words": said.words, "right": said.right, "why": said.why},
        **{"start": start, "end": end},
    }


def _ruled(ruled: Ruled) -> Record:
    said = ruled.said
    return {
        **{"what": said.matter.value, "lines": list(said.lines), "said": ruled.now},
        **{"was": ruled.was, "why": said.why},
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
        "value": plain_number(figure.value),
        "unit": figure.unit,
        "change": plain_number(figure.change),
        "change_unit": figure.change_unit,
        "rank": figure.rank,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "increment": figure.increment,
        "scope": figure.scope,
        "quote": figure.quote,
        "spans": _spans(figure.spans),
    }


def plain_number(number: float | None) -> float | int | None:
    """A number as it is printed: 59, not 59.0."""
    return int(number) if number is not None and number == int(number) else number
