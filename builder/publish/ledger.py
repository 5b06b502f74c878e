"""Makes tables of figures, one row a statement, for the ledger and for a district's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model import Figure, Page
from builder.publish.addresses import passage_path
from builder.publish.bars import bars
from builder.publish.comparable import Reading
from builder.publish.markdown import Markdown, link
from builder.publish.words import change_in_words, period_in_words, value_in_words

KINDS = {"actual": "", "target": "目标", "forecast": "预计"}
"""What a figure is, where it is no plain fact."""
COLUMNS = (
    ("地区", "place"),
    ("指标", "indicator"),
    ("时期", "period"),
    ("数值", "value"),
    ("增减", "change"),
    ("位次", "rank"),
    ("说明", "remark"),
    ("原文", "quote"),
)
"""Headings of a table of figures, and the attributes of a row below them."""

Stated = tuple[Page, Figure]
"""A figure, and the page that states it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in a table."""

    place: str
    indicator: str
    period: str
    value: str
    change: str
    rank: str
    remark: str
    """Its scope, and whether it is a target."""
    quote: Markdown
    """The words that state it, linked to their paragraph."""


def columns(rows: Iterable[Row], *without: str) -> list[tuple[str, str]]:
    """The columns of a table, without those that its page makes needless and those that would be empty."""
    rows = list(rows)
    return [
        (heading, name)
        for heading, name in COLUMNS
        if name not in without and any(getattr(row, name) for row in rows)
    ]


def row_of(page: Page, figure: Figure) -> Row:
    """A figure in words, for a table on a page in one of the folders of docs/."""
    remarks = (KINDS[figure.kind], "新增" if figure.increment else "", figure.scope or "")
    return Row(
        place=figure.place,
        indicator=figure.indicator,
        period=period_in_words(figure),
        value=value_in_words(figure),
        change=change_in_words(figure),
        rank=figure.rank or "",
        remark="，".join(remark for remark in remarks if remark),
        quote=link(figure.quote, passage_path(page, figure.paragraph)),
    )


def linked_bars(readings: Sequence[Reading]) -> list[Markdown]:
    """The readings' numbers as bars, each linked to the sentence that states it."""
    words = (link(one.words, passage_path(one.page, one.figure.paragraph)) for one in readings)
    return bars(zip(words, (one.number for one in readings), strict=True))
