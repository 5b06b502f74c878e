"""Checks that the data holds as many articles, figures and mentions as the pages show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from builder.errors import CountError
from builder.publish.tables import MENTIONS

_ARTICLE, _DISTRICT = (
    [column.name for column in MENTIONS.columns].index(name) for name in ("article", "district")
)


def check_counts(markdown: str, record: str, figures: Sequence[str], rows: Mapping[str, str]) -> None:
    """
    Count what the texts hold that would be published of one page: its Markdown, its objects in archive.json, its rows.

    Raises CountError where they differ: a fault of the builder, not of a seed.
    """
    page = json.loads(record)
    articles = page["articles"]
    tables = {name: list(csv.reader(io.StringIO(text))) for name, text in rows.items()}
    _same("articles", pages=_articles_shown(markdown), csv=len(tables["articles"]), json=len(articles))
    _same("figures", csv=len(tables["figures"]), json=len(figures))
    corrections = len(page["corrections"]) + len(page["rulings"])
    _same("corrections", csv=len(tables["corrections"]), json=corrections)
    told = {(article["id"], name) for article in articles for name in article["mentions"]}
    own = {(article["id"], article["district"]) for article in articles if article["district"]}
    named = {(row[_ARTICLE], row[_DISTRICT]) for row in tables["mentions"]}
    _same("mentions", csv=len(named | own), json=len(told), both=len(named & told | own & told))


def _articles_shown(content: str) -> int:
    """Articles in a page's front matter, whose list has one `- id:` each; text in it is quoted where it has one."""
    return content.split("\n---\n", 1)[0].count("\n- id: ")


def _same(what: str, **counts: int) -> None:
    if len(set(counts.values())) > 1:
        told = ", ".join(f"{count} in {where}" for where, count in counts.items())
        raise CountError(f"{what}: {told}; this is a fault of the builder, so please report it")
