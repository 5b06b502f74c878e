"""Writes the index of all pages, by date."""

from __future__ import annotations

from itertools import groupby

from builder.archive import Archive, day_of, districts_of
from builder.model import Page
from builder.publish.markdown import render
from builder.publish.timeline import month_anchor, year_anchor
from builder.publish.words import date_in_words, title_of


def render_page_index(archive: Archive) -> dict[str, str]:
    """Markdown of the index of pages, by path below docs/."""
    years = [(year, list(pages)) for year, pages in groupby(archive.pages, key=_year)]
    return {
        "pages/index.md": render(
            "pages.md.j2",
            {"title": "版面", "description": "按日期浏览报纸版面"},
            years=years,
            count=len(archive.pages),
            title_of=title_of,
            date_in_words=date_in_words,
            districts_of=districts_of,
            month_anchor=month_anchor,
            year_anchor=year_anchor,
        )
    }


def _year(page: Page) -> str:
    day = day_of(page)
    return f"{day[:4]}年" if day else "年份不详"
