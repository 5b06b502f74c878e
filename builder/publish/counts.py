"""Checks that the data holds as many articles, figures and mentions as the pages show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from builder.errors import CountError

Pairs = set[tuple[str, str]]


def check_counts(files: Mapping[str, str]) -> None:
    """
    Count what the files hold that would be published, by path below docs/.

    Raises CountError where they differ: a fault of the builder, not of a seed.
    """
    pages, figures = _data(files)
    articles = [article for page in pages for article in page["articles"]]
    shown = sum(
        _articles_shown(content)
        for path, content in files.items()
        if path.startswith("pages/") and path != "pages/index.md"
    )
    rows = {name: _rows(files[f"data/{name}.csv"]) for name in ("articles", "figures", "mentions")}
    _same("articles", pages=shown, csv=len(rows["articles"]), json=len(articles))
    _same("figures", csv=len(rows["figures"]), json=len(figures))
    told = {(article["id"], name) for article in articles for name in article["mentions"]}
    own = {(article["id"], article["district"]) for article in articles if article["district"]}
    named = {(row["article"], row["district"]) for row in rows["mentions"]}
    _same("mentions", csv=len(named | own), json=len(told), both=len(named & told | own & told))


def _data(files: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Pages and figures of archive.json and its parts."""
    archive = json.loads(files["data/archive.json"])
    parts = [archive, *(json.loads(files[f"data/{part}"]) for part in archive.get("parts", ()))]
    return [page for part in parts for page in part["pages"]], [f for part in parts for f in part["figures"]]


def _articles_shown(content: str) -> int:
    """Articles in a page's front matter, whose list has one `- id:` each; text in it is quoted where it has one."""
    return content.split("\n---\n", 1)[0].count("\n- id: ")


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def _same(what: str, **counts: int) -> None:
    if len(set(counts.values())) > 1:
        told = ", ".join(f"{count} in {where}" for where, count in counts.items())
        raise CountError(f"{what}: {told}; this is a fault of the builder, so please report it")
