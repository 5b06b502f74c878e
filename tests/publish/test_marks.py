"""Readers are told in place what was done to a text, and captions stand with their article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.archive import read_archive
from builder.entry import CatalogEntry, Correction
from builder.lexicon import Lexicon
from builder.model import Article, Join, Page
from builder.pipeline import run_stages
from builder.publish.captions import captions_of
from builder.publish.marks import Mark, marks_of
from builder.publish.quality import quality_of
from tests.conftest import ROOT
from tests.factories import blocks_page, gold_page, text_page


def shown(page: Page, anchor: str, mark: Mark) -> tuple[str, str]:
    """The few characters before and behind a mark."""
    text = next(
        p.text.text for article in page.articles for p in article.paragraphs if p.id == f"{page.id}-{anchor}"
    )
    return text[max(0, mark.place - 4) : mark.place], text[mark.place : mark.place + 4]


def test_joined() -> None:
    """A mark stands where two fragments meet, names both lines, and leads to the second."""
    page = gold_page("004_ba639974d9f8cf50")
    page = replace(page, joins=(Join(page.blocks[8].index, page.blocks[9].index, 0.973),))
    (mark,) = (mark for mark in marks_of(page)["l17"] if mark.kind == "joined")
    assert shown(page, "l17", mark) == ("千里科技", "打造“A")
    assert mark.note.startswith("原文第 17 行与第 19 行在此拼接")
    assert mark.line == 19


def test_corrected(lexicon: Lexicon) -> None:
    """A mark stands behind a corrected word, and keeps what the seed has, whatever the length of either."""
    corrections = (
        Correction(17, "千里科技", "千里科技集团"),
        Correction(17, "一批", "两批", "据原报"),
    )
    text = (ROOT / "seeds" / "004_ba639974d9f8cf50.txt").read_text("utf-8")
    page = run_stages(blocks_page(text, entry=CatalogEntry(corrections=corrections)), lexicon)
    first, second = (mark for mark in marks_of(page)["l17"] if "作“" in mark.note)
    assert shown(page, "l17", first) == ("际等两批", "核心零部")
    assert shown(page, "l17", second) == ("科技集团", "打造“A")
    assert first.note == "原文作“一批”，编目者更正为“两批”（据原报）"


def test_nothing_to_tell() -> None:
    """A text to which nothing was done bears no mark."""
    assert not marks_of(text_page("一切如常。", headline="无事"))


def test_places(lexicon: Lexicon) -> None:
    """Every mark of the five seeds stands in its text, and is one line."""
    archive, _ = read_archive(ROOT / "seeds", lexicon)
    told = [mark for page in archive.pages for marks in marks_of(page).values() for mark in marks]
    assert {mark.kind for mark in told} == {"joined", "left-out", "lost"}
    assert all(mark.place >= 0 and "\n" not in mark.note for mark in told)


def captioned(*captions: str) -> Page:
    """A page about 璧山 and 铜梁, with captions."""
    page = blocks_page(
        "\n\n".join(
            (*captions, "比亚迪刀片电池下线。", "大庙组团的金汇能智造工厂建成投产，明月湖边机声隆隆。")
        )
    )
    texts = [page.passage([block.span]) for block in page.blocks]
    one, other = text_page(texts[-2].text), text_page(texts[-1].text)
    articles = (
        Article("a", "report", district="璧山区", paragraphs=one.articles[0].paragraphs),
        Article("b", "report", district="铜梁区", paragraphs=other.articles[0].paragraphs),
    )
    return replace(page, captions=tuple(texts[:-2]), articles=articles)


@pytest.mark.parametrize(
    ("caption", "article"),
    [
        ("①璧山：工人在车间忙碌。", "a"),
        ("②铜梁：高新区一角。", "b"),
        ("金汇能智造工厂全景。", "b"),
        ("江津区：金汇能智造工厂。", ""),
        ("璧山、铜梁交界处的河流。", ""),
        ("车间里。", ""),
    ],
)
def test_captions(caption: str, article: str, lexicon: Lexicon) -> None:
    """A caption goes to the one article about what it names, else to the one that shares its words, else to none."""
    found = captions_of(captioned(caption), lexicon.gazetteer)
    assert {key: [text.text for text in texts] for key, texts in found.items()} == {article: [caption]}


def test_quality(lexicon: Lexicon) -> None:
    """What is told of a page's quality is counted from it; its parts are not more than the whole."""
    archive, _ = read_archive(ROOT / "seeds", lexicon)
    found = {page.id: quality_of(page) for page in archive.pages}
    poor = found["001-df8818a3778645b9"]
    assert len(poor.missing) == 3
    assert poor.losses == 2
    assert found["000-be14e87c061d3500"].loops == 1
    assert found["000-be14e87c061d3500"].copies == 4
    assert all(0 < one.share <= 1 - one.dropped for one in found.values())
