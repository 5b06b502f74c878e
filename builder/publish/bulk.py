"""Writes the data that is too bulky to commit: the database, the texts, and the package that describes all."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.archive import Archive
from builder.bundle import write_entries
from builder.errors import WriteError
from builder.model import Article, Page
from builder.publish.database import write_database
from builder.publish.exports import MOST_PAGES, data_files
from builder.publish.tables import TABLES, Column, Table
from builder.publish.write import write_atomically

FILES = ("archive.sqlite", "texts.zip", "datapackage.json")
"""What lies in docs/data/ beside the committed files, and is not committed."""


def write_site_data(archive: Archive, docs: Path) -> None:
    """
    Write the bulky data of a site into docs/data/; that of a large archive is left to its release.

    Raises WriteError.
    """
    if len(archive.pages) > MOST_PAGES:
        for name in FILES:
            (docs / "data" / name).unlink(missing_ok=True)
        return
    write_bulk(archive, docs / "data")


def write_data(archive: Archive, folder: Path) -> None:
    """Write all data files into a folder. Raises WriteError."""
    for name, content in data_files(archive).items():
        write_atomically(folder / name, content.encode("utf-8"))
    write_bulk(archive, folder)


def write_bulk(archive: Archive, folder: Path) -> None:
    """Write the bulky data files; one that is right already is not touched. Raises WriteError."""
    try:
        with tempfile.TemporaryDirectory() as room:
            part = Path(room, "part")
            write_database(archive, part)
            _bring(folder / "archive.sqlite", part.read_bytes())
            write_entries(_text_files(archive), part)
            _bring(folder / "texts.zip", part.read_bytes())
        _bring(folder / "datapackage.json", _package_text(archive, folder).encode("utf-8"))
    except OSError as error:
        raise WriteError(f"{folder}: the data cannot be written ({error})") from error


def _bring(path: Path, data: bytes) -> None:
    """Write a file, unless it is there: the preview watches the folder, and builds anew after each change."""
    if not path.exists() or path.read_bytes() != data:
        write_atomically(path, data)


def _text_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Each article as a plain text: name and bytes."""
    for page in archive.pages:
        for article in page.articles:
            yield f"{article.id}.txt", _article_text(page, article).encode("utf-8")


def _article_text(page: Page, article: Article) -> str:
    """An article's label, headline, byline and paragraphs, one a line."""
    return "\n".join(text.text for text in article.texts) + "\n"


def _package_record(archive: Archive, folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package of a folder that holds the database and the texts."""
    contents = {name: content.encode("utf-8") for name, content in data_files(archive).items()}
    contents |= {name: (folder / name).read_bytes() for name in ("archive.sqlite", "texts.zip")}
    return {
        "profile": "data-package",
        "name": "newspaper-archive",
        "title": "报纸档案",
        "description": "报纸版面、文章、段落、数字与地区提及。文章版权归原出版者所有。",
        "counts": {table.name: table.size(archive) for table in TABLES},
        "resources": [_resource(archive, name, data) for name, data in sorted(contents.items())],
    }


def _package_text(archive: Archive, folder: Path) -> str:
    return json.dumps(_package_record(archive, folder), ensure_ascii=False, indent=1) + "\n"


def _resource(archive: Archive, name: str, data: bytes) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": name.replace(".", "-"),
        "path": name,
        "type": "table" if name.endswith(".csv") else "file",
        "format": name.rsplit(".", 1)[-1],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    table = next((table for table in TABLES if name == f"{table.name}.csv"), None)
    if table:
        resource |= {
            "profile": "tabular-data-resource",
            "title": table.title,
            "encoding": "utf-8",
            "rows": table.size(archive),
            "schema": _schema(table),
        }
    return resource


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    with_file = {f"{other.name}-csv" for other in TABLES if other.is_csv}
    references = [
        {"fields": column.name, "reference": {"resource": f"{column.refers}-csv", "fields": "id"}}
        for column in table.columns
        if column.refers and f"{column.refers}-csv" in with_file
    ]
    return schema | ({"foreignKeys": references} if references else {})


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    return field | ({"constraints": {"required": True}} if column.needed else {})
