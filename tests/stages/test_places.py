"""Each article gets the district that it is about, and all that it mentions."""

from __future__ import annotations

import json

import pytest

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
