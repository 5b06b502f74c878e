"""Writes the source views: each seed line by line, and what became of each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.archive import Archive
from builder.invisible import show_invisible
from builder.model import Article, Page, Span, Text
from builder.publish.addresses import Addresses, anchor_of, anchor_of_text
from builder.publish.html import render_html
from builder.publish.reports import report_text, report_url
from builder.publish.words import REASONS, headline_of, ruling_in_words, shorten, title_of, why_in_words


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one stretch of a seed."""

    span: Span
    what: str
    """正文, 标题, …"""
    anchor: str = ""
    """Where on the page it stands now, or what it repeats; empty for the page's head."""
    why: str = ""
    """Why it is kept out of the articles; empty where it is not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that has one fate, or none: white space."""

    text: str
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a seed as its source view shows it."""

    number: int
    """From 1."""
    pieces: tuple[Piece, ...]
    fates: tuple[Fate, ...]
    before: int | None = None
    """Line that this one continues."""
    after: int | None = None
    """Line that continues this one."""
    report: str = ""
    """Ready text with which a reader reports an error; empty on a line where no paragraph begins."""
    report_url: str = ""
    """Where a reader reports it instead; empty where no repository is known."""
    corrections: tuple[str, ...] = ()
    """What the archivist corrected in it, and how it reads without that."""


def source_path(page: Page) -> str:
    """Path of a page's source view below the site's root."""
    return f"sources/{page.id}.html"


def render_sources(archive: Archive, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """HTML of the source views, by path below the site's root."""
    for page in archive.pages:
        yield source_path(page), _render(page, addresses)


def _render(page: Page, addresses: Addresses) -> str:
    return render_html(
        "source.html.j2",
        page=page,
        title=title_of(page),
        address=f"../{addresses.page(page)}",
        lines=lines_of(page, addresses),
    )


def lines_of(page: Page, addresses: Addresses) -> list[Line]:
    """Every line of a page's seed, with what became of it."""
    fates = sorted(_fates_of(page), key=lambda fate: fate.span)
    ends = [fate.span.end for fate in fates]
    before, after = _joins(page)
    begun = {page.line_of(p.text.spans[0].start): p for p in page.paragraphs}
    corrections = _corrections(page)
    lines: list[Line] = []
    start = 0
    for number, text in enumerate(page.seed.text.removesuffix("\n").split("\n"), start=1):
        span = Span(start, start + len(text))
        met = _met(fates, bisect_right(ends, span.start), span)
        paragraph = begun.get(number)
        lines.append(
            Line(
                number,
                tuple(_pieces(page, span, met)),
                _distinct(met),
                before.get(number),
                after.get(number),
                report_text(page, paragraph) if paragraph else "",
                report_url(page, paragraph, addresses) if paragraph else "",
                corrections.get(number, ()),
            )
        )
        start = span.end + 1
    return lines


def _fates_of(page: Page) -> Iterator[Fate]:
    """What became of each stretch of a seed, in no order."""
    for what, texts in (
        ("通栏标题", [page.title]),
        ("副题", [page.subtitle]),
        ("引题", [page.kicker]),
    ):
        yield from _each(what, [text for text in texts if text], "")
    for article in page.articles:
        yield from _article_fates(article)
    for what, outside in (
        ("编者按", page.note),
        ("导语", page.lead),
        ("图片说明", page.captions),
        ("采编人员", page.credits),
        ("其他文字", page.other),
    ):
        for text in outside:
            yield from _each(what, [text], anchor_of_text(page, text))
    for dropped in page.dropped:
        anchor = anchor_of(dropped.copy_of) if dropped.copy_of else ""
        for span in dropped.spans:
            yield Fate(span, "未收入正文", anchor, REASONS[dropped.reason])


def _article_fates(article: Article) -> Iterator[Fate]:
    name = shorten(headline_of(article), 18)
    anchor = anchor_of(article.id)
    for what, text in (("地区标签", article.label), ("标题", article.headline), ("署名", article.byline)):
        yield from _each(f"{what} · {name}" if what != "标题" else what, [text] if text else [], anchor)
    for paragraph in article.paragraphs:
        yield from _each(f"正文 · {name}", [paragraph.text], anchor_of(paragraph.id))


def _each(what: str, texts: list[Text] | tuple[Text, ...], anchor: str) -> Iterator[Fate]:
    for text in texts:
        for span in text.spans:
            yield Fate(span, what, anchor)


def _joins(page: Page) -> tuple[dict[int, int], dict[int, int]]:
    """Lines that continue another, and lines that are continued, where the two do not follow one another."""
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for paragraph in page.paragraphs:
        for left, right in pairwise(paragraph.text.spans):
            end, start = page.line_of(left.end - 1), page.line_of(right.start)
            if start != end:
                before[start], after[end] = end, start
    return before, after


def _corrections(page: Page) -> dict[int, tuple[str, ...]]:
    """What the archivist corrected, by line."""
    told: dict[int, tuple[str, ...]] = {}
    for said in (one.said for one in page.corrections):
        words = f"更正：“{said.words}”作“{said.right}”{why_in_words(said.why)}"
        told[said.line] = (*told.get(said.line, ()), words)
    for ruled in page.rulings:
        for line in dict.fromkeys(ruled.said.lines):
            told[line] = (*told.get(line, ()), ruling_in_words(page, ruled))
    return told


def _met(fates: list[Fate], first: int, span: Span) -> list[Fate]:
    met: list[Fate] = []
    while first < len(fates) and fates[first].span.start < span.end:
        met.append(fates[first])
        first += 1
    return met


def _pieces(page: Page, span: Span, fates: list[Fate]) -> Iterator[Piece]:
    """A line cut where its fate changes."""
    place = span.start
    for fate in fates:
        start, end = max(fate.span.start, place), min(fate.span.end, span.end)
        if place < start:
            yield Piece(_shown(page, place, start))
        yield Piece(_shown(page, start, end), bool(fate.why))
        place = end
    if place < span.end:
        yield Piece(_shown(page, place, span.end))


def _shown(page: Page, start: int, end: int) -> str:
    """A stretch of the seed as it came, but for what would not be seen and yet change what is."""
    return show_invisible(page.seed.text[start:end])


def _distinct(fates: list[Fate]) -> tuple[Fate, ...]:
    """The fates without those that tell a reader the same."""
    return tuple({(fate.what, fate.anchor, fate.why): fate for fate in fates}.values())
