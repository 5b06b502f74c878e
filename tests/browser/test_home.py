"""The home page, as a reader uses it: the map of districts, the timeline, the search box."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, mkdocs_build

pytestmark = pytest.mark.browser


def test_map_to_report(visit: Visit) -> None:
    """From a tile of the map a reader gets to the district, and from there to an article's place on its page."""
    page = visit.open("index.html")
    page.get_by_role("link", name="黔江 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("黔江区")
    page.get_by_role("article").get_by_role("link", name="感恩奋进 乘势而上").click()
    assert page.url.endswith("#l43")
    expect(page.locator(":target")).to_contain_text("感恩奋进 乘势而上 中心城市建设焕新起步")
    expect(page.locator(":target")).to_be_in_viewport()


def test_map_by_date(visit: Visit) -> None:
    """The map shows the units of the time chosen, from the keyboard too."""
    page = visit.open("index.html")
    former = page.get_by_role("link", name="渝北 1", exact=True)
    expect(former).to_be_visible()
    page.get_by_role("radio", name="至2025年11月5日").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="2025年11月6日起")).to_be_checked()
    expect(former).to_be_hidden()
    expect(page.get_by_role("link", name="两江新区 1", exact=True)).to_be_visible()


def test_timeline_to_pages(visit: Visit) -> None:
    """A month of the timeline leads to its pages."""
    page = visit.open("index.html")
    page.get_by_role("link", name="11月 1", exact=True).click()
    expect(page.locator(":target")).to_contain_text("冲刺攻坚决战决胜")


def test_search_from_home(visit: Visit) -> None:
    """What is typed into the box of the home page is found on the search page."""
    page = visit.open("index.html")
    page.get_by_role("searchbox", name="检索全文").fill("刀片电池")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search=hit]").filter(has_text="刀片电池").first).to_be_visible()


def test_without_scripts(site: str, browser: Browser) -> None:
    """The home page works without JavaScript."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_text("2025年11月6日起").click()
        page.get_by_role("link", name="两江新区 1", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("两江新区")


def test_empty_archive(project: Path, tmp_path: Path, browser: Browser) -> None:
    """Without any seed the site is built, says that there is nothing yet, and leads nowhere wrong."""
    for file in (project / "seeds").iterdir():
        file.unlink()
    site = tmp_path / "site"
    mkdocs_build(site, cwd=project, DIRECTORY_URLS="false")
    page = browser.new_page()
    for name in ("index.html", "pages/index.html", "districts/index.html", "figures/index.html"):
        page.goto((site / name).as_uri())
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.goto((site / "index.html").as_uri())
    expect(page.get_by_text("档案里还没有版面。")).to_be_visible()
