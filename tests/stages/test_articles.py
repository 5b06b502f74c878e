"""Articles come back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.gazetteer import Gazetteer
from builder.model import Page, Role
from builder.reading.districts import own_district
from builder.stages.articles import find_articles
from tests.factories import SEEDS, blocks_page, lexicon
from tests.stages.test_order import read_seed


def gazetteer() -> Gazetteer:
    """The project's own."""
    return lexicon().gazetteer


def with_roles(*blocks: tuple[Role, str]) -> Page:
    """A page whose blocks have roles, put together."""
    page = blocks_page("\n\n".join(text for _, text in blocks))
    given = tuple(replace(block, role=role) for block, (role, _) in zip(page.blocks, blocks, strict=True))
    return find_articles(replace(page, blocks=given), lexicon())


def test_misread_label() -> None:
    """A misread label is told by the text below it."""
    paragraphs = ["铜梁高新区正在抓紧生产。", "2024年，铜梁将实施272个重点项目。"]
    assert own_district("", "钢铁 龙头引动力十足", "", paragraphs, gazetteer()) == "铜梁区"


def test_office_of_the_city() -> None:
    """A speaker of a city's office speaks for no district, whatever the text names."""
    paragraphs = ["在渝北、渝北、渝北落地项目。"]
    assert own_district("", "全力以赴稳外贸", "市商务委党组书记、主任 章某", paragraphs, gazetteer()) is None


def test_numbered_captions() -> None:
    """A block of numbered captions gives one a number; a line without a number goes on with the one above."""
    page = with_roles(
        (Role.CAPTION, "①璧山：生产线。\n②铜梁：高新区\n企业改造。"), (Role.CAPTION, "大足区\n数字化车间")
    )
    assert [caption.text for caption in page.captions] == [
        "①璧山：生产线。",
        "②铜梁：高新区企业改造。",
        "大足区数字化车间",
    ]


def test_credits() -> None:
    """Each line of credits is one."""
    page = with_roles((Role.CREDIT, "璧山区融媒体中心记者 曾某 \n  铜梁区融媒体中心记者 龙某"))
    assert [credit.text for credit in page.credits] == [
        "璧山区融媒体中心记者 曾某",
        "铜梁区融媒体中心记者 龙某",
    ]


def test_labels_and_headlines() -> None:
    """A bare label and the headline below it head one article."""
    page = with_roles(
        (Role.LABEL, "潼南"), (Role.HEADLINE, "招商见成效"), (Role.BODY, "潼南签约项目59个。"),
        (Role.LABEL, "江津"), (Role.HEADLINE, "提升亩均效益"), (Role.BODY, "江津召开大会。"),
    )  # fmt: skip
    assert [article.district for article in page.articles] == ["潼南区", "江津区"]
    assert [article.id for article in page.articles] == ["page-l3", "page-l9"]


def test_cut_end() -> None:
    """A paragraph that breaks off and that nothing continues is flagged."""
    page = with_roles(
        (Role.HEADLINE, "吹响号角"), (Role.BODY, "2023年以来，大力实施计划，全力打造有影响力的新型化工基")
    )
    assert page.articles[0].paragraphs[0].flags == ("cut-end",)
    assert "cut-end" in {flag.code for flag in page.flags}


def test_missing_articles() -> None:
    """Districts that captions and credits name, and no article is about, are told."""
    notes = [flag.note for flag in read_seed(SEEDS[1]).flags if flag.code == "missing-article"]
    assert all(any(name in note for note in notes) for name in ("江津区", "合川区", "永川区"))


@pytest.mark.parametrize("name", [SEEDS[0], SEEDS[2], SEEDS[4]])
def test_each_article_has_text(name: str) -> None:
    """No headline stands without its article."""
    assert all(article.headline and article.paragraphs for article in read_seed(name).articles)
