"""A page's dates are right or left open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.entry import CatalogEntry
from builder.stages.dates import find_dates
from tests.casefiles import date_faults, date_page, tables
from tests.factories import GOLD, SEEDS, gold_page, lexicon


@pytest.mark.parametrize("name", SEEDS)
def test_seed(name: str) -> None:
    """The seeds' dates and bounds are those of a careful reader."""
    gold = json.loads((GOLD / "reading.json").read_text("utf-8"))[name]["date"]
    found = find_dates(gold_page(name), lexicon()).date
    assert found.published == gold.get("exact")
    assert found.event == (None if gold.get("year_in_text") is False else gold.get("event"))
    if "not_before" in gold:
        assert (found.earliest, found.latest) == (gold["not_before"], gold["not_after"])


def test_year_from_catalog() -> None:
    """A year in the catalogue turns 7月24日 into a day."""
    found = find_dates(gold_page(SEEDS[4], CatalogEntry(year=2025)), lexicon()).date
    assert (found.event, found.earliest, found.source) == ("2025-07-24", "2025-07-24", "catalog")


def test_open_year() -> None:
    """Where no word tells the year, no day is made up; the words are kept."""
    found = find_dates(gold_page(SEEDS[4]), lexicon()).date
    assert (found.published, found.event, found.earliest, found.latest) == (None, None, None, None)
    assert "7月24日下午" in found.evidence[0]


CASES = tables("dates.toml")["case"]


@pytest.mark.parametrize("case", CASES, ids=[str(number) for number in range(1, len(CASES) + 1)])
def test_case(case: dict[str, Any]) -> None:
    """Each page says of its date what an editor wrote beside it."""
    assert not date_faults(case, find_dates(date_page(case), lexicon()).date)
