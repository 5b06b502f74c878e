"""The archivist's words stand in place of misread ones, the original is kept, and what does not fit is told."""

from __future__ import annotations

import json
from pathlib import Path

import frontmatter
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.archive import Archive, read_archive
from builder.build import build
from builder.entry import CatalogEntry, Correction
from builder.lexicon import Lexicon
from builder.offsets import SeedOffsets
from builder.problems import Problem
from builder.publish.addresses import Addresses
from builder.publish.sources import render_sources
from builder.publish.tables import MENTIONS, csv_text
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.stages.corrections import correct_words
from tests.factories import lexicon as load
from tests.factories import seed_page
from tests.test_build import assert_nothing_lost, read_archive_json

SEED = """璧山 跑出加速度

璧山区上半年GDP增长5.1%，服力增强。

江津 跑出加速度

江律区建成12个项目，社会消费品零售总额增长6.7%。

江津区委、区政府提出，今年要再建一批项目，带动就业。
"""


def read(seeds: Path, lexicon: Lexicon, *corrections: dict[str, object]) -> tuple[Archive, list[Problem]]:
    """The archive of one seed with some corrections."""
    (seeds / "a.txt").write_text(SEED, "utf-8")
    (seeds / "catalog.yml").write_text(json.dumps({"a.txt": {"corrections": corrections}}), "utf-8")
    return read_archive(seeds, lexicon)


def text_of(archive: Archive) -> str:
    """All that the archive shows of its page."""
    [page] = archive.pages
    texts = [p.text.text for article in page.articles for p in article.paragraphs]
    return "".join([*texts, *(text.text for text in (*page.lead, *page.other, *page.note))])


@pytest.mark.parametrize(
    ("line", "words", "right"),
    [
        (7, "江律区", "江津区"),
        (3, "服力", "服务力"),
        (3, "5.1%", "15.1%"),
        (7, "建成12个", "建成2个"),
        (9, "，带动就业", "。"),
    ],
)
def test_applied(seeds: Path, docs: Path, lexicon: Lexicon, line: int, words: str, right: str) -> None:
    """A correction of any length is applied, and told with the original on the page, in the data, in the source view."""
    archive, problems = read(seeds, lexicon, {"line": line, "words": words, "right": right, "why": "据原报"})
    assert not problems
    assert right in text_of(archive)
    assert text_of(archive) == text_of(read(seeds, lexicon)[0]).replace(words, right)
    read(seeds, lexicon, {"line": line, "words": words, "right": right, "why": "据原报"})
    build(seeds, docs, lexicon)
    assert f"原文第 {line} 行：原文作“{words}”，编目者更正为“{right}”（据原报）" in (
        docs / "pages" / "a.md"
    ).read_text("utf-8")
    record = read_archive_json(docs)["pages"][0]
    assert_nothing_lost(SEED, record)
    [told] = record["corrections"]
    assert (told["words"], told["right"], SEED[told["start"] : told["end"]]) == (words, right, words)
    view = dict(render_sources(archive, Addresses()))["sources/a.html"]
    assert words in view
    assert f"更正：“{words}”作“{right}”（据原报）" in view


def test_district(seeds: Path, lexicon: Lexicon) -> None:
    """A corrected name counts for tags: it is right before anything is read from it."""
    archive, _ = read(seeds, lexicon, {"line": 7, "words": "江律", "right": "綦江"})
    assert "綦江区" in {district.name for district in archive.districts}
    assert "綦江区" not in {district.name for district in read(seeds, lexicon)[0].districts}


@pytest.mark.parametrize(
    ("words", "right", "indicator", "change"),
    [
        ("5.1%", "15.1%", "地区生产总值", 15.1),
        ("增长5.1%", "下降7%", "地区生产总值", -7),
        ("GDP", "社会消费品零售总额", "社会消费品零售总额", 5.1),
    ],
)
def test_figure(seeds: Path, lexicon: Lexicon, words: str, right: str, indicator: str, change: float) -> None:
    """A figure is that of the corrected words, whatever their length, and lies where the misread ones stand."""
    archive, _ = read(seeds, lexicon, {"line": 3, "words": words, "right": right})
    [figure] = [figure for figure in archive.pages[0].figures if figure.indicator == indicator]
    assert figure.change == change
    assert figure.quote == "GDP增长5.1%".replace(words, right)
    assert "".join(SEED[slice(*span)] for span in figure.spans) == "GDP增长5.1%"


def test_mention(seeds: Path, lexicon: Lexicon) -> None:
    """A name of another length counts, where it stands, and is told as it is corrected."""
    archive, _ = read(seeds, lexicon, {"line": 7, "words": "江律区", "right": "彭水苗族土家族自治县"})
    [page] = archive.pages
    mentions = [m for a in page.articles for m in a.mentions if m.district == "彭水苗族土家族自治县"]
    assert [SEED[slice(*mention.span)] for mention in mentions] == ["江律区"]
    assert "彭水苗族土家族自治县,7," in "".join(csv_text(MENTIONS, archive.pages))


def test_keywords(seeds: Path, lexicon: Lexicon) -> None:
    """A page is known by the right words."""
    archive, _ = read(seeds, lexicon, {"line": 3, "words": "服力", "right": "劳动力"})
    assert "劳动力" in archive.pages[0].keywords


def test_beside_a_copy(seeds: Path, lexicon: Lexicon) -> None:
    """Where a copy is taken out of a corrected paragraph, nothing is lost and the rest stays right."""
    text = SEED + "\n" + "双城经济圈建设走深走实，一批重大项目相继落地。" * 4 + "服力增强了许多。\n"
    line = len(text.splitlines())
    for words, right in (("服力", "服务力"), ("走深走实", "做实"), ("服力增强", "服")):
        place = text.splitlines()[-1].count(words)
        (seeds / "a.txt").write_text(text, "utf-8")
        corrections = [{"line": line, "words": words, "right": right}]
        (seeds / "catalog.yml").write_text(json.dumps({"a.txt": {"corrections": corrections}}), "utf-8")
        archive, problems = read_archive(seeds, lexicon)
        assert len(archive.pages) == 1
        assert bool(problems) == (place > 1)
        assert any(dropped.reason == "loop" for dropped in archive.pages[0].dropped)


RIGHT = st.text("江津区津 a，.5%", max_size=12).map(str.strip).filter(bool)


@given(st.integers(0, 10), st.integers(1, 12), RIGHT)
def test_any_words(start: int, length: int, right: str) -> None:
    """Any words can stand for any others, and each character of the text leads back to the seed."""
    seed = "江津区GDP增长5.1%，服力增强。"
    words = seed[start : start + length]
    assume(seed.count(words) == 1)
    entry = CatalogEntry(corrections=(Correction(1, words, right),))
    page = cut_blocks(correct_words(clean(seed_page(text=seed, entry=entry), load()), load()), load())
    for block in page.blocks:
        assert block.text == " ".join((seed[:start] + right + seed[start + length :]).split())
        text = page.passage([block.span])
        offsets = SeedOffsets(page, text)
        for place, char in enumerate(text.text):
            span = offsets.span(place, place + 1)
            assert char in page.passage([span]).text or char == " "
        [whole] = offsets.spans(0, len(text.text))
        assert whole == block.span


@pytest.mark.parametrize(
    ("line", "words"), [(3, "没有这些字"), (7, "服力"), (99, "服力"), (9, "区"), (2, "服力")]
)
def test_unfit(seeds: Path, lexicon: Lexicon, line: int, words: str) -> None:
    """A correction that does not fit its line exactly once is told, and applied nowhere."""
    archive, [problem] = read(seeds, lexicon, {"line": line, "words": words, "right": "错"})
    assert f"“{words}” does not stand in line {line}" in problem.what
    assert not problem.is_notice
    assert text_of(archive) == text_of(read(seeds, lexicon)[0])


def test_two_in_a_line(seeds: Path, lexicon: Lexicon) -> None:
    """Several corrections of one line are all applied; one inside another is told."""
    one = {"line": 3, "words": "增长5.1%", "right": "下降5%"}
    other = {"line": 3, "words": "服力增强", "right": "服务力增强了"}
    archive, problems = read(seeds, lexicon, one, other)
    assert not problems
    assert "GDP下降5%，服务力增强了。" in text_of(archive)
    _, [problem] = read(seeds, lexicon, one, {"line": 3, "words": "5.1%", "right": "6%"})
    assert "“5.1%”" in problem.what


def test_hostile(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """What the archivist writes is text too."""
    hostile = "<img src=x onerror=alert(1)>"
    read(seeds, lexicon, {"line": 3, "words": "服力", "right": hostile, "why": hostile})
    archive = build(seeds, docs, lexicon).archive
    assert "<img" not in frontmatter.load(str(docs / "pages" / "a.md")).content
    assert "<img" not in dict(render_sources(archive, Addresses()))["sources/a.html"]
