"""Writes the archive's data for machines; builder/data/archive.schema.json says what stands where."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

from builder.archive import Archive, year_of
from builder.model import Page
from builder.publish.addresses import UNDATED
from builder.publish.documents import Document, made_of
from builder.publish.leaves import in_list, leaf_of
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
    yield _json_document(archive, "archive.json", shown, archive.withdrawn, sorted(parts))
    for name, pages in parts.items():
        yield _json_document(archive, name, pages)
    yield Document("data/archive.schema.json", made_of(archive), partial(SCHEMA.read_text, "utf-8"))
    tables = _Tables(archive)
    for table in TABLES:
        if table.is_csv:
            made = made_of(archive, table.pages(archive))
            yield Document(f"data/{table.name}.csv", made, partial(tables.text, table))


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


def _json_document(
    archive: Archive,
    name: str,
    pages: Sequence[Page],
    withdrawn: Sequence[Page] = (),
    parts: Sequence[str] = (),
) -> Document:
    made = made_of(archive, (*pages, *withdrawn), str(len(pages)), *parts)
    return Document(f"data/{name}", made, partial(_json_text, archive, pages, withdrawn, parts))


def _json_text(
    archive: Archive, pages: Sequence[Page], withdrawn: Sequence[Page], parts: Sequence[str]
) -> str:
    """Some pages and their figures as the contract has them; of a large archive the parts' names instead."""
    records: list[str] = []
    figures: list[str] = []
    for page in pages:
        own = leaf_of(archive, page)
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


class _Tables:
    """The tables as CSV, put together from the pages' rows: read once, where any of them is rendered."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def text(self, table: Table) -> str:
        """One table."""
        if table.is_of_withdrawn:
            return csv_text(table, self._archive.withdrawn)
        return csv_head(table) + "".join(self._rows[table.name])

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        rows: dict[str, list[str]] = defaultdict(list)
        for page in self._archive.pages:
            for name, text in leaf_of(self._archive, page).rows.items():
                rows[name].append(text)
        return rows
