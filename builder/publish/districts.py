"""Writes the tag pages: one a district, and their index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from builder.archive import Archive
from builder.gazetteer import District
from builder.model import Article, Page
from builder.publish.figures import Row, columns, figures_in, row_of
from builder.publish.markdown import Markdown, link, render
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


@dataclass(slots=True)
class Coverage:
    """What the archive holds of one district."""

    about: list[Report] = field(default_factory=list)
    """Articles about it."""
    naming: list[Report] = field(default_factory=list)
    """Articles that mention it and are about another, or none."""
    figures: list[Row] = field(default_factory=list)


def render_districts(archive: Archive) -> dict[str, str]:
    """Markdown of the district pages and their index, by path below docs/."""
    coverage = _coverage(archive)
    files = {
        f"districts/{district.slug}.md": _render_district(district, coverage[district.name], archive)
        for district in archive.districts
    }
    files["districts/index.md"] = render(
        "districts.md.j2",
        {"title": "地区", "description": "按地区浏览报道"},
        city=archive.lexicon.gazetteer.name,
        count=len(archive.districts),
        regions=_regions(archive),
        coverage=coverage,
    )
    return files


def _coverage(archive: Archive) -> dict[str, Coverage]:
    """What there is of each district, by full name."""
    coverage: dict[str, Coverage] = defaultdict(Coverage)
    for page in archive.pages:
        for article in page.articles:
            report = _report(page, article)
            if article.district:
                coverage[article.district].about.append(report)
            for name in dict.fromkeys(mention.district for mention in article.mentions):
                if name != article.district:
                    coverage[name].naming.append(report)
    for page, figure in figures_in(archive):
        if figure.place in coverage:
            coverage[figure.place].figures.append(row_of(page, figure))
    return coverage


def _report(page: Page, article: Article) -> Report:
    anchor = article.id.rsplit("-", 1)[-1]
    target = f"../pages/{page.address}.md#{anchor}"
    return Report(headline_of(article), date_in_words(page.date), first_sentence(article), target)


def _render_district(district: District, coverage: Coverage, archive: Archive) -> str:
    about, naming = len(coverage.about), len(coverage.naming)
    return render(
        "district.md.j2",
        {"title": district.name, "description": f"关于{district.name}的报道{about}篇，提及{naming}篇"},
        district=district,
        history=_history(district, archive),
        coverage=coverage,
        columns=columns(coverage.figures, "place"),
    )


def _history(district: District, archive: Archive) -> Markdown | None:
    """What became of an abolished unit, with links to the successors that have a page."""
    if not district.until:
        return None
    tagged = archive.districts
    successors = (archive.lexicon.gazetteer.by_slug(slug) for slug in district.successors)
    named = [
        link(unit.name, f"{unit.slug}.md") if unit in tagged else Markdown(unit.name)
        for unit in successors
        if unit
    ]
    return Markdown(f"{district.name}存续至{day_in_words(district.until)}，其地今属{'、'.join(named)}。")


def _regions(archive: Archive) -> list[tuple[str, list[District]]]:
    """The tagged units by region, in the gazetteer's order; those in none come last."""
    regions: dict[str, list[District]] = {}
    for district in sorted(archive.districts, key=lambda unit: unit.region is None):
        regions.setdefault(district.region or FUNCTIONAL_AREAS, []).append(district)
    return list(regions.items())
