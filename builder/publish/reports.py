"""What a reader sends who has found an error: which paragraph, which line, which words."""

from __future__ import annotations

from urllib.parse import urlencode

from builder.model import Page, Paragraph
from builder.publish.addresses import Addresses
from builder.publish.words import shorten

LONGEST_QUOTE = 80
"""Characters of a paragraph in a report to copy."""
QUOTE_IN_ADDRESS = 16
"""In an address, where each costs nine bytes, once a paragraph: enough to tell that it is the right one."""


def report_text(page: Page, paragraph: Paragraph) -> str:
    """A report of an error in a paragraph, but for what is wrong with it."""
    return f"段落：{paragraph.id}\n{_place(page, paragraph, LONGEST_QUOTE)}"


def report_url(page: Page, paragraph: Paragraph, addresses: Addresses) -> str:
    """Address of a filled-in report in the repository, whose title names the paragraph; empty where that is not known."""
    if not addresses.repository:
        return ""
    query = urlencode(
        {"title": f"报告错误 {paragraph.id}", "body": _place(page, paragraph, QUOTE_IN_ADDRESS)}
    )
    return f"{addresses.repository.rstrip('/')}/issues/new?{query}"


def _place(page: Page, paragraph: Paragraph, most: int) -> str:
    """File and line of a paragraph, so many characters of its words, and room for what is wrong with them."""
    line = page.line_of(paragraph.text.spans[0].start)
    return "\n".join(
        [
            f"原文件：{page.seed.file}，第 {line} 行",
            f"文字：“{shorten(paragraph.text.text, most)}”",
            "错误：",
        ]
    )
