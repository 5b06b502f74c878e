"""What a reader sees and does, in Chromium, over http below a sub-path and from disk."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

DOWNLOADS = (".json", ".csv", ".sqlite", ".zip", ".xml")


def test_newspaper_page(visit: Visit) -> None:
    """A newspaper page shows its articles under their headlines, in Chinese."""
    page = visit.open("pages/index.html")
    page.get_by_role("link", name="乘势而上，交出三季度").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.get_by_role("heading", level=1)).to_contain_text("乘势而上，交出三季度经济社会发展高分报表")
    for headline in (
        "聚焦产业 精准发力",
        "感恩奋进 乘势而上",
        "强化使命担当保持奋进姿态",
        "沉着应对 多向发力",
    ):
        expect(page.get_by_role("heading", level=2).filter(has_text=headline)).to_have_count(1)
    expect(page.get_by_text("上半年，全区GDP增长5.1%")).to_be_visible()


def test_search(visit: Visit) -> None:
    """A word of the archive is found from the box in the header."""
    page = visit.open("index.html")
    page.get_by_role("searchbox", name="搜索").press_sequentially("刀片电池")
    hit = page.locator("[data-search=hit]").filter(has_text="刀片电池").first
    hit.click()
    expect(page.get_by_role("article").get_by_text("刀片电池").first).to_be_visible()


def test_links(visit: Visit) -> None:
    """Every link of every page leads to a page that is there, and every anchor to its element."""
    page = visit.open("index.html")
    seen: dict[str, set[str]] = {}
    waiting = [page.url]
    wanted: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = page.goto(address)
        assert response is None or response.ok, address
        found = page.evaluate(
            "[[...document.links].map(a => a.href), [...document.querySelectorAll('[id]')].map(e => e.id)]"
        )
        seen[address] = set(found[1])
        links = {link for link in found[0] if not link.endswith(DOWNLOADS) and not link.startswith("data:")}
        outside = {link for link in links if not link.startswith(visit.origin)}
        assert outside <= {"https://squidfunk.github.io/mkdocs-material/"}, address
        wanted |= links - outside
        waiting += [urldefrag(link).url for link in links - outside]
    missing = [
        link
        for link in wanted
        if (target := urldefrag(link)).fragment and target.fragment not in seen[target.url]
    ]
    assert not missing
    assert len(seen) > 20


def test_not_found(site: str, browser: Browser) -> None:
    """A wrong address below the sub-path leads on to the home page."""
    page = browser.new_page()
    page.goto(site + "404.html")
    page.get_by_role("article").get_by_role("link", name="首页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报纸档案")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_sideways_scroll(visit: Visit, width: int) -> None:
    """No page is wider than the screen."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    for path in ("index.html", "pages/index.html", "districts/index.html"):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
