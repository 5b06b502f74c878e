"""The ledger of figures, as a reader uses it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_filter_and_sort(visit: Visit) -> None:
    """The ledger can be narrowed by words and sorted by any column; empty cells come last."""
    page = visit.open("figures/index.html")
    table = page.locator("table").last
    rows = table.locator("tbody tr:visible")
    everything = rows.count()
    page.get_by_role("searchbox", name="筛选").last.fill("黔江区 地区生产总值")
    assert 0 < rows.count() < everything
    expect(rows.first).to_contain_text("5.1%")
    page.get_by_role("searchbox", name="筛选").last.fill("地区生产总值 前三季度")
    table.get_by_role("button", name="增减").click()
    changes = [
        float(cell.removesuffix("%"))
        for cell in table.locator("tbody tr:visible td:nth-child(5)").all_inner_texts()
    ]
    assert changes == sorted(changes)
    assert len(changes) > 2


def test_figure_to_sentence(visit: Visit) -> None:
    """From an indicator a number leads to the sentence that states it, in the ranking and in the ledger."""
    page = visit.open("figures/index.html")
    page.locator(".archive-ranking").get_by_role("link", name="地区生产总值", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("地区生产总值")
    page.get_by_role("row").filter(has_text="黔江区").get_by_role("link", name="5.1%").click()
    expect(page.locator(":target")).to_contain_text("上半年，全区GDP增长5.1%")
    visit.open("figures/index.html")
    page.locator(".archive-ledger").get_by_role("link", name="GDP增长5.1%").click()
    expect(page.locator(":target")).to_contain_text("上半年，全区GDP增长5.1%")


def test_ranking(visit: Visit) -> None:
    """The reader chooses a period; its bars are as long as the numbers are high, the highest first."""
    page = visit.open("figures/index.html")
    page.locator(".archive-ranking").get_by_role("link", name="地区生产总值", exact=True).click()
    page.get_by_role("navigation", name="时期").get_by_role("link", name="2025年1—6月").click()
    expect(page.locator(":target")).to_contain_text("2025年1—6月（增速，%）")
    ranking = page.locator(".archive-ranking").first
    numbers = [
        float(words.strip().removesuffix("%"))
        for words in ranking.locator(".archive-number").all_inner_texts()
    ]
    widths = ranking.locator(".archive-bar").evaluate_all(
        "bars => bars.map(bar => bar.getBoundingClientRect().width)"
    )
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 2
    for number, width in zip(numbers, widths, strict=True):
        assert width / widths[0] == pytest.approx(number / numbers[0], abs=0.02)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_sideways_scroll(visit: Visit, width: int) -> None:
    """Neither the pages of figures nor their tables are wider than the screen."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    for path in ("figures/index.html", "figures/di-qu-sheng-chan-zong-zhi", "districts/bishan"):
        page = visit.open(path if path.endswith(".html") else visit.address(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for table in page.locator("table").all():
            assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth + 1"), path
