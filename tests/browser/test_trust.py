"""A reader can check every paragraph against the text as it was, and report what is wrong."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, expect

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
    visit.page.locator("#l19").get_by_role("link", name="正文").click()
    expect(visit.page.locator(":target")).to_contain_text("一、全力优结构促转型")


def test_report(visit: Visit) -> None:
    """A report of an error is ready to copy: which paragraph, which line, which words."""
    open_page(visit)
    visit.page.locator("#l17").get_by_role("link", name="报告错误").click()
    report = visit.page.get_by_role("textbox", name="报告错误")
    expect(report).to_be_visible()
    assert "004-ba639974d9f8cf50-l17" in report.input_value()


def test_marks_are_no_text(visit: Visit) -> None:
    """The marks behind a paragraph are neither copied nor found with it."""
    open_page(visit)
    assert visit.page.locator("#l47").text_content() == (
        "上半年，全区GDP增长5.1%，固定资产投资增长25.4%，规上工业增加值增长5.6%，工业投资增长30.7%。"
    )


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("kind", ["sources", "citations"])
def test_fits(visit: Visit, kind: str, width: int) -> None:
    """A source view, and a page of citations, is no wider than the screen."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open(f"{kind}/002-115a21c0de3ff03d.html")
    for summary in visit.page.locator("summary").all():
        summary.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_citation(visit: Visit) -> None:
    """From an article to its citation, to copy and to download."""
    open_page(visit)
    visit.page.locator("#l43").get_by_role("link", name="引用此文").click()
    citation = visit.page.locator("#l43")
    expect(citation).to_be_in_viewport()
    text = citation.locator(".copied").first
    expect(text).to_contain_text("罗成. 感恩奋进 乘势而上 中心城市建设焕新起步[N")
    citation.get_by_role("button", name="复制").first.click()
    expect(citation.get_by_role("button", name="已复制")).to_be_visible()
    citation.get_by_text("RIS").click()
    with visit.page.expect_download() as download:
        citation.locator("details").nth(1).get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "004-ba639974d9f8cf50-l43.ris"
    assert "AU  - 罗成" in Path(download.value.path()).read_text("utf-8")


def test_downloads(visit: Visit) -> None:
    """Every data file that the data page names can be downloaded."""
    visit.open("data/index.html")
    links = visit.page.get_by_role("article").locator("td a").all()
    assert len(links) == 10
    for link in links:
        address = str(link.evaluate("link => link.href"))
        if address.startswith("file:"):
            assert Path(url2pathname(urlsplit(address).path)).stat().st_size
        else:
            assert visit.page.request.get(address).ok


def test_not_in_sitemap(site: str, browser: Browser) -> None:
    """The sitemap names the pages, and neither source views nor citations."""
    sitemap = browser.new_page().request.get(site + "sitemap.xml").text()
    assert f"{site}{PAGE}/" in sitemap
    assert "sources/" not in sitemap
    assert "citations/" not in sitemap
