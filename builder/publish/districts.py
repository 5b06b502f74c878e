"""Writes the tag pages: one a district, with pages a year where it would be too long, and their index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from builder.archive import Archive, year_of
from builder.figures.indicators import Indicators
from builder.gazetteer import District
from builder.model import Article, Page
from builder.publish.addresses import UNDATED, passage_path
from builder.publish.comparable import Reading, readings_of, time_series
from builder.publish.documents import Document, made_of
from builder.publish.ledger import Stated, columns, linked_bars, row_of
from builder.publish.markdown import Markdown, link, render
from builder.publish.shelves import MOST, Shelf, ShelfLink, recent, shelve
from builder.publish.words import date_in_words, day_in_words, first_sentence, headline_of, year_in_words

FUNCTIONAL_AREAS = "功能区"
"""Heading for units that lie in no region of the city."""
MOST_UNDIVIDED = 12
"""Reports in a list without headings by year."""
MOST_SERIES = 12
"""Charts on a page, those with most statements."""
MOST_TIMES = 12
"""Bars of a chart, the newest."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article in a list of articles."""

    headline: str
    date: str
    """In words."""
    year: str
    """Empty where it is not known."""
    summary: str
    target: str
    """Path from the list's folder to the page, with the article's anchor."""


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """How one indicator of a district went over time."""

    indicator: Markdown
    measure: str
    rows: tuple[tuple[str, Markdown], ...]
    """A period, and its number with a bar."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of one district."""

    about: int = 0
    """Articles about it."""
    naming: int = 0
    """Articles that mention it and are about another, or none."""
    figures: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.about + other.about, self.naming + other.naming, self.figures + other.figures)

    @property
    def total(self) -> int:
        """All of it."""
        return self.about + self.naming + self.figures


@dataclass(slots=True)
class Coverage:
    """What the archive holds of one district, page by page."""

    pages: list[Page] = field(default_factory=list)
    """The newest first."""
    counts: dict[str, Counts] = field(default_factory=dict)
    """By page id."""

    @property
    def whole(self) -> Counts:
        """On all pages."""
        return sum(self.counts.values(), Counts())

    def total(self, page: Page) -> int:
        """How much of it stands on a page."""
        return self.counts[page.id].total


def render_districts(archive: Archive) -> Iterator[Document]:
    """The district pages and their index."""
    coverage = _coverage(archive)
    districts = tuple(unit for unit in archive.lexicon.gazetteer.districts if unit.name in coverage)
    for district in districts:
        yield from _district_documents(district, coverage[district.name], districts, archive)
    whole = {name: found.whole for name, found in coverage.items()}
    yield Document(
        "districts/index.md",
        made_of(archive, (), *(f"{name} {counts}" for name, counts in sorted(whole.items()))),
        partial(_render_index, archive, districts, whole),
    )


def _coverage(archive: Archive) -> dict[str, Coverage]:
    """What there is of each district that has an article, by full name."""
    coverage: dict[str, Coverage] = defaultdict(Coverage)
    for page in archive.pages:
        for name, counts in _counts_on(page).items():
            coverage[name].pages.append(page)
            coverage[name].counts[page.id] = counts
    return {name: found for name, found in coverage.items() if found.whole.about or found.whole.naming}


def _counts_on(page: Page) -> dict[str, Counts]:
    """What a page holds of each place that it names."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for article in page.articles:
        if article.district:
            counts[article.district] += Counts(about=1)
        for name in _named_in(article):
            counts[name] += Counts(naming=1)
    for figure in page.figures:
        counts[figure.place] += Counts(figures=1)
    return counts


def _named_in(article: Article) -> tuple[str, ...]:
    """The districts that an article mentions, but for its own."""
    names = dict.fromkeys(mention.district for mention in article.mentions)
    return tuple(name for name in names if name != article.district)


def _district_documents(
    district: District, coverage: Coverage, districts: Sequence[District], archive: Archive
) -> Iterator[Document]:
    """A district's page, and a page a year where it would be too long."""
    history = _history(district, districts, archive)
    pages = coverage.pages
    links: list[ShelfLink] = []
    if coverage.whole.total > MOST:
        for shelf in shelve(coverage.pages, year_of, coverage.total):
            path = f"{district.slug}-{shelf.slug}.md"
            links.append((shelf.name, path, sum(map(coverage.total, shelf.items))))
            yield Document(
                f"districts/{path}",
                made_of(archive, shelf.items, shelf.name),
                partial(_render_shelf, district, shelf),
            )
        pages = recent(coverage.pages, coverage.total)
    told = (history or "", str(coverage.whole), str(links))
    yield Document(
        f"districts/{district.slug}.md",
        made_of(archive, coverage.pages, *told),
        partial(_render_district, district, pages, coverage, history, links, archive.lexicon.indicators),
    )


def _render_district(
    district: District,
    pages: Sequence[Page],
    coverage: Coverage,
    history: Markdown | None,
    links: Sequence[ShelfLink],
    indicators: Indicators,
) -> str:
    counts = coverage.whole
    description = f"关于{district.name}的报道{counts.about}篇，提及{counts.naming}篇"
    series = list(_all_series(_figures_of(district, coverage.pages), indicators))
    return _render(district, pages, district.name, description, history=history, links=links, series=series)


def _render_shelf(district: District, shelf: Shelf[Page]) -> str:
    title = f"{district.name}，{shelf.name}"
    return _render(district, shelf.items, title, f"{shelf.name}关于{district.name}的报道")


def _render(
    district: District,
    pages: Sequence[Page],
    title: str,
    description: str,
    *,
    history: Markdown | None = None,
    links: Sequence[ShelfLink] = (),
    series: Sequence[TimeSeries] = (),
) -> str:
    articles = [(page, article) for page in pages for article in page.articles]
    about = [_report(page, article) for page, article in articles if article.district == district.name]
    naming = [_report(page, article) for page, article in articles if district.name in _named_in(article)]
    rows = [row_of(page, figure) for page, figure in _figures_of(district, pages)]
    return render(
        "district.md.j2",
        {"title": title, "description": description, "hide": ["toc"]},
        title=title,
        district=district,
        history=history,
        links=links,
        contents=[
            ("about", "报道", len(about), "篇"),
            ("naming", "提及", len(naming), "篇"),
            ("figures", "数字", len(rows), "项"),
        ],
        lists=[("about", "报道", _by_year(about)), ("naming", "提及", _by_year(naming))],
        series=series,
        rows=rows,
        columns=columns(rows, "place"),
    )


def _report(page: Page, article: Article) -> Report:
    return Report(
        headline=headline_of(article),
        date=date_in_words(page.date),
        year=year_of(page),
        summary=first_sentence(article),
        target=passage_path(page, article.id),
    )


def _by_year(reports: Sequence[Report]) -> list[tuple[str, str, list[Report]]]:
    """A list of reports as (end of an anchor, heading, reports): by year where it is long, else without headings."""
    years = [(year, list(group)) for year, group in groupby(reports, key=lambda report: report.year)]
    if len(reports) <= MOST_UNDIVIDED or len(years) == 1:
        return [("", "", list(reports))] if reports else []
    return [(year or UNDATED, year_in_words(year), group) for year, group in years]


def _figures_of(district: District, pages: Iterable[Page]) -> list[Stated]:
    return [(page, figure) for page in pages for figure in page.figures if figure.place == district.name]


def _all_series(stated: Iterable[Stated], indicators: Indicators) -> Iterator[TimeSeries]:
    lasting = time_series(reading for page, figure in stated for reading in readings_of(page, figure))
    for group in lasting[:MOST_SERIES]:
        name = group[0].figure.indicator
        target = f"../figures/{indicators.slugs[name]}.md"
        yield TimeSeries(link(name, target), group[0].measure, _series_rows(group[-MOST_TIMES:]))


def _series_rows(group: Sequence[Reading]) -> tuple[tuple[str, Markdown], ...]:
    return tuple(zip((reading.period for reading in group), linked_bars(group), strict=True))


def _history(district: District, districts: Sequence[District], archive: Archive) -> Markdown | None:
    """What became of an abolished unit, with links to the successors that have a page."""
    if not district.until:
        return None
    successors = (archive.lexicon.gazetteer.by_slug(slug) for slug in district.successors)
    named = [
        link(unit.name, f"{unit.slug}.md") if unit in districts else Markdown(unit.name)
        for unit in successors
        if unit
    ]
    return Markdown(f"{district.name}存续至{day_in_words(district.until)}，其地今属{'、'.join(named)}。")


def _render_index(archive: Archive, districts: Sequence[District], counts: Mapping[str, Counts]) -> str:
    return render(
        "districts.md.j2",
        {"title": "地区", "description": "按地区浏览报道"},
        city=archive.lexicon.gazetteer.name,
        count=len(districts),
        regions=_regions(districts),
        counts=counts,
    )


def _regions(districts: Sequence[District]) -> list[tuple[str, list[District]]]:
    """Units by region, in the gazetteer's order; those in none come last."""
    regions: dict[str, list[District]] = {}
    for district in sorted(districts, key=lambda unit: unit.region is None):
        regions.setdefault(district.region or FUNCTIONAL_AREAS, []).append(district)
    return list(regions.items())
