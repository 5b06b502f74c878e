"""Everybody can use the site: WCAG 2.2 AA, by keyboard, on narrow screens, over slow networks."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "newspaper page": "pages/001-df8818a3778645b9",
    "index": "pages/index.html",
    "district": "districts/qianjiang",
    "figures": "figures/index.html",
    "indicator": "figures/di-qu-sheng-chan-zong-zhi",
    "search": "search",
    "comparison": "compare",
    "source view": "sources/001-df8818a3778645b9.html",
    "citations": "citations/001-df8818a3778645b9.html",
    "data": "data/index.html",
    "quality": "quality/index.html",
    "about": "about",
}
"""One of each kind of page; a path without ending is a page that has its address by the kind of site."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIRST_VIEW, NEXT_VIEW = 90_000, 25_000
"""Bytes, compressed, that a newspaper page may cost."""


def path_of(kind: str, origin: str) -> str:
    """Path of a kind of page below the site; search has something to show."""
    path = KINDS[kind]
    if not path.endswith(".html"):
        path += ".html" if origin.startswith("file:") else "/"
    return f"{path}?q=柠檬" if kind == "search" else path


def settle(page: Page, kind: str) -> None:
    """Wait for what a script shows."""
    if kind == "search":
        page.locator("main [data-search=hit]").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe(site: str, browser: Browser, kind: str, scheme: Any) -> None:
    """axe-core finds no violation of WCAG 2.2 AA, on a phone nor on a desk."""
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site + path_of(kind, site))
            settle(page, kind)
            results = Axe().run(page, options={"runOnly": LEVELS, "resultTypes": ["violations"]})
            assert not results.violations_count, results.generate_report()


NUMBER_STOPS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (stop) => !stop.hidden && stop.checkVisibility({visibilityProperty: true}) && stop.getBoundingClientRect().width && stop.tabIndex >= 0)
  stops.forEach((stop, number) => stop.dataset.stop = number)
  return stops.map((stop) => stop.type === "radio" ? stop.name : stop.dataset.stop)
}"""
STOP = """() => {
  const stop = document.activeElement
  if (stop === document.body) return null
  const shown = stop.getBoundingClientRect().width ? stop
    : stop.id === "__drawer" ? document.querySelector(".md-header [for=__drawer]") : stop.nextElementSibling
  const style = getComputedStyle(shown)
  const box = shown.getBoundingClientRect()
  return {
    name: (stop.type === "radio" && stop.getBoundingClientRect().width ? stop.name : stop.dataset.stop) ?? stop.id,
    html: stop.outerHTML.slice(0, 160),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0
      && box.right > 0 && box.left < innerWidth,
  }
}"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", ["home", "newspaper page", "district", "indicator", "search", "source view"])
def test_keyboard(site: str, browser: Browser, kind: str, width: int) -> None:
    """The tab key reaches everything that can be used, each with a frame around it."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(site + path_of(kind, site))
    settle(page, kind)
    if kind == "search":
        page.evaluate("document.activeElement.blur()")
    wanted = set(page.evaluate(NUMBER_STOPS))
    reached: set[str] = set()
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stop["name"] in reached and stop["name"] in wanted):
            break
        assert stop["seen"], stop["html"]
        reached.add(stop["name"])
    missed = wanted - reached
    assert not missed, [page.locator(f"[data-stop='{name}']").evaluate("e => e.outerHTML") for name in missed]
    page.close()


def test_menu_by_keyboard(visit: Visit) -> None:
    """On a phone the menu opens by keyboard, and leads on."""
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open("about.html" if visit.origin.startswith("file:") else "about/")
    box = page.get_by_role("checkbox", name="导航")
    box.focus()
    page.keyboard.press("Space")
    link = page.get_by_role("navigation").get_by_role("link", name="质量")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="质量").wait_for()


@pytest.mark.parametrize("kind", KINDS)
def test_narrow(visit: Visit, kind: str) -> None:
    """At 320 pixels nothing is wider than the screen."""
    visit.page.set_viewport_size({"width": 320, "height": 800})
    page = visit.open(path_of(kind, visit.origin))
    settle(page, kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_weight(site: str, browser: Browser) -> None:
    """A newspaper page costs little, and the next one less; nothing is asked of another host."""
    with browser.new_context() as context:
        page = context.new_page()
        weights: dict[str, int] = {}

        def weigh(response: Response) -> None:
            assert response.url.startswith((site, "data:")), response.url
            weights.setdefault(response.url, len(gzip.compress(response.body(), 6)))

        page.on("response", weigh)
        page.goto(f"{site}pages/004-ba639974d9f8cf50/", wait_until="networkidle")
        first = sum(weights.values())
        page.goto(f"{site}pages/002-115a21c0de3ff03d/", wait_until="networkidle")
        assert first <= FIRST_VIEW
        assert sum(weights.values()) - first <= NEXT_VIEW
