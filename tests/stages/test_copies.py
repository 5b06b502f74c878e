"""Copies and loops leave the articles; everything else stays."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.lossless import check_lossless
from builder.model import Page, Role
from builder.reading.repeats import find_loops, find_repeats
from builder.reading.whole import copied_blocks
from builder.stages.articles import find_articles
from builder.stages.copies import drop_copies
from builder.stages.order import find_order
from builder.stages.roles import find_roles
from tests.factories import SEEDS, blocks_page, lexicon
from tests.stages.test_order import read_seed

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "reading" / "loops.toml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES["loop"], ids=lambda case: case["kept"][-8:])
def test_loop(case: dict[str, str]) -> None:
    """A looped phrase is kept once."""
    kept = case["text"]
    for start, end in reversed(find_loops(kept)):
        kept = kept[:start] + kept[end:]
    assert kept == case["kept"]


@pytest.mark.parametrize("case", CASES["near_miss"], ids=lambda case: case["text"][:6])
def test_no_loop(case: dict[str, str]) -> None:
    """Slogans, leaders and lists are no loops."""
    assert find_loops(case["text"]) == ()


def test_set_phrases_are_no_copies() -> None:
    """Two sentences that only their figures tell apart are two sentences."""
    one = "上半年，全区GDP、规上工业增加值、固定资产投资分别增长6.1%、10.2%、17.8%，经济运行稳中有进。"
    other = "上半年，全区GDP、规上工业增加值、固定资产投资分别增长6.6%、9%、5.5%，经济运行稳中有进。"
    assert find_repeats([one, other]) == ()


def test_changed_name() -> None:
    """A copy in which a name was changed is found, from the beginning of its clause."""
    one = "近年来，江津区不断引进和培育了一批高端装备制造、新材料、新能源等战略性新兴产业，形成了多点支撑的新格局。"
    other = "该企业负责人表示，大足区不断引进和培育了一批高端装备制造、新材料、新能源等战略性新兴产业，形成了多点支撑的新格局。"
    (repeat,) = find_repeats([one, other])
    assert other[repeat.second_start : repeat.second_end].startswith("大足区")


HOSPITAL = "县医院把门诊的挂号窗口从四个减到一个，病人在手机上就能约到医生，看病的时间平均少了四十分钟。"
ORCHARD = "果园里的柑橘今年改种了晚熟品种，春节以后才上市，一斤比往年多卖一元二角，果农们乐开了花。"
CUT = ORCHARD.index("种，")


def copied_of(blocks: list[str], headlines: set[int]) -> frozenset[int]:
    """Which blocks of a page are copies as a whole; all but the headlines are bodies."""
    page = blocks_page("\n\n".join(blocks))
    roles = [Role.HEADLINE if number in headlines else Role.BODY for number in range(len(blocks))]
    read = [replace(block, role=role) for block, role in zip(page.blocks, roles, strict=True)]
    return copied_blocks(read, lexicon().gazetteer)


def test_whole_copy_of_a_cut_paragraph() -> None:
    """A paragraph stays in its own article, where a column's end cut it in two, and not where all of it was copied to."""
    blocks = [
        "果农盼来好价钱", "山坡上的柑橘园一层一层，果农背着背篓在树行间来回走。", ORCHARD[:CUT],
        "医院窗口少了", HOSPITAL, "药房也搬到了一楼，取药的病人不用再爬楼梯。", ORCHARD,
        ORCHARD[CUT:], "合作社说，明年柑橘园还要再扩大两百亩，果农的柑橘不愁卖。",
    ]  # fmt: skip
    assert copied_of(blocks, headlines={0, 3}) == {6}


def test_half_of_a_passage() -> None:
    """What begins where a column's end cut a clause is a copy from there on, and no further."""
    one, other = f"医院昨日{HOSPITAL[9:]}", HOSPITAL[9:]
    (repeat,) = find_repeats([one, other])
    assert one[repeat.first_start : repeat.first_end] == other


def dropped_lines(page: Page) -> set[tuple[str, int]]:
    """Reason and line of what was dropped."""
    return {(dropped.reason, page.line_of(dropped.spans[0].start)) for dropped in page.dropped}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (SEEDS[0], {("loop", 119), *(("duplicate", line) for line in (121, 123, 125, 127))}),
        (SEEDS[2], {("duplicate", line) for line in (55, 57, 59, 61)}),
        (SEEDS[3], set()),
        (SEEDS[4], set()),
    ],
)
def test_seeds(name: str, lines: set[tuple[str, int]]) -> None:
    """Of each seed exactly the copies and loops are dropped."""
    assert dropped_lines(read_seed(name)) == lines


def test_copy_leads_to_its_original() -> None:
    """What is dropped says which paragraph it repeats."""
    page = read_seed(SEEDS[2])
    ids = {paragraph.id for article in page.articles for paragraph in article.paragraphs}
    assert all(dropped.copy_of in ids for dropped in page.dropped)


def test_copies_alone_are_kept_once() -> None:
    """A page of one paragraph, many times over, keeps it once and loses no character."""
    page = blocks_page("\n\n".join(["这一段文字在整个版面上反复出现了许多次，一字不差。"] * 6))
    for stage in (find_roles, find_order, find_articles, drop_copies):
        page = stage(page, lexicon())
    check_lossless(page)


def test_original_among_three() -> None:
    """Of a paragraph that stands three times, twice with a character misread, the one in its own article stays."""
    blocks = [
        "医院窗口少了", HOSPITAL, "药房也搬到了一楼，取药的病人不用再爬楼梯。", ORCHARD.replace("乐", "禾"),
        "果农盼来好价钱", "山坡上的柑橘园一层一层，果农背着背篓在树行间来回走。", ORCHARD,
        "合作社说，明年柑橘园还要再扩大两百亩，果农的柑橘不愁卖。",
        "法官进了院坝", "法庭在村口的院坝里开庭，原告和被告隔着一张方桌坐下。", "案子调解好了，双方当场签字。", ORCHARD.replace("斤", "厅"),
    ]  # fmt: skip
    assert copied_of(blocks, headlines={0, 4, 8}) == {3, 11}


def test_part_of_a_block_is_no_copy() -> None:
    """A paragraph that has sentences of its own before what it shares with another one is not taken for a copy as a whole."""
    own = "开庭前，法官先到果园里看了一遍，又把两家的账本翻出来一笔一笔对，直到天黑才回到镇上。院长说："
    blocks = ["法官进了院坝", own + HOSPITAL, "院长说：", "医院窗口少了", HOSPITAL]
    assert 1 not in copied_of(blocks, headlines={0, 3})
