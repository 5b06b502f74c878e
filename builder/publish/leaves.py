"""
What is written of one page, whatever the others are: its Markdown, its part of archive.json, its rows of the tables.

A page's leaf is made beside its stages, on all cores, and kept with it. What is written of the whole archive is put
together from the leaves, so that one changed page is one page's work.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from builder.archive import Archive
from builder.codec import decode, encode
from builder.lexicon import Lexicon
from builder.model import Page
from builder.publish.counts import check_counts
from builder.publish.documents import Document, made_of
from builder.publish.pages import page_markdown, page_path
from builder.publish.records import Record, figure_records, page_record
from builder.publish.tables import TABLES, csv_rows
from builder.work import PRODUCT


@dataclass(frozen=True, slots=True)
class Leaf:
    """The texts of one page."""

    markdown: str
    record: str
    """Its object in archive.json, as it stands there."""
    figures: tuple[str, ...]
    """Its figures' objects, likewise."""
    rows: dict[str, str]
    """Its rows of each table that is a CSV file, by the table's name."""


def render_pages(archive: Archive) -> Iterator[Document]:
    """The newspaper pages."""
    for page in archive.pages:
        yield Document(page_path(page), made_of(archive, [page]), partial(_markdown, archive, page))


def _markdown(archive: Archive, page: Page) -> str:
    return leaf_of(archive, page).markdown


def make_leaf(page: Page, lexicon: Lexicon) -> Leaf:
    """
    Make a page's leaf.

    Raises CountError where its parts differ in what they hold.
    """
    made = Leaf(
        markdown=page_markdown(page, lexicon.gazetteer),
        record=in_list(page_record(page)),
        figures=tuple(in_list(record) for record in figure_records(page)),
        rows={
            table.name: csv_rows(table, [page])
            for table in TABLES
            if table.is_csv and not table.is_of_withdrawn
        },
    )
    check_counts(made.markdown, made.record, made.figures, made.rows)
    return made


def leaf_text(page: Page, lexicon: Lexicon) -> str:
    """A page's leaf as the store keeps it."""
    return encode(make_leaf(page, lexicon))


def leaf_of(archive: Archive, page: Page) -> Leaf:
    """The leaf of one of the archive's pages, from the store where it keeps it."""
    kept = archive.store.get(PRODUCT, archive.key(page))
    return decode(Leaf, kept) if kept else make_leaf(page, archive.lexicon)


def in_list(record: Record) -> str:
    """An object as it stands in one of the lists of archive.json."""
    return "  " + json.dumps(record, ensure_ascii=False, indent=1).replace("\n", "\n  ")
