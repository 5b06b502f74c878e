"""Reads the case files."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from builder.entry import CatalogEntry
from builder.lexicon import Lexicon, load_lexicon
from builder.model import Figure, Page, PageDate
from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.factories import blocks_page, lexicon, text_page

Row = tuple[str, str, str | None, str | None, str]
"""Place, indicator, value and change with their units, kind."""
CASES = Path(__file__).parent / "cases"


def tables(name: str) -> dict[str, Any]:
    """The tables of a case file."""
    return tomllib.loads((CASES / name).read_text("utf-8"))


def fresh_sets() -> dict[str, dict[str, Any]]:
    """The sets that were written unseen, by name."""
    return {path.stem: tables(f"fresh/{path.name}") for path in sorted((CASES / "fresh").glob("*.toml"))}


def article_page(case: dict[str, Any]) -> Page:
    """The page of a whole article: its date line stands first, as a block of its own."""
    parts = {key: case.get(key, "") for key in ("label", "headline", "byline")}
    page = text_page(*case["text"], **parts, entry=CatalogEntry(year=case.get("year")))
    if "folio" not in case:
        return page
    return replace(page, blocks=(*page.blocks, *blocks_page(case["folio"] + "\n").blocks))


def article_facts(page: Page) -> tuple[str | None, set[str], Counter[Row]]:
    """What a page of one article says: its district, all mentions, the ledger's rows."""
    article = page.articles[0]
    return article.district, {mention.district for mention in article.mentions}, page_rows(page)


def date_page(case: dict[str, Any]) -> Page:
    """The page of a case of dates: its date line stands first, as a block of its own."""
    page = text_page(*case["text"], note=case.get("note", ""), entry=CatalogEntry(year=case.get("year")))
    if "folio" not in case:
        return page
    return replace(page, blocks=(*page.blocks, *blocks_page(case["folio"] + "\n").blocks))


def date_faults(case: dict[str, Any], found: PageDate) -> list[str]:
    """What a page's date says that the case does not expect."""
    expected = {
        key: case.get(key) or None for key in ("published", "event") if key in case or case.get("open")
    }
    bounds = ("earliest", "latest")
    expected |= {key: case.get(key) for key in bounds if key in case or case.get("open")}
    if "published" not in expected:
        expected["published"] = None
    return [
        f"{key} {getattr(found, key)} ≠ {value}"
        for key, value in expected.items()
        if getattr(found, key) != value
    ]


def row(words: str, own: str) -> Row:
    """A case's row: place, indicator, value and change with their units, kind."""
    parts = words.split()
    kind = {"目标": "target", "预测": "forecast"}.get(parts[-1], "actual")
    if kind != "actual":
        parts.pop()
    change = next((part.removeprefix("+") for part in parts if part[0] in "+-"), None)
    value = next((part for part in parts if part[0].isdigit()), None)
    names = [part for part in parts if part[0] not in "+-" and not part[0].isdigit()]
    return (names[0] if len(names) > 1 else own, names[-1], value, change, kind)


def read(page: Page, city: str | None = None) -> Page:
    """A page with its dates, districts and figures; of another city where it names one's settings."""
    words = city_lexicon(city) if city else lexicon()
    return find_figures(find_places(find_dates(page, words), words), words)


def read_case(case: dict[str, Any]) -> Page:
    """The page of a case, read."""
    return read(article_page(case), case.get("city"))


@cache
def city_lexicon(name: str) -> Lexicon:
    """The lexicon of another city, by the name of its settings."""
    return load_lexicon(CASES / "gazetteers" / f"{name}-settings.toml")


def figure_rows(text: str, own: str) -> Counter[Row]:
    """Rows that the ledger takes from a paragraph of an article about a district."""
    return page_rows(find_figures(find_places(text_page(text, label=own), lexicon()), lexicon()))


def page_rows(page: Page) -> Counter[Row]:
    """The rows of a page's ledger."""
    return Counter(
        (
            figure.place,
            figure.indicator,
            _number(figure.value, figure.unit),
            _number(figure.change, figure.change_unit),
            figure.kind,
        )
        for figure in page.figures
    )


def _number(value: float | None, unit: str | None) -> str | None:
    return None if value is None else f"{value:.12g}" + (unit or "")


def gold_match(figure: Figure, gold: dict[str, Any]) -> bool:
    """Whether a figure is the one of a careful reader: by place, indicator, value, change and kind."""
    names = [gold["indicator"], *gold.get("alt_indicator", [])]
    return (
        figure.place == gold["place"]
        and figure.indicator in names
        and (figure.value, figure.change, figure.kind) == (gold["value"], gold["change"], gold["kind"])
    )
