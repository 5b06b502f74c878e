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
    """From an indicator a number leads to the sentence that states it."""
    page = visit.open("figures/index.html")
    page.get_by_role("article").get_by_role("link", name="地区生产总值", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("地区生产总值")
    page.get_by_role("link", name="GDP增长5.1%").first.click()
    expect(page.locator(":target")).to_contain_text("上半年，全区GDP增长5.1%")
