"""Articles and sentences that were written unseen are read as an editor reads them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.casefiles import (
    article_facts,
    date_faults,
    date_page,
    figure_rows,
    fresh_sets,
    read,
    read_case,
    row,
)
from tests.factories import lexicon

SETS = fresh_sets()
ARTICLES = [case for part in SETS.values() for case in part.get("article", ())]
DATES = [case for part in SETS.values() for case in part.get("date", ())]
SENTENCES = [case for part in SETS.values() for case in part["districts"].items()]
FIGURES = [(part["own"], *case) for part in SETS.values() for case in part["figures"].items()]
KNOWN = [part.get("known", {}) for part in SETS.values()]
KNOWN_SENTENCES = [case for part in KNOWN for case in part.get("districts", {}).items()]
KNOWN_FIGURES = [
    (part["own"], *case)
    for part in SETS.values()
    for case in part.get("known", {}).get("figures", {}).items()
]


def check_sentence(text: str, districts: list[str]) -> None:
    """A sentence names just these districts."""
    assert {name.district for name in lexicon().places.find(text)} == set(districts)


def check_figures(own: str, text: str, rows: list[str]) -> None:
    """A paragraph of an article about a district gives just these rows."""
    assert figure_rows(text, own) == Counter(row(line, own) for line in rows)


@pytest.mark.parametrize("case", ARTICLES, ids=[case["headline"] for case in ARTICLES])
def test_article(case: dict[str, Any]) -> None:
    """A whole article has its district, its mentions, its figures and its day."""
    page = read_case(case)
    district, mentions, figures = article_facts(page)
    own = case.get("district", "")
    assert (district, mentions) == (case.get("district"), set(case["mentions"]))
    assert figures == Counter(row(line, own) for line in case["figures"])
    assert not date_faults(case, page.date)


@pytest.mark.parametrize("case", DATES, ids=[case["text"][0][:30] for case in DATES])
def test_date(case: dict[str, Any]) -> None:
    """Each page says of its date what an editor wrote beside it."""
    assert not date_faults(case, read(date_page(case)).date)


@pytest.mark.parametrize(("text", "districts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentence(text: str, districts: list[str]) -> None:
    """Each sentence names the districts that an editor wrote beside it, and no other."""
    check_sentence(text, districts)


@pytest.mark.parametrize(("own", "text", "rows"), FIGURES, ids=[case[1][:30] for case in FIGURES])
def test_figures(own: str, text: str, rows: list[str]) -> None:
    """Each paragraph gives the rows that an editor wrote beside it, and no other."""
    check_figures(own, text, rows)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "districts"), KNOWN_SENTENCES, ids=[text for text, _ in KNOWN_SENTENCES])
def test_known_sentence(text: str, districts: list[str]) -> None:
    """Sentences that are still read wrong."""
    check_sentence(text, districts)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("own", "text", "rows"), KNOWN_FIGURES, ids=[case[1][:30] for case in KNOWN_FIGURES])
def test_known_figures(own: str, text: str, rows: list[str]) -> None:
    """Paragraphs whose figures are still read wrong."""
    check_figures(own, text, rows)
