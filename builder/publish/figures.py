"""Writes the ledger of figures: a page of all, a page an indicator, and the rows for a district's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from builder.archive import Archive
from builder.model import Figure, Page
from builder.publish.documents import Document, made_of
from builder.publish.markdown import Markdown, link, render
from builder.publish.shelves import MOST, recent, shelve
from builder.publish.words import change_in_words, period_in_words, value_in_words

KINDS = {"actual": "", "target": "目标", "forecast": "预计"}
"""What a figure is, where it is no plain fact."""
SAME_PERIOD = {"一季度": "1—3月", "上半年": "1—6月", "前三季度": "1—9月"}
"""Names of one period; what is said of it under either name can be compared."""
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
MOST_IN_LEDGER = 400
"""Figures that one table holds whole; of more, the pages of indicators and districts tell."""
LEAST_RANKED = 2
"""Districts that state an indicator for one period, from which there is something to compare."""


Stated = tuple[Page, Figure]


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


@cache
def indicator_slug(indicator: str) -> str:
    """Address of an indicator's page: its name in pinyin."""
    from pypinyin import lazy_pinyin  # its tables take a while to load, so only where a page needs them

    return "-".join(lazy_pinyin(indicator)).lower()


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
    anchor = figure.paragraph.rsplit("-", 1)[-1]
    remarks = (KINDS[figure.kind], "新增" if figure.increment else "", figure.scope or "")
    return Row(
        place=figure.place,
        indicator=figure.indicator,
        period=period_in_words(figure),
        value=value_in_words(figure),
        change=change_in_words(figure),
        rank=figure.rank or "",
        remark="，".join(remark for remark in remarks if remark),
        quote=link(figure.quote, f"../pages/{page.address}.md#{anchor}"),
    )


def render_figures(archive: Archive) -> Iterator[Document]:
    """The ledger, and a page an indicator, with pages a year where it would be too long."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    for page in archive.pages:
        for figure in page.figures:
            stated[figure.indicator].append((page, figure))
    by_count = sorted(stated.items(), key=lambda item: (-len(item[1]), item[0]))
    for name, figures in by_count:
        yield from _indicator_documents(name, figures, archive)
    indicators = [
        (name, f"{indicator_slug(name)}.md", len(figures), len({figure.place for _, figure in figures}))
        for name, figures in by_count
    ]
    is_short = sum(map(len, stated.values())) <= MOST_IN_LEDGER
    pages = archive.pages if is_short else ()
    made = made_of(archive, pages, str(indicators))
    yield Document("figures/index.md", made, partial(_render_ledger, indicators, pages))


def _render_ledger(indicators: Sequence[tuple[str, str, int, int]], pages: Sequence[Page]) -> str:
    """The indicators, and all figures of an archive in which they are few enough."""
    rows = [row_of(page, figure) for page in pages for figure in page.figures]
    return render(
        "figures.md.j2",
        {"title": "数字", "description": "报道中的各项经济指标", "hide": ["toc"]},
        indicators=indicators,
        rows=rows,
        columns=columns(rows),
    )


def _indicator_documents(name: str, stated: Sequence[Stated], archive: Archive) -> Iterator[Document]:
    """An indicator's page, and a page for each year that figures speak of where it would be too long."""
    slug = indicator_slug(name)
    links: list[tuple[str, str, int]] = []
    shown = stated
    if len(stated) > MOST:
        by_year = sorted(stated, key=lambda item: _year(item) or "0", reverse=True)
        for shelf in shelve(by_year, _year):
            path = f"{slug}-{shelf.slug}.md"
            links.append((shelf.name, path, len(shelf.items)))
            yield Document(
                f"figures/{path}",
                _made_of(archive, shelf.items, name, shelf.name),
                partial(_render_indicator, f"{name}，{shelf.name}", len(shelf.items), shelf.items),
            )
        shown = recent(stated)
    yield Document(
        f"figures/{slug}.md",
        _made_of(archive, shown, name, str(len(stated)), str(links)),
        partial(_render_indicator, name, len(stated), shown, links),
    )


def _made_of(archive: Archive, stated: Iterable[Stated], *others: str) -> str:
    pages = {page.id: page for page, _ in stated}
    return made_of(archive, pages.values(), *others)


def _year(stated: Stated) -> str:
    return str(stated[1].year or "")


def _render_indicator(
    name: str, count: int, stated: Sequence[Stated], links: Sequence[tuple[str, str, int]] = ()
) -> str:
    ranked = _rankings(stated)
    in_ranking = {figure.id for group in ranked.values() for _, figure in group}
    others = [(page, figure) for page, figure in stated if figure.id not in in_ranking]
    headings = [*ranked, "最近的陈述" if links else "其他陈述" if ranked else "全部陈述"]
    return render(
        "indicator.md.j2",
        {"title": name, "description": f"报道中关于{name}的数字{count}项"},
        name=name,
        links=links,
        tables=[
            (heading, rows := [row_of(page, figure) for page, figure in group], columns(rows, "indicator"))
            for heading, group in zip(headings, (*ranked.values(), others), strict=True)
            if group
        ],
    )


def _rankings(stated: Iterable[Stated]) -> dict[str, list[Stated]]:
    """
    Figures of one period that can be compared, the highest first: by change, and by value where there is none.

    Leaves out targets, parts of a place, increments, and periods whose year is not known.
    """
    groups: dict[str, list[Stated]] = defaultdict(list)
    for page, figure in stated:
        if figure.kind == "actual" and not figure.scope and not figure.increment and figure.year:
            groups[f"{_same_period(figure)}（{_measure(figure)}）"].append((page, figure))
    return {
        period: sorted(group, key=lambda item: (-_size(item[1]), item[1].place, item[1].id))
        for period, group in sorted(groups.items(), key=lambda item: item[0], reverse=True)
        if len({figure.place for _, figure in group}) >= LEAST_RANKED
    }


def _same_period(figure: Figure) -> str:
    """A figure's period, under one name for those that are the same."""
    period = SAME_PERIOD.get(figure.period or "", figure.period)
    return period_in_words(replace(figure, period=period))


def _measure(figure: Figure) -> str:
    """What figures are compared by: only like is set beside like."""
    if figure.change is not None:
        return f"增速，{figure.change_unit}"
    return figure.unit or "数值" if figure.value is not None else "位次"


def _size(figure: Figure) -> float:
    return figure.change if figure.change is not None else figure.value or 0.0
