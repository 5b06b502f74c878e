"""Writes the tag pages: one a district, with pages a year where it would be too long, and their index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from builder.archive import Archive, day_of
from builder.gazetteer import District
from builder.model import Article, Page
from builder.publish.documents import Document, made_of
from builder.publish.figures import columns, row_of
from builder.publish.markdown import Markdown, link, render
from builder.publish.shelves import MOST, Shelf, recent, shelve
from builder.publish.words import date_in_words, day_in_words, first_sentence, headline_of

FUNCTIONAL_AREAS = "功能区"
"""Heading for units that lie in no region of the city."""


@dataclass(frozen=True, slots=True)
class Report:
    """One article in a list of articles."""

    headline: str
    date: str
    """In words."""
    summary: str
    target: str
    """Path from the list's folder to the page, with the article's anchor."""


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
    pages, links = coverage.pages, []
    if coverage.whole.total > MOST:
        for shelf in shelve(coverage.pages, lambda page: (day_of(page) or "")[:4], coverage.total):
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
        made_of(archive, pages, *told),
        partial(_render_district, district, pages, coverage.whole, history, links),
    )


def _render_district(
    district: District,
    pages: Sequence[Page],
    counts: Counts,
    history: Markdown | None,
    links: Sequence[tuple[str, str, int]],
) -> str:
    description = f"关于{district.name}的报道{counts.about}篇，提及{counts.naming}篇"
    return _render(district, pages, district.name, description, history=history, links=links)


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
    links: Sequence[tuple[str, str, int]] = (),
) -> str:
    articles = [(page, article) for page in pages for article in page.articles]
    rows = [
        row_of(page, figure) for page in pages for figure in page.figures if figure.place == district.name
    ]
    return render(
        "district.md.j2",
        {"title": title, "description": description},
        title=title,
        district=district,
        history=history,
        links=links,
        about=[_report(page, article) for page, article in articles if article.district == district.name],
        naming=[_report(page, article) for page, article in articles if district.name in _named_in(article)],
        rows=rows,
        columns=columns(rows, "place"),
    )


def _report(page: Page, article: Article) -> Report:
    anchor = article.id.rsplit("-", 1)[-1]
    target = f"../pages/{page.address}.md#{anchor}"
    return Report(headline_of(article), date_in_words(page.date), first_sentence(article), target)


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
