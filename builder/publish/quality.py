"""Writes the page on quality: how whole each page is, as far as the builder knows, and what its reading scored when measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from builder.archive import Archive
from builder.lexicon import DATA
from builder.model import Page, Span
from builder.publish.documents import Document, made_of
from builder.publish.markdown import render
from builder.publish.marks import TOLD_OTHERWISE
from builder.publish.words import date_in_words, day_in_words, title_of

MEASURED = DATA / "measured.json"
"""Written by the bench; see README."""
SURE = 0.9
"""Probability from which a join is called sure; what it is worth is measured."""
MOST_ROWS = 300
"""Pages listed; of a larger archive those on which most is in doubt. 500 with short titles make a page of 190 KB."""
FIGURES = {
    "joins": ("拼接", "两块文字是否为同一段的前后两截"),
    "membership": ("归属", "每一块文字属于哪一篇"),
    "order": ("次序", "一段之后接哪一段"),
    "roles": ("体例", "哪一块是标题、署名、图片说明、采编人员"),
    "district": ("地区", "每篇报道哪个地区"),
    "copies": ("重复", "哪些段落是重复或循环识别所致"),
}
"""What the bench measures: its name and what it asks."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How whole one page is."""

    page: Page
    share: float
    """Of its characters that are no white space, those that stand in articles; 0 to 1."""
    dropped: float
    """Of the same, those that are kept out; the rest is title, notes, captions, credits and the like."""
    joins: int
    unsure: int
    """Joins below SURE."""
    copies: int
    loops: int
    losses: int
    """Beginnings and ends of paragraphs that are lost."""
    corrections: int
    missing: tuple[str, ...]
    """What is said of each article that must be missing."""
    others: int
    """Flags of any other kind: encoding, invisible characters."""

    @property
    def doubts(self) -> int:
        """How much a reader should look at."""
        return self.unsure + self.losses + len(self.missing) + self.others


def render_quality(archive: Archive) -> Iterator[Document]:
    """The page on quality."""
    yield Document("quality/index.md", made_of(archive, archive.pages), partial(_render, archive))


def _render(archive: Archive) -> str:
    pages = [quality_of(page) for page in archive.pages]
    measured = json.loads(MEASURED.read_text("utf-8"))
    return render(
        "quality.md.j2",
        {
            "title": "质量",
            "description": "各版面整理得怎样：归入文章的比例、拼接的把握、残缺与可能缺失的文章",
        },
        pages=sorted(pages, key=lambda one: one.doubts, reverse=True)[:MOST_ROWS],
        count=len(pages),
        doubtful=sum(one.doubts > 0 for one in pages),
        total=_total(pages),
        sure=f"{SURE:.0%}",
        measured=measured,
        day=day_in_words(measured["date"]),
        figures=FIGURES,
        sureness=_sureness(measured["corpora"]),
        percent=_percent,
        remarks_of=_remarks_of,
        title_of=title_of,
        date_in_words=date_in_words,
    )


def quality_of(page: Page) -> Quality:
    """Count what was done to a page."""
    whole = _inked(page, [Span(0, len(page.seed.text))]) or 1
    inside = _inked(
        page, (span for article in page.articles for text in article.texts for span in text.spans)
    )
    dropped = _inked(page, (span for one in page.dropped for span in one.spans))
    reasons = [one.reason for one in page.dropped]
    return Quality(
        page,
        share=inside / whole,
        dropped=dropped / whole,
        joins=len(page.joins),
        unsure=sum(join.probability < SURE for join in page.joins),
        copies=reasons.count("duplicate"),
        loops=reasons.count("loop"),
        losses=sum(flag.startswith("cut-") for paragraph in page.paragraphs for flag in paragraph.flags),
        corrections=len(page.corrections) + len(page.rulings),
        missing=tuple(flag.note for flag in page.flags if flag.code == "missing-article"),
        others=sum(flag.code not in TOLD_OTHERWISE for flag in page.flags),
    )


def _inked(page: Page, spans: Iterable[Span]) -> int:
    """Characters that are no white space."""
    return sum(len("".join(page.seed.text[start:end].split())) for start, end in spans)


def _total(pages: list[Quality]) -> dict[str, int]:
    names = ("joins", "unsure", "copies", "loops", "losses", "corrections")
    return {name: sum(getattr(one, name) for one in pages) for name in names} | {
        "missing": sum(len(one.missing) for one in pages)
    }


def _sureness(corpora: dict[str, dict[str, list[dict[str, float]]]]) -> list[tuple[str, list[str]]]:
    """For each class of sureness, how many of its joins were right, in the order of the corpora."""
    tenths = sorted({join["from"] for corpus in corpora.values() for join in corpus["joins"]}, reverse=True)
    rows: list[tuple[str, list[str]]] = []
    for tenth in tenths:
        cells = []
        for corpus in corpora.values():
            found = [join for join in corpus["joins"] if join["from"] == tenth]
            cells.append(f"{found[0]['count']:.0f} 处中 {found[0]['right']:.0f} 处对" if found else "无")
        rows.append((f"{tenth:.0%} 至 {tenth + 0.1:.0%}", cells))
    return rows


def _remarks_of(one: Quality) -> list[str]:
    counted = (
        (one.copies + one.loops, f"移出重复 {one.copies + one.loops} 处（{_percent(one.dropped)}）"),
        (one.unsure, f"{one.unsure} 处拼接把握不足 {SURE:.0%}"),
        (one.losses, f"残缺 {one.losses} 处"),
        (len(one.missing), f"缺文章 {len(one.missing)} 篇"),
        (one.others, f"其他提示 {one.others} 条"),
    )
    return [words for count, words in counted if count]


def _percent(share: float) -> str:
    """97.3%; never 100% of what is not whole."""
    return f"{min(share, 0.999):.1%}" if share < 1 else "100%"
