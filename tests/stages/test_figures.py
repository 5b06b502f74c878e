"""The ledger holds what the pages state of indicators, and nothing else."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from builder.entry import CatalogEntry
from builder.model import Page
from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.casefiles import figure_rows, gold_match, row, tables
from tests.factories import GOLD, SEEDS, gold_page, lexicon, text_page

OWN = "大足区"
PARTS = tables("figures.toml")
KNOWN = PARTS.pop("known")
CASES = [case for part in PARTS.values() for case in part.items()]
ROWS = json.loads((GOLD / "figures.json").read_text("utf-8"))


def read(page: Page) -> Page:
    """A page with its dates, districts and figures."""
    return find_figures(find_places(find_dates(page, lexicon()), lexicon()), lexicon())


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:30] for text, _ in CASES])
def test_case(text: str, rows: list[str]) -> None:
    """Each sentence gives the rows that an editor wrote beside it, and no other."""
    assert figure_rows(text, OWN) == Counter(row(line, OWN) for line in rows)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "rows"), KNOWN.items(), ids=[text[:30] for text in KNOWN])
def test_known_failure(text: str, rows: list[str]) -> None:
    """Sentences that are still read wrong; one that is mended moves to the other tables."""
    assert figure_rows(text, OWN) == Counter(row(line, OWN) for line in rows)


@pytest.mark.parametrize("name", SEEDS)
def test_seed_rows(name: str) -> None:
    """Of the seeds' plain rows, every one is found."""
    figures = read(gold_page(name)).figures
    plain = [g for g in ROWS if g["seed"] == name and not (g["scope"] or g["doubtful"] or g["increment"])]
    missed = [g["quote"] for g in plain if not any(gold_match(figure, g) for figure in figures)]
    assert not missed


@pytest.mark.parametrize("name", SEEDS)
def test_quotes_stand_in_the_seed(name: str) -> None:
    """A quote's numbers stand at its spans in the seed."""
    page = read(gold_page(name))
    for figure in page.figures:
        words = "".join(page.clean[start:end] for start, end in figure.spans)
        assert "".join(words.split()).strip("，、；") == "".join(figure.quote.split())


def test_statement_across_a_join() -> None:
    """A statement that a column's end cuts in two has a span on each side."""
    page = read(gold_page(SEEDS[3]))
    figure = next(figure for figure in page.figures if figure.value == 14.4)
    assert (figure.indicator, figure.unit, figure.place) == ("到位资金", "亿元", "彭水苗族土家族自治县")
    assert len(figure.spans) == 2


def test_period_and_year() -> None:
    """A period is carried to the statements behind it; its year is the page's, and says where from."""
    page = read(gold_page(SEEDS[4], CatalogEntry(year=2025)))
    figure = next(
        figure for figure in page.figures if figure.place == "渝北区" and figure.indicator == "进出口总额"
    )
    assert (figure.period, figure.year, figure.year_source) == ("上半年", 2025, "catalog")


def test_year_stays_open() -> None:
    """Without a year in text or catalogue, a figure has none."""
    page = read(gold_page(SEEDS[4]))
    assert {figure.year for figure in page.figures} == {None}


def test_year_in_the_words() -> None:
    """A year in the statement's own words is the text's."""
    page = read(text_page("2024年，大足区GDP增长7%。到2027年，力争GDP突破1500亿元。", label=OWN))
    assert [(figure.year, figure.year_source, figure.period) for figure in page.figures] == [
        (2024, "text", "全年"),
        (2027, "text", "到2027年"),
    ]


def test_scope_and_increment() -> None:
    """What is said of a part of the district has a scope; what is new is an increment."""
    page = read(text_page("大足区规上服务业营收增长14.6%，新增国家级绿色工厂3家。", label=OWN))
    service, factories = page.figures
    assert (service.scope, service.increment) == ("规上服务业", False)
    assert (factories.scope, factories.increment, factories.unit) == ("国家级", True, "家")


def test_rank_as_printed() -> None:
    """A rank is kept in its words."""
    page = read(text_page("大足区GDP增长6.2%、居中心城区第一。", label=OWN))
    assert page.figures[0].rank == "居中心城区第一"


def test_article_without_district() -> None:
    """An article about no place states nothing of any."""
    assert read(text_page("GDP增长6.2%。", headline="短评")).figures == ()
