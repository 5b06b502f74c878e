"""Writes the pages of figures: all of them, and a page an indicator with the places ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from builder.archive import Archive
from builder.model import Page
from builder.publish.bars import bars
from builder.publish.comparable import CHANGE, Reading, rankings, readings_of
from builder.publish.documents import Document, made_of
from builder.publish.ledger import Stated, columns, linked_bars, row_of
from builder.publish.markdown import Markdown, escape, link, render
from builder.publish.shelves import MOST, ShelfLink, recent, shelve

MOST_IN_LEDGER = 400
"""Figures that one table holds whole; of more, the pages of indicators and districts tell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands together on an indicator's page: a ranking, or one statement that is in none."""

    year: str
    """That it speaks of; empty where it is not known."""
    stated: tuple[Stated, ...]
    ranking: tuple[Reading, ...] = ()

    @property
    def weight(self) -> int:
        """Rows of a table."""
        return len(self.stated)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place in a ranking."""

    place: Markdown
    number: Markdown
    """Linked to the sentence that states it, and its bar."""
    rank: str
    """As printed."""
    quote: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places that state an indicator for one period in one measure."""

    title: str
    measure: str
    rows: tuple[Ranked, ...]
    has_ranks: bool
    """Whether any place says which it is."""


def render_figures(archive: Archive) -> Iterator[Document]:
    """The ledger, and a page an indicator, with pages a year where it would be too long."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    for page in archive.pages:
        for figure in page.figures:
            stated[figure.indicator].append((page, figure))
    by_count = sorted(stated.items(), key=lambda item: (-len(item[1]), item[0]))
    units = {unit.name: link(unit.name, f"../districts/{unit.slug}.md") for unit in archive.districts}
    for name, figures in by_count:
        yield from _indicator_documents(name, _entries(figures), units, archive)
    indicators = [
        (
            name,
            f"{archive.lexicon.indicators.slugs[name]}.md",
            len(figures),
            len({figure.place for _, figure in figures}),
        )
        for name, figures in by_count
    ]
    is_short = sum(map(len, stated.values())) <= MOST_IN_LEDGER
    pages = archive.pages if is_short else ()
    made = made_of(archive, pages, str(indicators))
    yield Document("figures/index.md", made, partial(_render_ledger, indicators, pages))


def _render_ledger(indicators: Sequence[tuple[str, str, int, int]], pages: Sequence[Page]) -> str:
    """The indicators, and all figures of an archive in which they are few enough."""
    rows = [row_of(page, figure) for page in pages for figure in page.figures]
    numbers = bars((escape(str(count)), count) for _, _, count, _ in indicators)
    return render(
        "figures.md.j2",
        {"title": "数字", "description": "报道中的各项经济指标", "hide": ["toc"]},
        indicators=[
            (link(name, path), number, places)
            for (name, path, _, places), number in zip(indicators, numbers, strict=True)
        ],
        rows=rows,
        columns=columns(rows),
    )


def _entries(stated: Sequence[Stated]) -> list[Entry]:
    """An indicator's rankings and other statements, those of the newest year first, rankings before the others."""
    ranked = rankings(reading for page, figure in stated for reading in readings_of(page, figure))
    in_ranking = {reading.figure.id for group in ranked for reading in group}
    entries = [
        Entry(str(group[0].year), tuple((one.page, one.figure) for one in group), tuple(group))
        for group in ranked
    ]
    entries += [
        Entry(str(figure.year or ""), ((page, figure),))
        for page, figure in stated
        if figure.id not in in_ranking
    ]
    return sorted(entries, key=lambda entry: entry.year or "0", reverse=True)


def _indicator_documents(
    name: str, entries: Sequence[Entry], units: Mapping[str, Markdown], archive: Archive
) -> Iterator[Document]:
    """An indicator's page, and a page for each year that figures speak of where it would be too long."""
    slug = archive.lexicon.indicators.slugs[name]
    count = _weight(entries)
    links: list[ShelfLink] = []
    shown: Sequence[Entry] = entries
    if count > MOST:
        for shelf in shelve(entries, lambda entry: entry.year, lambda entry: entry.weight):
            path = f"{slug}-{shelf.slug}.md"
            links.append((shelf.name, path, _weight(shelf.items)))
            title = f"{name}，{shelf.name}"
            yield Document(
                f"figures/{path}",
                _made_of(archive, shelf.items, units, title),
                partial(_render_indicator, title, _weight(shelf.items), shelf.items, units),
            )
        shown = recent(entries, lambda entry: entry.weight)
    yield Document(
        f"figures/{slug}.md",
        _made_of(archive, shown, units, name, str(count), str(links)),
        partial(_render_indicator, name, count, shown, units, links),
    )


def _weight(entries: Iterable[Entry]) -> int:
    return sum(entry.weight for entry in entries)


def _made_of(archive: Archive, entries: Iterable[Entry], units: Mapping[str, Markdown], *others: str) -> str:
    stated = [one for entry in entries for one in entry.stated]
    pages = {page.id: page for page, _ in stated}
    linked = sorted({figure.place for _, figure in stated} & units.keys())
    return made_of(archive, pages.values(), str(linked), *others)


def _render_indicator(
    name: str,
    count: int,
    entries: Sequence[Entry],
    units: Mapping[str, Markdown],
    links: Sequence[ShelfLink] = (),
) -> str:
    ranked = [_ranking(entry.ranking, units) for entry in entries if entry.ranking]
    others = [row_of(page, figure) for entry in entries if not entry.ranking for page, figure in entry.stated]
    return render(
        "indicator.md.j2",
        {"title": name, "description": f"报道中关于{name}的数字{count}项", "hide": ["toc"]},
        name=name,
        links=links,
        rankings=ranked,
        heading="其他陈述" if ranked else "最近的陈述" if links else "全部陈述",
        rows=others,
        columns=columns(others, "indicator"),
    )


def _ranking(group: Sequence[Reading], units: Mapping[str, Markdown]) -> Ranking:
    first = group[0]
    rows = tuple(
        Ranked(
            units.get(reading.figure.place, escape(reading.figure.place)),
            number,
            reading.figure.rank or "",
            reading.figure.quote,
        )
        for reading, number in zip(group, linked_bars(group), strict=True)
    )
    measure = CHANGE if first.is_change else "数值"
    return Ranking(f"{first.period}（{first.measure}）", measure, rows, any(row.rank for row in rows))
