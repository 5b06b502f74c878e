"""Writes the ledger of figures: a page of all, a page an indicator, and the rows for a district's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pypinyin import lazy_pinyin

from builder.archive import Archive
from builder.model import Figure, Page
from builder.publish.markdown import Markdown, link, render
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
LEAST_RANKED = 2
"""Districts that state an indicator for one period, from which there is something to compare."""


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


def indicator_slug(indicator: str) -> str:
    """Address of an indicator's page: its name in pinyin."""
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


def figures_in(archive: Archive) -> Iterator[tuple[Page, Figure]]:
    """All figures with their pages, the newest page first."""
    for page in archive.pages:
        for figure in page.figures:
            yield page, figure


def render_figures(archive: Archive) -> dict[str, str]:
    """Markdown of the ledger and of each indicator, by path below docs/."""
    stated = list(figures_in(archive))
    counts = Counter(figure.indicator for _, figure in stated)
    indicators = [
        (name, f"{indicator_slug(name)}.md", count, len({f.place for _, f in stated if f.indicator == name}))
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    files = {
        "figures/index.md": render(
            "figures.md.j2",
            {"title": "数字", "description": "报道中的各项经济指标", "hide": ["toc"]},
            indicators=indicators,
            rows=(rows := [row_of(page, figure) for page, figure in stated]),
            columns=columns(rows),
        )
    }
    for name, path, count, _ in indicators:
        files[f"figures/{path}"] = _render_indicator(
            name, count, [(p, f) for p, f in stated if f.indicator == name]
        )
    return files


def _render_indicator(name: str, count: int, stated: list[tuple[Page, Figure]]) -> str:
    ranked = _rankings(stated)
    in_ranking = {figure.id for group in ranked.values() for _, figure in group}
    others = [(page, figure) for page, figure in stated if figure.id not in in_ranking]
    headings = [*ranked, "其他陈述" if ranked else "全部陈述"]
    return render(
        "indicator.md.j2",
        {"title": name, "description": f"报道中关于{name}的数字{count}项"},
        name=name,
        tables=[
            (heading, rows := [row_of(page, figure) for page, figure in group], columns(rows, "indicator"))
            for heading, group in zip(headings, (*ranked.values(), others), strict=True)
            if group
        ],
    )


def _rankings(stated: Iterable[tuple[Page, Figure]]) -> dict[str, list[tuple[Page, Figure]]]:
    """
    Figures of one period that can be compared, the highest first: by change, and by value where there is none.

    Leaves out targets, parts of a place, increments, and periods whose year is not known.
    """
    groups: dict[str, list[tuple[Page, Figure]]] = defaultdict(list)
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
