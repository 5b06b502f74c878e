"""Writes the page that explains the data, from the tables and the schema that the data is written by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from builder.archive import Archive
from builder.publish.documents import Document, made_of
from builder.publish.exports import MOST_PAGES, SCHEMA, parts_of
from builder.publish.markdown import render
from builder.publish.tables import TABLES

TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数值",
    "boolean": "是否",
    "date": "日期",
    "object": "对象",
    "array": "列表",
    "null": "空",
}
"""Types as readers are told."""
OBJECTS = (("版面", "page"), ("文章", "article"), ("数字", "figure"), ("撤下的版面", "withdrawn"))
"""What archive.json holds, and its definitions in the schema."""


def render_data_page(archive: Archive) -> Iterator[Document]:
    """The data page."""
    counts = {table.name: table.size(archive) for table in TABLES}
    parts = sorted(parts_of(archive))
    yield Document(
        "data/index.md", made_of(archive, (), str(counts), str(parts)), partial(_render, counts, parts)
    )


def _render(counts: Mapping[str, int], parts: Sequence[str]) -> str:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return render(
        "data.md.j2",
        {"title": "数据", "description": "全部版面、文章、数字与地区提及，可下载"},
        tables=TABLES,
        types=TYPES,
        counts=counts,
        objects=[(title, list(_keys(schema["$defs"][name]))) for title, name in OBJECTS],
        parts=parts,
        is_large=counts["pages"] > MOST_PAGES,
        most=MOST_PAGES,
    )


def _keys(definition: dict[str, Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    """Name, type and meaning of each key of an object, those of objects in it by their path."""
    for name, value in definition["properties"].items():
        yield before + name, _type(value), value.get("description", "")
        inner = value.get("items", value)
        if "properties" in inner:
            yield from _keys(inner, f"{before}{name}.")


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return "列表" if value["$ref"].endswith("spans") else "文字与位置"
    if "oneOf" in value:
        return " 或 ".join(_type(one) for one in value["oneOf"])
    if "enum" in value:
        return " ".join("空" if one is None else str(one) for one in value["enum"])
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return " 或 ".join(TYPES[name] for name in types)
