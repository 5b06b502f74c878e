"""The home page shows what the archive holds, however little that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from builder.archive import Archive, read_archive
from builder.lexicon import Lexicon, load_lexicon
from builder.model import Page, PageDate
from builder.pipeline import run_stages
from builder.publish.addresses import Addresses
from builder.publish.home import render_home
from builder.publish.timeline import lay_timeline
from tests.conftest import ROOT
from tests.factories import text_page
from tests.publish.test_markdown import HOSTILE

WEB, DISK = Addresses(), Addresses(directories=False)


@pytest.fixture(scope="module")
def archive(lexicon: Lexicon) -> Archive:
    """The project's own five pages."""
    return read_archive(ROOT / "seeds", lexicon)[0]


def page_of(day: str | None, district: str | None = None) -> Page:
    """A page of one article."""
    page = text_page("正文。", headline="标题")
    return replace(
        page,
        date=PageDate(published=day),
        articles=tuple(replace(one, district=district) for one in page.articles),
    )


def tiles(html: str) -> list[tuple[str, str | None]]:
    """Names and numbers on the tiles of the maps."""
    maps = html.partition('class="archive-map"')[2].partition("</section>")[0]
    return [
        (name, count or None)
        for name, count in re.findall(r"<span>([^<]+)</span>(?: <strong>(\d+)</strong>)?", maps)
    ]


def test_empty(lexicon: Lexicon) -> None:
    """An empty archive says so, and shows no empty map, timeline or list."""
    html = render_home(Archive((), lexicon), WEB)
    assert "还没有版面" in html
    assert not re.search("<section|<h2|<table|<ol|<ul", html)


def test_one_page(lexicon: Lexicon) -> None:
    """One page makes one tile with a number, one month and one entry."""
    page = replace(page_of("2024-02-19", "忠县"), figures=())
    html = render_home(Archive((run_stages(page, lexicon),), lexicon), WEB)
    assert "<strong>1</strong> 个版面" in html
    html = render_home(Archive((page,), lexicon), WEB)
    assert [tile for tile in tiles(html) if tile[1]] == [("忠县", "1")] * 2  # until 2025-11-05, and since
    assert html.count('title="2024年2月：1个版面"') == 1
    assert "指标" not in html


def test_map_of_the_newest(lexicon: Lexicon) -> None:
    """The map of the newest page's time is chosen; maps of times without pages are left out, but today's."""

    def layers(*days: str | None) -> list[tuple[str, bool]]:
        pages = tuple(page_of(day, "忠县") for day in days)
        html = render_home(Archive(pages, lexicon), WEB)
        return [
            (name, bool(checked))
            for checked, name in re.findall(r'<input[^>]*?( checked)?>\s*<label for="layer-\d">([^<]+)', html)
        ]

    assert layers("2025-07-24") == [("至2025年11月5日", True), ("2025年11月6日起", False)]
    assert layers("2026-01-01", "2025-07-24") == [("至2025年11月5日", False), ("2025年11月6日起", True)]
    assert len(layers("2025-07-24", "2001-01-01")) == 3
    assert layers("2026-01-01") == layers(None) == []


def test_tiles(archive: Archive) -> None:
    """A unit with reports links to its page and says how many; one abolished is on the map of its time alone."""
    html = render_home(archive, DISK)
    assert re.search(r'href="districts/yongchuan\.html"><span>永川</span> <strong>3</strong>', html)
    shown = [name for name, _ in tiles(html)]
    assert shown.count("渝北") == 1
    assert shown.count("永川") == 2


def test_city_without_map() -> None:
    """Where nobody has laid a map, the list stands open in its place."""
    chengdu = load_lexicon(ROOT / "tests" / "cases" / "gazetteers" / "chengdu-settings.toml")
    html = render_home(Archive((page_of("2024-02-19", "郫都区"),), chengdu), WEB)
    assert "archive-map" not in html
    assert re.search(r"<details[^>]* open>", html)
    assert "郫都区" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(lexicon: Lexicon, text: str) -> None:
    """Markup in a headline stays text."""
    page = text_page("正文。", headline=" ".join(text.split()) or "空")
    html = render_home(Archive((page,), lexicon), WEB)
    assert "<script" not in html
    assert "<img" not in html


def pages_of(*days: str | None) -> Sequence[Page]:
    """Pages of some days."""
    return [page_of(day) for day in days]


def test_timeline() -> None:
    """Every month from the first to the last year has its cell, whether there are pages or not."""
    rows = lay_timeline(pages_of("2025-07-24", "2023-10-24", "2023-10-02", None))
    assert [row.name for row in rows] == ["2025年", "2024年", "2023年"]
    assert all(len(row.cells) == 12 for row in rows)
    assert [(row.name, cell.name, cell.count) for row in rows for cell in row.cells if cell.count] == [
        ("2025年", "7月", 1),
        ("2023年", "10月", 2),
    ]


def test_long_timeline() -> None:
    """A long stretch is shown year by year, in decades; pages without a day are in none."""
    rows = lay_timeline(pages_of("2025-07-24", "1949-12-03"))
    assert [row.name for row in rows] == [f"{decade}年代" for decade in range(2020, 1930, -10)]
    assert [cell.name for row in rows for cell in row.cells if cell.count] == ["2025", "1949"]
    assert lay_timeline(pages_of(None)) == ()
