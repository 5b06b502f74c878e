"""Each article gets the district that it is about, and all that it mentions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.entry import CatalogEntry
from builder.stages.dates import find_dates
from builder.stages.places import find_places
from tests.casefiles import tables
from tests.factories import GOLD, SEEDS, gold_page, lexicon, text_page


@pytest.mark.parametrize("name", SEEDS)
def test_seed(name: str) -> None:
    """Every article of the seeds has the district that a careful reader gave it."""
    gold = json.loads((GOLD / "reading.json").read_text("utf-8"))[name]["articles"]
    page = find_places(gold_page(name), lexicon())
    assert [article.district for article in page.articles] == [article["district"] for article in gold]


def test_mention_leads_to_the_seed() -> None:
    """A mention's span holds the words that name the district."""
    page = find_places(gold_page(SEEDS[2]), lexicon())
    for article in page.articles:
        for mention in article.mentions:
            words = page.seed.text[slice(*mention.span)]
            assert mention.district[:2] in words, words


def test_town_by_context() -> None:
    """白沙镇 lies in two districts; the article's other words tell which."""
    page = find_places(text_page("白沙镇的花椒红了。南川区农业农村委派来了技术员。"), lexicon())
    assert {mention.district for mention in page.articles[0].mentions} == {"南川区"}


def test_town_without_context() -> None:
    """Where nothing tells which 白沙镇 is meant, neither is mentioned."""
    page = find_places(text_page("白沙镇的花椒红了。"), lexicon())
    assert page.articles[0].mentions == ()


SENTENCES = tables("districts.toml")
KNOWN = SENTENCES.pop("known")
CASES = [case for part in SENTENCES.values() for case in part.items()]


@pytest.mark.parametrize(("text", "districts"), CASES, ids=[text for text, _ in CASES])
def test_case(text: str, districts: list[str]) -> None:
    """Each sentence names the districts that an editor wrote beside it, and no other."""
    assert {name.district for name in lexicon().places.find(text)} == set(districts)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "districts"), KNOWN.items(), ids=list(KNOWN))
def test_known_failure(text: str, districts: list[str]) -> None:
    """Sentences that are still read wrong; one that is mended moves to the other tables."""
    assert {name.district for name in lexicon().places.find(text)} == set(districts)


@pytest.mark.parametrize(
    ("day", "text", "district"),
    [
        ("2024-05-01", "鱼嘴镇的工厂投产。", "江北区"),
        ("2026-05-01", "鱼嘴镇的工厂投产。", "两江新区"),
        ("2026-05-01", "统景镇的温泉开门迎客。", "北碚区"),
        ("2008-05-01", "万盛的煤矿关停。", "万盛区"),
        ("2018-05-01", "万盛的黑山谷迎客。", "万盛经开区"),
        ("2026-05-01", "原渝北区的老街完成改造。", "渝北区"),
        ("1999-05-01", "大足县召开三级干部会。", "大足区"),
    ],
)
def test_dated(day: str, text: str, district: str) -> None:
    """The day of the page picks the district that a name meant on it."""
    page = find_places(find_dates(text_page(text, entry=CatalogEntry(date=day)), lexicon()), lexicon())
    assert {mention.district for mention in page.articles[0].mentions} == {district}


def test_editorial() -> None:
    """An article that names many districts, or none, is about no one of them."""
    page = find_places(text_page("璧山、合川、铜梁、大足四区签约。", "潼南、荣昌列席。"), lexicon())
    assert page.articles[0].district is None


def test_office_of_the_city() -> None:
    """A speech of an office of the city is about no district, whatever it names."""
    page = find_places(text_page("渝北的商圈客流大增。", byline="市商务委党组书记、主任 章勇武"), lexicon())
    assert page.articles[0].district is None


ARTICLES = tables("articles.toml")["case"]


@pytest.mark.parametrize("case", ARTICLES, ids=[case["headline"] for case in ARTICLES])
def test_article(case: dict[str, Any]) -> None:
    """Each article has the district and the mentions that an editor wrote beside it."""
    parts = {key: case.get(key, "") for key in ("label", "headline", "byline")}
    article = find_places(text_page(*case["text"], **parts), lexicon()).articles[0]
    assert article.district == case.get("district")
    assert {mention.district for mention in article.mentions} == set(case["mentions"])
