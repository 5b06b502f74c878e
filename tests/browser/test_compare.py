"""Districts side by side, as a reader sets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_compare(visit: Visit) -> None:
    """From a district a reader sets others beside it; the address keeps the choice; a number opens its sentence."""
    page = visit.open(visit.address("districts/yongchuan"))
    page.get_by_role("link", name="与别处比较").click()
    expect(page.get_by_label("地区一")).to_have_value("yongchuan")
    expect(page.get_by_role("status")).to_have_text("再选一个地区。")
    page.get_by_label("地区二").select_option("潼南区")
    page.get_by_label("地区三").select_option("江津区")
    chart = page.get_by_role("table").filter(has_text="2023年1—9月（增速，%）")
    expect(chart.get_by_role("row")).to_have_text(
        ["地区生产总值2023年1—9月（增速，%）", "永川区8%", "潼南区7.1%", "江津区7%"]
    )
    assert page.url.endswith("?d=yongchuan&d=tongnan&d=jiangjin")
    page.reload()
    chart.get_by_role("link", name="7.1%").click()
    expect(page.locator(":target")).to_contain_text("GDP增长7.1%")


def test_unlike_are_not_compared(visit: Visit) -> None:
    """Districts that speak of different periods share nothing, and are told so."""
    page = visit.open(visit.address("compare") + "?d=yongchuan&d=qianjiang")
    expect(page.get_by_role("status")).to_have_text("它们没有同一时期的同一指标。")
    expect(page.get_by_role("table")).to_have_count(0)


def test_strange_address(visit: Visit) -> None:
    """An address that names what is no district is as good as one without it."""
    page = visit.open(visit.address("compare") + "?d=<b>&d=../x")
    expect(page.get_by_role("status")).to_have_text("再选一个地区。")
    expect(page.get_by_label("地区一")).to_have_value("")
