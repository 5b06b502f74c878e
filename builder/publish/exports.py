"""Writes the archive's data for machines; builder/data/archive.schema.json says what stands where."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.archive import Archive, day_of
from builder.model import (
    Article,
    CatalogEntry,
    Corrected,
    Dropped,
    Figure,
    Page,
    PageDate,
    Paragraph,
    Span,
    Text,
)
from builder.publish.tables import TABLES, csv_text

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).parent.parent / "data" / "archive.schema.json"

Record = dict[str, Any]


MOST_PAGES = 1_000
"""Pages above which archive.json is split by year, and bulky files go to a release: some 60 MB of JSON."""


def render_exports(archive: Archive) -> dict[str, str]:
    """The committed data files, by path below docs/."""
    return {f"data/{name}": content for name, content in data_files(archive).items()}


def data_files(archive: Archive) -> dict[str, str]:
    """The committed data files, by name."""
    tables = {f"{table.name}.csv": csv_text(table, archive) for table in TABLES if table.is_csv}
    return _archive_files(archive) | {"archive.schema.json": SCHEMA.read_text("utf-8")} | tables


def _archive_files(archive: Archive) -> dict[str, str]:
    """archive.json; of a large archive it only names its parts, one a year."""
    if len(archive.pages) <= MOST_PAGES:
        return {"archive.json": _json(archive_record(archive))}
    parts = {
        name: _json(archive_record(replace(archive, pages=tuple(pages))))
        for name, pages in parts_of(archive).items()
    }
    index: Record = {"schema": SCHEMA_VERSION, "pages": [], "figures": [], "parts": sorted(parts)}
    return {"archive.json": _json(index)} | parts


def parts_of(archive: Archive) -> dict[str, list[Page]]:
    """The pages of each part of archive.json, by the part's name; none where it is not split."""
    parts: dict[str, list[Page]] = {}
    if len(archive.pages) > MOST_PAGES:
        for page in archive.pages:
            day = day_of(page)
            parts.setdefault(f"archive-{day[:4] if day else 'undated'}.json", []).append(page)
    return parts


def _json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


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
        "flags": [{"code": flag.code, "line": flag.line, "note": flag.note} for flag in page.flags],
    }


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
