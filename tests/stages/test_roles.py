"""Every block is told what it is."""

from __future__ import annotations

import json

import pytest

from builder.model import Role
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
