"""A reader can check every paragraph against the text as it was, and report what is wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGE = "pages/004-ba639974d9f8cf50"


def open_page(visit: Visit) -> None:
    """Open the newspaper page, from disk or from a server."""
    visit.open(f"{PAGE}.html" if visit.origin.startswith("file:") else f"{PAGE}/")


def test_to_the_line_and_back(visit: Visit) -> None:
    """From a paragraph to its line of the seed, on to the line that continues it, and back to the paragraph."""
    open_page(visit)
    visit.page.locator("#l17").get_by_role("link", name="原文第 17 行起").click()
    expect(visit.page.locator(":target")).to_contain_text("支持千里科技")
    expect(visit.page.locator(":target")).to_be_in_viewport()
    visit.page.locator("#l17").get_by_role("link", name="第 19 行").click()
    expect(visit.page.locator(":target")).to_contain_text("AI+汽车+机器人")
    visit.page.locator("#l19").get_by_title("到整理后的此处").click()
    expect(visit.page.locator(":target")).to_contain_text("一、全力优结构促转型")


def test_report(visit: Visit) -> None:
    """A report of an error is ready to copy: which paragraph, which line, which words."""
    open_page(visit)
    visit.page.locator("#l17").get_by_role("link", name="报告错误").click()
    report = visit.page.get_by_label("报告错误")
    expect(report).to_be_visible()
    assert "004-ba639974d9f8cf50-l17" in report.input_value()


def test_marks_are_no_text(visit: Visit) -> None:
    """The marks behind a paragraph are neither copied nor found with it."""
    open_page(visit)
    assert visit.page.locator("#l47").text_content() == (
        "上半年，全区GDP增长5.1%，固定资产投资增长25.4%，规上工业增加值增长5.6%，工业投资增长30.7%。"
    )


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_source_fits(visit: Visit, width: int) -> None:
    """A source view is no wider than the screen."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open("sources/002-115a21c0de3ff03d.html")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
