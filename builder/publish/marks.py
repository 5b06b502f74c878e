"""Knows where a reader should be told what was done to a text: joined, left out, lost, corrected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from builder.entry import Matter
from builder.model import Article, Corrected, Dropped, Page, Paragraph, Span, Text
from builder.publish.addresses import anchor_of, anchor_of_text
from builder.publish.words import REASONS, correction_in_words, sureness_in_words

LEFT_OUT = ("duplicate", "loop")
"""Why a text is dropped that a reader might miss."""
TOLD_OTHERWISE = (*LEFT_OUT, "cut-start", "cut-end", "missing-article")
"""Flags that have marks of their own, or belong to no place in the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text where something was done to it."""

    place: int
    """Characters of the text before it."""
    kind: str
    """`joined`, `left-out`, `lost`, `corrected`."""
    note: str
    """What was done, in one line."""
    line: int
    """Line of the seed where it shows, from 1."""


def marks_of(page: Page) -> dict[str, tuple[Mark, ...]]:
    """The marks of a page by the anchor of the text that they stand in, in the order of their places."""
    found: dict[str, list[Mark]] = {}
    for anchor, text in _texts(page):
        found.setdefault(anchor, []).extend(
            [*_joined(page, text), *_corrected(page, text), *_flagged(page, text)]
        )
    for paragraph in page.paragraphs:
        found[anchor_of_text(page, paragraph.text)] += _lost(page, paragraph)
    for anchor, mark in _left_out(page):
        found.setdefault(anchor, []).append(mark)
    return {
        anchor: tuple(sorted(marks, key=lambda mark: mark.place)) for anchor, marks in found.items() if marks
    }


def _texts(page: Page) -> Iterator[tuple[str, Text]]:
    """All texts that a page shows below its title, with their anchors."""
    for text in (*page.note, *page.lead, *page.captions, *page.credits, *page.other):
        yield anchor_of_text(page, text), text
    for article in page.articles:
        if article.headline:
            yield anchor_of(article.id), article.headline
        for paragraph in article.paragraphs:
            yield anchor_of_text(page, paragraph.text), paragraph.text


def _joined(page: Page, text: Text) -> Iterator[Mark]:
    starts = [block.span.start for block in page.blocks]
    ruled = set(_ruled_joins(page))
    sureness = {(join.before, join.after): join.probability for join in page.joins}
    for left, right in pairwise(text.spans):
        before, after = (bisect_right(starts, offset) - 1 for offset in (left.end - 1, right.start))
        if before == after:
            continue
        lines = page.line_of(left.end - 1), page.line_of(right.start)
        sure = (
            "，编目者所定" if (before, after) in ruled else sureness_in_words(sureness.get((before, after)))
        )
        note = f"原文第 {lines[0]} 行与第 {lines[1]} 行在此拼接{sure}"
        yield Mark(_place(page, text, left.end), "joined", note, lines[1])


def _ruled_joins(page: Page) -> Iterator[tuple[int, int]]:
    """Blocks that the archivist joined."""
    lines = [block.line for block in page.blocks]
    for one in page.rulings:
        if one.said.matter is Matter.JOIN:
            before, after = (bisect_right(lines, line) - 1 for line in one.said.lines)
            yield before, after


def _corrected(page: Page, text: Text) -> Iterator[Mark]:
    for one in _corrections_in(page, text):
        place = _place(page, text, one.span.end)
        yield Mark(place, "corrected", correction_in_words(one.said), one.said.line)


def _flagged(page: Page, text: Text) -> Iterator[Mark]:
    """What else there is to say of a text's lines, behind it."""
    for flag in page.flags:
        if flag.code not in TOLD_OTHERWISE and any(
            page.line_of(start) <= flag.line <= page.line_of(end - 1) for start, end in text.spans
        ):
            yield Mark(len(text.text), "lost", flag.note.removesuffix("。"), flag.line)


def _lost(page: Page, paragraph: Paragraph) -> Iterator[Mark]:
    spans, end = paragraph.text.spans, len(paragraph.text.text)
    if "cut-start" in paragraph.flags:
        yield Mark(0, "lost", "此段开头残缺，上文未能找到", page.line_of(spans[0].start))
    if "cut-end" in paragraph.flags:
        yield Mark(end, "lost", "此段结尾残缺，下文未能找到", page.line_of(spans[-1].end - 1))


def _left_out(page: Page) -> Iterator[tuple[str, Mark]]:
    """Marks of copies and loops: in the paragraph that they were cut from, or behind the one that they followed."""
    by_id = {paragraph.id: paragraph for paragraph in page.paragraphs}
    placed = [
        (*_gap(page, dropped, by_id.get(dropped.after or "")), dropped)
        for dropped in page.dropped
        if dropped.reason in LEFT_OUT
    ]
    for (anchor, place), group in groupby(placed, key=lambda one: one[:2]):
        if anchor:
            yield anchor, _omission(page, place, [dropped for *_, dropped in group])


def _omission(page: Page, place: int, dropped: list[Dropped]) -> Mark:
    """One mark for all that is missed in one place."""
    parts: list[str] = []
    for reason, same in groupby(dropped, key=lambda one: one.reason):
        lines = [page.line_of(one.spans[0].start) for one in same]
        more = f"等 {len(lines)} 处" if len(lines) > 1 else ""
        parts.append(f"第 {lines[0]} 行{more}（{REASONS[reason]}）")
    return Mark(place, "left-out", f"此处略去原文{'、'.join(parts)}", page.line_of(dropped[0].spans[0].start))


def _gap(page: Page, dropped: Dropped, after: Paragraph | None) -> tuple[str, int]:
    """Anchor of a text, and the place in it, where a dropped one is missed; no anchor where there is none before it."""
    start = dropped.spans[0].start
    if after is None:
        above = [article for article in page.articles if _first(article) <= start]
        heading = max(above, key=_first, default=None)
        return (
            (anchor_of(heading.id), len(heading.headline.text)) if heading and heading.headline else ("", 0)
        )
    before = max((span for span in after.text.spans if span.end <= start), default=None)
    is_within = before is not None and not page.clean[before.end : start].count("\n\n")
    place = _place(page, after.text, before.end) if before and is_within else len(after.text.text)
    return anchor_of_text(page, after.text), place


def _first(article: Article) -> int:
    """Where in the seed an article's headline stands; at its end for one without."""
    return article.headline.spans[0].start if article.headline else 1 << 60


def _corrections_in(page: Page, text: Text) -> list[Corrected]:
    return [
        one
        for one in page.corrections
        if any(start <= one.span.start and one.span.end <= end for start, end in text.spans)
    ]


def _place(page: Page, text: Text, offset: int) -> int:
    """How many characters of a text stand before an offset of the seed, which lies in one of its spans or at its end."""
    before: list[Span] = []
    for start, end in text.spans:
        before.append(Span(start, min(end, offset) if start < offset else end))
        if start < offset <= end:
            break
    return min(len(page.passage(before).text), len(text.text))
