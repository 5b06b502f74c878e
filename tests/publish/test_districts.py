"""A district's page: its reports as cards, its figures over time, and very long ones split by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from builder.archive import Archive
from builder.entry import CatalogEntry
from builder.lexicon import Lexicon
from builder.model import Page, PageDate
from builder.publish import districts, figures
from builder.publish.districts import render_districts
from builder.publish.documents import Publisher
from builder.publish.figures import render_figures
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.factories import text_page

TEXT = "{year}年上半年，{district}地区生产总值{value}亿元，增长{change}%。"


def pages(lexicon: Lexicon, *years: int | None, district: str = "永川区") -> Iterator[Page]:
    """Pages that report of a district, one a year."""
    for number, year in enumerate(years):
        text = TEXT.format(district=district, year=year or 2001, value=500 + number, change=number + 1)
        page = text_page(text, headline=f"{district} 工业稳中向好", entry=CatalogEntry(slug=f"p{number}"))
        date = PageDate(published=f"{year}-07-25") if year else PageDate()
        yield find_figures(find_places(replace(page, id=f"{district}{number}", date=date), lexicon), lexicon)


def files_of(archive: Archive, publisher: Publisher = render_districts) -> dict[str, str]:
    """What a publisher writes: contents by name."""
    return {document.path.rpartition("/")[2]: document.content for document in publisher(archive)}


def page_of(lexicon: Lexicon, *years: int | None) -> str:
    """The page of 永川区 in an archive of pages of some years."""
    return files_of(Archive(tuple(pages(lexicon, *years)), lexicon))["yongchuan.md"]


def test_cards(lexicon: Lexicon) -> None:
    """Each report stands with its headline, its first sentence and its day; one statement is no chart."""
    page = page_of(lexicon, 2024)
    card = page.partition("archive-cards")[2].partition("</div>")[0]
    assert "[永川区 工业稳中向好](../pages/p0.md#l1)" in card
    assert "2024年上半年，永川区地区生产总值500亿元，增长1%。" in card
    assert "2024年7月25日" in card
    assert "archive-charts" not in page


def test_charts(lexicon: Lexicon) -> None:
    """What is stated for two years is drawn, the oldest first, each number linked to its sentence."""
    charts = page_of(lexicon, 2025, 2024).partition("archive-charts")[2].partition("</div>")[0]
    assert charts.index("[501亿元](../pages/p1.md#l3)") < charts.index("[500亿元](../pages/p0.md#l3)")
    assert "../figures/di-qu-sheng-chan-zong-zhi.md" in charts


def test_long_lists(lexicon: Lexicon) -> None:
    """A long list of reports has a heading a year."""
    page = page_of(lexicon, *[2025] * districts.MOST_UNDIVIDED, 2024, None)
    for year, name in (("2025", "2025年"), ("2024", "2024年"), ("undated", "年份不详")):
        assert f'### <a id="about{year}"></a>{name}' in page


def test_charts_of_all_years(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a district's reports are cut by year, its charts go over all years, on its own page."""
    monkeypatch.setattr(districts, "MOST", 4)
    monkeypatch.setattr(districts, "recent", lambda pages, weight: pages[:1])
    files = files_of(Archive(tuple(pages(lexicon, 2025, 2024, None)), lexicon))
    assert set(files) == {
        "index.md",
        "yongchuan.md",
        "yongchuan-2025.md",
        "yongchuan-2024.md",
        "yongchuan-undated.md",
    }
    assert "archive-charts" in files["yongchuan.md"]
    assert "[501亿元](../pages/p1.md#l3)" in files["yongchuan.md"]
    assert "archive-charts" not in files["yongchuan-2024.md"]


def test_rankings_stay_whole(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an indicator's statements are cut by year no ranking is cut."""
    monkeypatch.setattr(figures, "MOST", 2)
    of_both = [*pages(lexicon, 2025, 2024), *pages(lexicon, 2025, 2024, district="忠县")]
    files = files_of(Archive(tuple(of_both), lexicon), render_figures)
    ranked = files["di-qu-sheng-chan-zong-zhi-2024.md"]
    assert ranked.count("archive-ranking") == 2  # by value, and by change
    assert (
        ranked.count("[永川区](../districts/yongchuan.md)")
        == ranked.count("[忠县](../districts/zhongxian.md)")
        == 2
    )
    assert "2024年1—6月（亿元）" not in files["di-qu-sheng-chan-zong-zhi-2025.md"]
