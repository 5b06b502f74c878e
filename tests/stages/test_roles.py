"""Every block is told what it is."""

from __future__ import annotations

import json

import pytest

from builder.model import Role
from builder.reading.districts import nearly_district
from builder.stages.roles import find_roles
from tests.factories import GOLD, SEEDS, blocks_page, lexicon
from tests.stages.test_order import read_seed


@pytest.mark.parametrize("name", SEEDS)
def test_headlines(name: str) -> None:
    """The headlines and bylines of each seed are found, all of them and no other."""
    gold = json.loads((GOLD / "reading.json").read_text("utf-8"))[name]
    page = read_seed(name)
    for role, key in ((Role.HEADLINE, "headline"), (Role.BYLINE, "byline")):
        right = {index for article in gold["articles"] for index in article.get(key, ())}
        assert {block.index for block in page.blocks if block.role is role} == right


def test_empty() -> None:
    """A page without text has no roles, and is no error."""
    assert find_roles(blocks_page(" \n\n"), lexicon()).blocks == ()


def test_speech() -> None:
    """A speaker's name below a headline is a byline; the text below it is body."""
    page = blocks_page(
        "乘势而上 交出高分报表\n\n——发言摘登\n\n唱响三峡牌 建好区域中心\n\n万州区委书记 高小军\n\n"
        "今年以来，万州区立足三峡库区核心区定位，统筹推进保护与发展，上半年接待游客2150万人次，增长18.6%。\n\n"
        "一、以更严标准守护一江碧水。推进沿江化工企业搬迁改造，关停小散乱污企业43家。\n"
    )
    roles = [block.role for block in find_roles(page, lexicon()).blocks]
    assert roles == [Role.TITLE, Role.SUBTITLE, Role.HEADLINE, Role.BYLINE, Role.BODY, Role.BODY]


@pytest.mark.parametrize("label", ["编者按", "编者按：", "【编者按】", "编 者 按", "■核心提示"])
def test_note_label(label: str) -> None:
    """The set word above an editor's note is known however it is printed, and the note stands under it."""
    page = blocks_page(
        f"春耕时节看田间\n\n{label}\n\n立春一过，各地农事渐忙。本版今日刊出一组来自田间的报道，以飨读者。\n\n"
        "梁平 秧苗提前五天下田\n\n本报讯（记者 何坤）昨日，梁平区礼让镇的水田里，插秧机来回穿梭。全区今年计划栽插水稻四十二万亩。\n"
    )
    roles = [block.role for block in find_roles(page, lexicon()).blocks]
    assert roles[1:3] == [Role.NOTE_LABEL, Role.NOTE]


def test_misread_label() -> None:
    """Among labels, what is a district's name but for one character is a label, too; a writer's name is none."""
    text = "；全县今年新增高标准农田三万亩，粮食总产量连续八年保持增长，农民人均收入比上年提高了百分之七。"
    page = blocks_page(
        "夺取全年丰收\n\n"
        + "".join(
            f"{label}\n\n{headline}\n\n本报讯（记者 何坤）{place}的田间一片繁忙{text}\n\n"
            for label, headline, place in (
                ("垫江", "万亩良田插上“数字翅膀”", "垫江县"),
                ("奉书", "橙农卖果不再愁销路", "奉节县"),
                ("云阳", "三峡库区建起生态粮仓", "云阳县"),
            )
        )
    )
    roles = {block.text: block.role for block in find_roles(page, lexicon()).blocks}
    assert [roles[label] for label in ("垫江", "奉书", "云阳")] == [Role.LABEL] * 3


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        ("奉书", True),
        ("武降", True),
        ("患县", True),
        ("奉节", False),
        ("文木", False),
        ("奉节县", False),
        ("", False),
    ],
)
def test_nearly_district(text: str, is_near: bool) -> None:
    """One character differs from a district's name, and no more."""
    assert nearly_district(text, lexicon().gazetteer) is is_near
