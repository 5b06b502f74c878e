"""Makes `<a id="l26"></a>` at the start of a heading or paragraph the id of that heading or paragraph."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, HtmlStash

_OPENING = re.compile(r'<a id="([\w-]+)">')
_BEFORE_TOC = 6
"""Below the inline patterns (20) that set raw HTML aside, above the table of contents (5) that reads the ids."""


class AnchorExtension(Extension):
    """Plain Markdown shows such anchors everywhere, on GitHub too; moved, they mark the whole element as the target."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  name given by Markdown
        """Register the treeprocessor."""
        md.treeprocessors.register(_AnchorTreeprocessor(md), "anchors", _BEFORE_TOC)


class _AnchorTreeprocessor(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text:
                _take_anchor(element, self.md.htmlStash)


def _take_anchor(element: Element, stash: HtmlStash) -> None:
    """Move an anchor from the start of an element's text to the element; raw HTML stands there as placeholders."""
    text = element.text or ""
    opening = HTML_PLACEHOLDER_RE.match(text)
    if not opening or not (anchor := _OPENING.fullmatch(str(stash.rawHtmlBlocks[int(opening.group(1))]))):
        return
    closing = HTML_PLACEHOLDER_RE.match(text, opening.end())
    if closing and stash.rawHtmlBlocks[int(closing.group(1))] == "</a>":
        element.set("id", anchor.group(1))
        element.text = text[closing.end() :]
