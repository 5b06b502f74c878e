"""Text stays text: whatever stands in a seed is shown, and never read as Markdown or HTML."""

from __future__ import annotations

import html
import re

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from builder.invisible import show_invisible
from builder.model import one_line
from builder.publish.markdown import anchor, escape, link, render

EXTENSIONS = ["tables", "toc", "attr_list", "def_list", "footnotes", "abbr", "admonition", "md_in_html"]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ config.site_name }} {% include 'x' %}",
    "---",
    "[x](javascript:alert(1))",
    "![x](http://example.com/x.png)",
    "<http://example.com>",
    "# 标题",
    "1. 一",
    "- 项",
    "+ 项",
    "> 引",
    "=====",
    "*粗* **粗** _斜_ `码` ~~删~~",
    "| a | b |",
    "[x]: http://example.com",
    "[^1]: 注",
    "*[GDP]: 生产总值",
    "段 {: #id .class }",
    "{#l26}",
    "&lt;b&gt; &amp; &#60;",
    r"\*转义\* \\",
    "!!! note",
    ": 定义",
    "</a></p><p>",
    "a:smile:b",
]


def shown(source: str) -> str:
    """What a reader sees of some Markdown."""
    rendered = markdown(source, extensions=EXTENSIONS)
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip()


def tags(source: str) -> set[str]:
    """Names of the elements that some Markdown makes."""
    return set(re.findall(r"<(\w+)", markdown(source, extensions=EXTENSIONS)))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("before", ["", str(anchor("a-l26")), "- ", "> ", "## "])
def test_hostile(text: str, before: str) -> None:
    """Markup in a seed is shown as it stands there, at a line's start and within."""
    assert shown(f"{before}{escape(text)}") == text
    assert tags(f"{before}{escape(text)}") <= {"p", "a", "ul", "li", "blockquote", "h2"}


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text(text: str) -> None:
    """So is any text at all, once it is cleaned and on one line."""
    line = one_line(show_invisible(text))
    assert shown(f"{anchor('a-l1')}{escape(line)}") == line
    assert tags(f"{anchor('a-l1')}{escape(line)}") <= {"p", "a"}


@pytest.mark.parametrize(
    "text", ["1-11月，荣昌120个重点项目完成投资108.7亿元", "“3+3+X”现代产业集群", "AI+汽车+机器人（一期）"]
)
def test_readable(text: str) -> None:
    """Ordinary text is the same in the source, for those who read it on GitHub."""
    assert escape(text) == text


def test_link_text() -> None:
    """A headline cannot break out of its link."""
    assert shown(str(link("a](http://example.com) [b", "x.md"))) == "a](http://example.com) [b"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_front_matter(title: str) -> None:
    """Front matter gives back what was put in, whatever it is."""
    page = render("pages.md.j2", {"title": title}, title=title, links=[], count=0, years=[])
    assert frontmatter.loads(page)["title"] == title
