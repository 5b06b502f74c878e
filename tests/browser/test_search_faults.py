"""Search where something is wrong: files that are missing or broken, a seed that means ill."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import mkdocs_build, serve
from tests.browser.searching import ask, settled
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

HOSTILE = '全区<img src=x onerror="window.hit=1">建成</script><script>window.hit=1</script>项目'
RARE = '项目__proto__与constructor、toString，表情😀👨‍👩‍👧，生僻字𠮷𪚥龘，反斜杠\\与"引号"和`符号${1}'


def test_scripts(site: str, browser: Browser) -> None:
    """What search needs loads when the reader turns to it; where it does not, that is told, and a retry mends it."""
    page = browser.new_page()
    page.route("**/search-query.js", lambda route: route.abort())
    page.goto(site)
    box = page.locator("[data-search=query]")
    box.press_sequentially("潼南")
    status = page.locator("[data-search=status]")
    expect(status).to_have_attribute("data-state", "error")
    expect(status).to_be_visible()
    page.unroute("**/search-query.js")
    page.get_by_role("button", name="重试").click()
    expect(status).to_have_attribute("data-query", "潼南")
    expect(page.locator("[data-search=hit]").first).to_be_visible()


@pytest.mark.parametrize("fault", ["missing", "broken"])
@pytest.mark.parametrize("name", ["core", "grams/*", "pages/*", "text/*", "facets"])
def test_faulty_file(site: str, browser: Browser, name: str, fault: str) -> None:
    """A file of the index that is missing or broken is told, never taken for "nothing found"; a retry mends it."""
    page = browser.new_page()
    pattern = f"**/assets/search/{name}.js*"
    page.route(
        pattern,
        lambda route: route.abort() if fault == "missing" else route.fulfill(body="archiveSearch.add("),
    )
    page.goto(f"{site}search/?q={quote('柠檬')}")
    status = page.locator("main [data-search=status]")
    expect(status).to_have_attribute("data-state", "error")
    expect(status).to_contain_text("未能完整载入")
    expect(page.locator("main [data-search=hit]")).to_have_count(0)
    page.unroute(pattern)
    page.get_by_role("button", name="重试").click()
    expect(settled(page, "柠檬")).not_to_have_attribute("data-count", "0")


def test_fault_after_result(site: str, browser: Browser) -> None:
    """What fails is the new query: neither the old one nor its count stands any more, and a reload asks the new one."""
    page = browser.new_page()
    page.goto(f"{site}search/")
    ask(page, "柠檬")
    page.route("**/assets/search/text/*", lambda route: route.abort())
    page.route("**/assets/search/grams/*", lambda route: route.abort())
    page.locator("main [data-search=query]").fill("乡村振兴")
    status = page.locator("main [data-search=status]")
    expect(status).to_have_attribute("data-state", "error")
    expect(status).to_have_attribute("data-query", "乡村振兴")
    expect(status).to_have_attribute("data-count", "0")
    page.unroute("**/assets/search/text/*")
    page.unroute("**/assets/search/grams/*")
    page.reload()
    expect(settled(page, "乡村振兴")).not_to_have_attribute("data-count", "0")


def test_missing_on_disk(unzipped: str, browser: Browser) -> None:
    """From disk too."""
    page = browser.new_page()
    page.route("**/assets/search/grams/*", lambda route: route.abort())
    page.goto(f"{unzipped}search.html?q={quote('柠檬')}")
    expect(page.locator("main [data-search=status]")).to_have_attribute("data-state", "error")


@pytest.fixture(scope="module", params=["http", "file"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the search page of a site whose one seed means ill."""
    project = tmp_path_factory.mktemp("hostile") / "project"
    for name in ("docs", "builder", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "seeds").mkdir()
    (project / "seeds" / "a.txt").write_text(f"璧山 全力开门红\n\n{HOSTILE}。\n\n{RARE}。\n", "utf-8")
    site = project.parent / "www" / "repo"
    if request.param == "file":
        mkdocs_build(site, cwd=project, DIRECTORY_URLS="false")
        yield (site / "search.html").as_uri()
        return
    with serve(site.parent) as server:
        address = f"http://127.0.0.1:{server.server_port}/repo/"
        mkdocs_build(site, cwd=project, SITE_URL=address)
        yield address + "search/"
        server.shutdown()


def test_hostile(hostile: str, browser: Browser) -> None:
    """Markup, names of properties, emoji and rare characters are found and shown as text."""
    page = browser.new_page()
    page.goto(hostile)
    queries = (
        "onerror=",
        "</script>",
        "__proto__",
        "constructor",
        "tostring",
        "😀",
        "👩",
        "𠮷",
        "𠮷𪚥龘",
        "\\与",
        "${1}",
    )
    for query in queries:
        status = ask(page, query)
        assert status.get_attribute("data-count") == "1", query
        expect(page.locator("main [data-search=hit] mark").first).to_have_text(
            re.compile(re.escape(query), re.IGNORECASE)
        )
    for query in ("hasOwnProperty", "valueOf", "__", "𠮸"):
        status = ask(page, query)
        assert status.get_attribute("data-count") == ("1" if query == "__" else "0"), query
    ask(page, "onerror")
    assert not page.locator("main [data-search=hit] img").count()
    page.locator("main [data-search=hit]").first.click()
    expect(page.locator("article mark").first).to_have_text("onerror")
    assert page.evaluate("window.hit") is None
