"""Writes the archive's data for machines; builder/data/archive.schema.json says what stands where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from builder.archive import Archive, year_of
from builder.model import Page
from builder.publish.addresses import UNDATED
from builder.publish.documents import Document, made_of
from builder.publish.leaves import Leaf, in_list, leaf_of
from builder.publish.records import withdrawn_record
from builder.publish.tables import TABLES, Table, csv_head, csv_text

SCHEMA_VERSION = 1
SCHEMA = Path(__file__).parent.parent / "data" / "archive.schema.json"
MOST_PAGES = 1_000
"""Pages above which archive.json is split by year, and bulky files go to a release: some 60 MB of JSON."""


def render_exports(archive: Archive) -> Iterator[Document]:
    """The committed data files."""
    parts = parts_of(archive)
    shown = () if parts else archive.pages
    leaves = _Leaves(archive)
    yield _json_document(leaves, "archive.json", shown, archive.withdrawn, sorted(parts))
    for name, pages in parts.items():
        yield _json_document(leaves, name, pages)
    yield Document("data/archive.schema.json", made_of(archive), partial(SCHEMA.read_text, "utf-8"))
    for table in TABLES:
        if table.is_csv:
            made = made_of(archive, table.pages(archive))
            yield Document(f"data/{table.name}.csv", made, partial(_table_text, leaves, table))


def data_files(archive: Archive) -> dict[str, str]:
    """The committed data files, by name."""
    return {document.path.removeprefix("data/"): document.content for document in render_exports(archive)}


def parts_of(archive: Archive) -> dict[str, list[Page]]:
    """The pages of each part of archive.json, by the part's name; none where it is not split."""
    parts: dict[str, list[Page]] = {}
    if len(archive.pages) > MOST_PAGES:
        for page in archive.pages:
            parts.setdefault(f"archive-{year_of(page) or UNDATED}.json", []).append(page)
    return parts


class _Leaves:
    """The pages' leaves; their rows are asked for once a table, and so kept."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._rows: dict[str, dict[str, str]] = {}

    def leaf(self, page: Page) -> Leaf:
        """The leaf of a page."""
        leaf = leaf_of(self.archive, page)
        self._rows[page.id] = leaf.rows
        return leaf

    def rows(self, page: Page) -> dict[str, str]:
        """A page's rows, by the table's name."""
        return self._rows.get(page.id) or self.leaf(page).rows


def _json_document(
    leaves: _Leaves,
    name: str,
    pages: Sequence[Page],
    withdrawn: Sequence[Page] = (),
    parts: Sequence[str] = (),
) -> Document:
    made = made_of(leaves.archive, (*pages, *withdrawn), str(len(pages)), *parts)
    return Document(f"data/{name}", made, partial(_json_text, leaves, pages, withdrawn, parts))


def _json_text(
    leaves: _Leaves, pages: Sequence[Page], withdrawn: Sequence[Page], parts: Sequence[str]
) -> str:
    """Some pages and their figures as the contract has them; of a large archive the parts' names instead."""
    records: list[str] = []
    figures: list[str] = []
    for page in pages:
        own = leaves.leaf(page)
        records.append(own.record)
        figures += own.figures
    gone = [in_list(withdrawn_record(page)) for page in withdrawn]
    lists = [
        f' "schema": {SCHEMA_VERSION}',
        f' "pages": {_list(records)}',
        f' "figures": {_list(figures)}',
        f' "withdrawn": {_list(gone)}',
    ]
    if parts:
        lists.append(f' "parts": {_list(f"  {json.dumps(part)}" for part in parts)}')
    return "{\n" + ",\n".join(lists) + "\n}\n"


def _list(items: Iterable[str]) -> str:
    joined = ",\n".join(items)
    return f"[\n{joined}\n ]" if joined else "[]"


def _table_text(leaves: _Leaves, table: Table) -> str:
    """One table, put together from the pages' rows."""
    if table.is_of_withdrawn:
        return csv_text(table, leaves.archive.withdrawn)
    return csv_head(table) + "".join(leaves.rows(page)[table.name] for page in leaves.archive.pages)
