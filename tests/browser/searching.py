"""How a reader searches: types a query, waits for its result, reads it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit


def search_page(visit: Visit) -> str:
    """Path of the search page below the site."""
    return "search/" if visit.origin.startswith("http") else "search.html"


def ask(page: Page, query: str) -> Locator:
    """Type a query on the search page and wait for its result; returns the status."""
    page.locator("main [data-search=query]").fill(query)
    return settled(page, query)


def settled(page: Page, query: str) -> Locator:
    """The status, once it shows the result of a query."""
    status = page.locator("main [data-search=status]")
    expect(status).to_have_attribute("data-query", query)
    expect(status).to_have_attribute("data-state", "done")
    return status


def found(page: Page) -> list[str]:
    """Ids of what the search page shows."""
    hits: list[str] = page.evaluate(
        "[...document.querySelectorAll('main [data-search=hit]')].map(a => a.dataset.article)"
    )
    return hits
