"""Writes the tag pages: one a district, and their index."""

from __future__ import annotations

from dataclasses import dataclass

from builder.archive import Archive
from builder.gazetteer import District
from builder.model import Article, Page
from builder.publish.markdown import render
from builder.publish.words import date_in_words, first_sentence, headline_of


@dataclass(frozen=True, slots=True)
class Report:
    """One article in a list of articles."""

    headline: str
    date: str
    """In words."""
    summary: str
    target: str
    """Path from the list's folder to the page, with the article's anchor."""


def render_districts(archive: Archive) -> dict[str, str]:
    """Markdown of the district pages and their index, by path below docs/."""
    files: dict[str, str] = {}
    rows: list[tuple[District, int, int]] = []
    for district in archive.districts:
        about = [
            _report(page, article)
            for page, article in _articles(archive)
            if article.district == district.name
        ]
        naming = [_report(page, article) for page, article in _articles(archive) if _names(article, district)]
        files[f"districts/{district.slug}.md"] = render(
            "district.md.j2",
            {
                "title": district.name,
                "description": f"关于{district.name}的报道{len(about)}篇，提及{len(naming)}篇",
            },
            district=district,
            about=about,
            naming=naming,
        )
        rows.append((district, len(about), len(naming)))
    files["districts/index.md"] = render(
        "districts.md.j2",
        {"title": "地区", "description": "按地区浏览报道"},
        city=archive.lexicon.gazetteer.name,
        rows=rows,
    )
    return files


def _articles(archive: Archive) -> list[tuple[Page, Article]]:
    return [(page, article) for page in archive.pages for article in page.articles]


def _names(article: Article, district: District) -> bool:
    """Whether an article names a district that it is not about."""
    return article.district != district.name and any(
        mention.district == district.name for mention in article.mentions
    )


def _report(page: Page, article: Article) -> Report:
    anchor = article.id.rsplit("-", 1)[-1]
    return Report(
        headline_of(article),
        date_in_words(page.date),
        first_sentence(article),
        f"../pages/{page.id}.md#{anchor}",
    )
