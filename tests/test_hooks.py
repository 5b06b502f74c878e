"""What the hooks add to the HTML of a newspaper page leaves its text alone."""

from __future__ import annotations

import html
import importlib
import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.publish.marks import Mark
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "overrides" / "hooks"))

paper: Any = importlib.import_module("paper")
numbers: Any = importlib.import_module("numbers_whole")

TAG = re.compile(r"<[^>]*>")


def furnished(text: str, *marks: Mark) -> str:
    """A paragraph of text, furnished."""
    page = paper.Furnishing("s.html", "c.html", "f.xml", {}, {"l3": marks}, {"page": ""})
    return str(paper.furnish(f'<h2 id="l1">题</h2>\n<p id="l3">{html.escape(text, quote=False)}</p>', page))


@given(st.text(alphabet="上半年增长5.1%&<>\"'；46个", min_size=1), st.data())
def test_text_stays(text: str, data: st.DataObject) -> None:
    """Marks at any places, in any text, change nothing of it."""
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=3)))
    page = furnished(text, *(Mark(place, "joined", "拼接", 5) for place in places))
    assert page.count("archive-note") == len(places)
    paragraph = re.search(r'<p id="l3">(.*?)</p>', page, re.DOTALL)
    assert paragraph
    assert html.unescape(TAG.sub("", paragraph.group(1))) == text


def test_hostile_note() -> None:
    """What a mark says is text, whatever it holds."""
    page = furnished("甲乙", Mark(1, "corrected", '原文作“"><script>”', 3))
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("实现766.6亿元，增长6.9%。", ["766.6亿元", "6.9%"]),
        ("11月5日下午", ["11月5日"]),
        ("建筑面积6万余平方米", ["6万余平方米"]),
        ("1,000余人，便宜75%—80%", ["1,000余人", "75%—80%"]),
        ("A&amp;B2024", []),
        ("“33618”体系", []),
    ],
)
def test_numbers(text: str, whole: list[str]) -> None:
    """A number and its unit are one; digits alone, and those of names, need no help."""
    assert (
        re.findall(r'<span class="archive-whole">(.*?)</span>', numbers.keep_numbers_whole(f"<p>{text}</p>"))
        == whole
    )
