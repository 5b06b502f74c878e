"""Furnishes the HTML of a newspaper page: marks where the text was mended, ways to its source, citations for paper."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from numbers_whole import keep_numbers_whole

from builder.publish.marks import Mark

_ANCHORED = re.compile(r'<(p|h2|li) id="(l\d+)">(.*?)</\1>', re.DOTALL)
_TAG = re.compile(r"(<[^>]+>)")
_ARTICLE = re.compile(r"(?=<h2[ >])")
_ANCHOR = re.compile(r' id="(l\d+)"')
SIGNS = {"joined": "接", "left-out": "略", "lost": "缺", "corrected": "正"}
"""What stands for a mark in the text."""


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What one page is furnished with; addresses are relative to it."""

    source: str
    """Of the source view."""
    citations: str
    feed: str
    reports: Mapping[str, str]
    """Addresses of filled-in reports of an error by the anchor of a paragraph; empty where the site knows no repository."""
    marks: Mapping[str, Sequence[Mark]]
    """By anchor."""
    printed: Mapping[str, str]
    """A citation for paper by the anchor of an article; that of the whole page under `page`."""


def furnish(content: str, page: Furnishing) -> str:
    """
    Add to each text of a page its marks and tools, to each article its citation, to the page's head its tools.

    What is added holds no text where it stands in a paragraph: it would be found by search, and copied with it.
    """
    content = _ANCHORED.sub(lambda match: _with_tools(match, page), content)
    head, *articles = _ARTICLE.split(content)
    head = with_tools(head.replace("<ul>", '<ul class="archive-facts">', 1), _links(page), "</ul>", SWITCH)
    sections = (
        f'<section class="archive-article">\n{_cited(article, page)}</section>\n' for article in articles
    )
    return keep_numbers_whole(head + "".join(sections)) + _citation(page.printed["page"])


SWITCH = '<label class="archive-switch"><input type="checkbox" checked autocomplete="off">整理标记</label>'
"""Shows and hides all marks; paper.css does it, paper.js remembers it."""


def with_tools(content: str, tools: Mapping[str, str], after: str = "</h1>", more: str = "") -> str:
    """Add below a page's title, or below what else is named, the links to what belongs to it: targets by name."""
    links = "".join(
        f'<a href="{html.escape(target)}">{html.escape(name)}</a>' for name, target in tools.items()
    )
    return content.replace(
        after, f'{after}\n<p class="archive-tools" data-search-exclude>{links}{more}</p>', 1
    )


def _links(page: Furnishing) -> dict[str, str]:
    return {"对照原文": page.source, "引用": page.citations, "订阅": page.feed}


def _with_tools(match: re.Match[str], page: Furnishing) -> str:
    tag, anchor, inner = match.groups()
    marked = "".join(_marked(inner, page.marks.get(anchor, ()), page.source))
    tools = "".join(_tools(tag, anchor, page))
    return f'<{tag} id="{anchor}">{marked}<span class="archive-marks">{tools}</span></{tag}>'


def _tools(tag: str, anchor: str, page: Furnishing) -> Iterator[str]:
    yield _link("line", f"{page.source}#{anchor}", f"原文第 {anchor[1:]} 行起", anchor[1:])
    if tag == "h2":
        yield _link("cite", f"{page.citations}#{anchor}", "引用此文", "引用")
        return
    yield _link("here", f"#{anchor}", "此段的地址", "#")
    if anchor in page.reports:
        target = page.reports[anchor] or f"{page.source}#report-{anchor}"
        yield _link("report", target, "报告错误", "⚑")


def _marked(inner: str, marks: Sequence[Mark], source: str) -> Iterator[str]:
    """A text's HTML with its marks at their places; places count characters, not entities or tags."""
    waiting = list(marks)
    passed = 0
    for piece in _TAG.split(inner):
        if piece.startswith("<"):
            yield piece
            continue
        text = html.unescape(piece)
        start = 0
        while waiting and waiting[0].place <= passed + len(text):
            mark = waiting.pop(0)
            yield html.escape(text[start : mark.place - passed], quote=False)
            yield _note(mark, source)
            start = mark.place - passed
        yield html.escape(text[start:], quote=False)
        passed += len(text)


def _note(mark: Mark, source: str) -> str:
    return (
        f'<a class="archive-note" href="{html.escape(source)}#l{mark.line}" '
        f'aria-label="{html.escape(mark.note)}" data-shown="{SIGNS[mark.kind]}"></a>'
    )


def _link(name: str, target: str, title: str, shown: str) -> str:
    return (
        f'<a class="archive-{name}" href="{html.escape(target)}" title="{title}" aria-label="{title}" '
        f'data-shown="{shown}"></a>'
    )


def _cited(article: str, page: Furnishing) -> str:
    """An article with its citation at its end."""
    anchor = _ANCHOR.search(article)
    return article + _citation(page.printed.get(anchor.group(1), "") if anchor else "")


def _citation(words: str) -> str:
    """A citation for paper; on a screen it is one step away."""
    return f'<p class="archive-citation">引用：{html.escape(words)}</p>\n' if words else ""
