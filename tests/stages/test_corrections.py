"""The archivist's words stand in place of misread ones, the original is kept, and what does not fit is told."""

from __future__ import annotations

import json
from pathlib import Path

import frontmatter
import pytest

from builder.archive import Archive, read_archive
from builder.build import build
from builder.lexicon import Lexicon
from builder.problems import Problem
from builder.publish.addresses import Addresses
from builder.publish.sources import render_sources
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
