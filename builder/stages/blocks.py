"""Cuts a page at its blank lines."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.entry import Matter
from builder.lexicon import Lexicon
from builder.model import Block, Page, Span

_BLANK_LINES = re.compile(r"\n\s*\n")


def cut_blocks(page: Page, lexicon: Lexicon) -> Page:
    """
    Cut the page into blocks at its blank lines, and where the archivist says that a paragraph begins.

    Needs: the cleaned text (`clean`).
    Keeps: every character that is no white space, in one block.
    """
    spans: list[Span] = []
    start = 0
    blank = [match.start() for match in _BLANK_LINES.finditer(page.clean)]
    for end in [*sorted([*blank, *_ruled_cuts(page)]), len(page.clean)]:
        piece = page.clean[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append(Span(left, start + len(piece.rstrip())))
        start = end
    lines = _lines_at(page.seed.text, [span.start for span in spans])
    blocks = tuple(
        Block(index, span, line, page.passage([span]).text)
        for index, (span, line) in enumerate(zip(spans, lines, strict=True))
    )
    return replace(page, blocks=blocks, order=tuple(range(len(blocks))))


def _ruled_cuts(page: Page) -> list[int]:
    """Starts of lines that do not go on with the paragraph of the line before them."""
    parted = [ruling.lines[1] for ruling in page.entry.rulings if ruling.matter is Matter.SPLIT]
    return [span.start for line in parted if (span := page.line_span(line))]


def _lines_at(text: str, offsets: list[int]) -> list[int]:
    """Line numbers, from 1, of rising offsets, in one pass."""
    lines, line, position = [], 1, 0
    for offset in offsets:
        line += text.count("\n", position, offset)
        position = offset
        lines.append(line)
    return lines
