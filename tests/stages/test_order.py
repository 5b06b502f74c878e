"""Fragments find each other; what is in order stays in order."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.lossless import check_lossless
from builder.model import Page, Role
from builder.reading.continuity import word_gains
from builder.reading.marks import ends_closed, ordinal, owed_marks
from builder.stages.articles import find_articles
from builder.stages.copies import drop_copies
from builder.stages.order import find_order
from builder.stages.roles import find_roles
from builder.training.corpus import written
from tests.factories import ROOT, SEEDS, blocks_page, lexicon

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "reading" / "marks.toml").read_text("utf-8")
)


def read(text: str, name: str = "page.txt") -> Page:
    """A text as the stages of the reading leave it."""
    page = blocks_page(text, name)
    for stage in (find_roles, find_order, find_articles, drop_copies):
        page = stage(page, lexicon())
    return page


@cache
def read_seed(name: str) -> Page:
    """A seed as the stages of the reading leave it."""
    return read((ROOT / "seeds" / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


@pytest.mark.parametrize("text", CASES["closed"])
def test_closed(text: str) -> None:
    """A text that ends with a sentence is whole."""
    assert ends_closed(text)


@pytest.mark.parametrize("text", CASES["open"])
def test_open(text: str) -> None:
    """A text that breaks off is not."""
    assert not ends_closed(text)


@pytest.mark.parametrize(("text", "number"), CASES["ordinals"].items())
def test_ordinals(text: str, number: int) -> None:
    """A paragraph's number is read; a word that begins with a numeral is none."""
    assert (ordinal(text) or 0) == number


@pytest.mark.parametrize(("text", "marks"), CASES["owed"].items())
def test_owed_marks(text: str, marks: str) -> None:
    """A closing mark without its opening one is owed."""
    assert owed_marks(text) == marks


def test_word_across_the_cut() -> None:
    """The tail that completes a word weighs more than one that does not."""
    ends, starts = ["二、激活“三大动能”，强化经"], ["济增长“支撑力”", "体。一是推动产业"]
    ((right, wrong),) = word_gains(ends, starts)
    assert right > wrong


def test_bands() -> None:
    """Heads of three articles, then their tails in the same order, become three whole articles."""
    page = read_seed(SEEDS[4])
    lines = {(page.blocks[join.before].line, page.blocks[join.after].line) for join in page.joins}
    assert {(159, 161), (163, 145), (175, 149)} <= lines


def test_in_order_stays() -> None:
    """A page that is in order is left as it is."""
    for name in (SEEDS[0], SEEDS[2]):
        page = read_seed(name)
        assert page.order == tuple(range(len(page.blocks)))
        assert page.joins == ()


def test_written_articles_stay() -> None:
    """Articles laid one after the other are left as they are."""
    chosen = [source for source in written("train") if source.kind == "report"][:5]
    page = blocks_page(
        "\n\n".join(text for source in chosen for text in (source.headline, *source.paragraphs))
    )
    heads = {source.headline for source in chosen}
    blocks = tuple(
        replace(block, role=Role.HEADLINE if block.text in heads else Role.BODY) for block in page.blocks
    )
    page = find_order(replace(page, blocks=blocks), lexicon())
    assert page.order == tuple(range(len(blocks)))
    assert page.joins == ()


PIECES = st.sampled_from(
    [
        "潼南", "编者按", "□本报评论员", "江津区委书记 李某", "全力冲刺 再创佳绩", "①璧山：车间。", "。", "”", "一、抓项目。",
        "今年以来，全区新引进项目6个、全", "国50强企业8家，协议引资822亿元。", "二、提升产业园区，夯实发展载", "体。一是推动集聚。",
        "记者 张三 文图", "abc 12,3", "\u3000", "重复的话说一遍就够。重复的话说一遍就够。重复的话说一遍就够。",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=30), max_size=14), st.sampled_from(["\n\n", "\n", "\n \n\n"]))
def test_nothing_lost(pieces: list[str], gap: str) -> None:
    """Whatever the text, every character has exactly one place, every block one turn, every paragraph its own id."""
    page = read(gap.join(pieces))
    check_lossless(page)
    assert sorted(page.order) == list(range(len(page.blocks)))
    ids = [paragraph.id for article in page.articles for paragraph in article.paragraphs]
    assert len(set(ids)) == len(ids)
    articles = [article.id for article in page.articles]
    assert len(set(articles)) == len(articles)


def test_long_page_ends() -> None:
    """A page of 2,000 blocks is read."""
    page = read(
        "\n\n".join(f"这是第{number}段，说的是第{number}件事" + "。" * (number % 3) for number in range(2000))
    )
    check_lossless(page)
