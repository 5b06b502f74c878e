"""Puts small marks behind each paragraph of a newspaper page: to its lines in the seed, to a report of an error."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_ANCHORED = re.compile(r'<(p|h2) id="(l\d+)">(.*?)</\1>', re.DOTALL)


def with_marks(content: str, source: str, citations: str, reports: Mapping[str, str]) -> str:
    """
    Add to each element that stands for a line of the seed the link to it, and one to an article's citations, or to
    the report of an error in a paragraph.

    `source` and `citations` are addresses of the page's source view and citations; `reports` those of filled-in reports by anchor, where
    the site knows its repository. The marks hold no text: it would be found by search, and copied with the paragraph.
    """

    def marked(match: re.Match[str]) -> str:
        tag, anchor, inner = match.groups()
        number = anchor[1:]
        marks = _mark("archive-line", f"{source}#{anchor}", f"原文第 {number} 行起", number)
        if tag == "p":
            target = reports.get(anchor) or f"{source}#report-{anchor}"
            marks += _mark("archive-report", target, "报告错误", "⚑")
        else:
            marks += _mark("archive-cite", f"{citations}#{anchor}", "引用此文", "引用")
        return f'<{tag} id="{anchor}">{inner}<span class="archive-marks">{marks}</span></{tag}>'

    return _ANCHORED.sub(marked, content)


def with_tools(content: str, tools: Mapping[str, str]) -> str:
    """Add below a page's title the links to what belongs to it: targets by name."""
    links = "".join(
        f'<a href="{html.escape(target)}">{html.escape(name)}</a>' for name, target in tools.items()
    )
    return content.replace("</h1>", f'</h1>\n<p class="archive-tools" data-search-exclude>{links}</p>', 1)


def _mark(name: str, target: str, title: str, shown: str) -> str:
    return (
        f'<a class="{name}" href="{html.escape(target)}" title="{title}" aria-label="{title}" '
        f'data-shown="{shown}"></a>'
    )
