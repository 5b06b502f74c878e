"""What the archivist says reaches readers: new addresses, withdrawn pages, corrections, and where to report errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, copy_project, mkdocs_build, on_tab, serve

pytestmark = pytest.mark.browser

MOVED, WITHDRAWN = "004-ba639974d9f8cf50", "000-be14e87c061d3500"
REPOSITORY = "https://github.com/somebody/archive"
CATALOG = {
    MOVED: {
        "slug": "2025-07-25-p3",
        "aliases": ["old-address"],
        "corrections": [
            {"line": 47, "words": "5.1%", "right": "15.1%", "why": "据原报"},
            {"split": [17, 19], "why": "据原报"},
        ],
    },
    WITHDRAWN: {"withdrawn": True, "note": "应权利人要求"},
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of a site with such a catalogue and a repository: below a sub-path, and from disk."""
    folder = tmp_path_factory.mktemp("archivist")
    project = copy_project(folder / "project")
    (project / "seeds" / "catalog.yml").write_text(json.dumps(CATALOG), "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nrepo_url: {REPOSITORY}\n")
    disk = folder / "报纸 档案"
    with serve(folder / "www") as server:
        address = f"http://127.0.0.1:{server.server_port}/repo/"
        mkdocs_build(folder / "www" / "repo", project, SITE_URL=address)
        mkdocs_build(disk, project, DIRECTORY_URLS="false")
        yield {"http": address, "file": disk.as_uri() + "/"}
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def tab(request: pytest.FixtureRequest, sites: dict[str, str], browser: Browser) -> Iterator[Visit]:
    """A tab on that site."""
    yield from on_tab(browser, sites[request.param])


def page_at(tab: Visit, name: str) -> str:
    """Path of a newspaper page."""
    return f"pages/{name}.html" if tab.origin.startswith("file:") else f"pages/{name}/"


@pytest.mark.parametrize("former", [MOVED, "old-address"])
def test_redirect(tab: Visit, former: str) -> None:
    """A former address leads to the present one, and to the same paragraph."""
    tab.open(f"{page_at(tab, former)}#l47")
    tab.page.wait_for_url(f"{tab.origin}{page_at(tab, '2025-07-25-p3')}#l47")
    expect(tab.page.locator(":target")).to_contain_text("上半年，全区GDP增长")


def test_redirect_without_script(sites: dict[str, str], browser: Browser) -> None:
    """So it does without JavaScript, but for the paragraph."""
    for kind, path in (("http", "pages/old-address/"), ("file", "pages/old-address.html")):
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(sites[kind] + path)
        expect(page.get_by_role("heading", level=1)).to_contain_text("交出三季度经济社会发展高分报表")
        page.context.close()


def test_withdrawn(tab: Visit) -> None:
    """A withdrawn page says at its address that it is, and why; no list, no search and no feed leads to its text."""
    tab.open(page_at(tab, WITHDRAWN))
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("此版面已撤下")
    expect(tab.page.get_by_role("article")).to_contain_text("应权利人要求")
    expect(tab.page.get_by_role("link", name="对照原文")).to_have_count(0)
    expect(tab.page.locator("meta[name=robots][content=noindex]")).to_have_count(1)
    tab.open("pages/index.html")
    expect(tab.page.get_by_role("article").get_by_role("listitem")).not_to_have_count(0)
    expect(tab.page.locator(f"article a[href*='{WITHDRAWN}']")).to_have_count(0)


def test_data(tab: Visit) -> None:
    """The data page leads to the releases, where the repository is known, and its files tell of all this."""
    tab.open("data/index.html")
    link = tab.page.get_by_role("link", name="发布（Releases）")
    assert link.get_attribute("href") == f"{REPOSITORY}/releases"
    for name, words in (
        ("corrections.csv", "words,15.1%,5.1%,据原报"),
        ("withdrawn.csv", f"{WITHDRAWN},应权利人要求"),
    ):
        with tab.page.expect_download() as download:
            tab.page.get_by_role("link", name=name).first.evaluate(
                "link => { link.download = ''; link.click(); }"
            )
        assert words in Path(download.value.path()).read_text("utf-8-sig")


def test_withdrawn_files(sites: dict[str, str], browser: Browser) -> None:
    """Nothing is left of its source view and its citations, and the sitemap does not name it."""
    page = browser.new_page()
    for path in (f"sources/{WITHDRAWN}.html", f"citations/{WITHDRAWN}.html"):
        assert page.request.get(sites["http"] + path).status == 404
    assert WITHDRAWN not in page.request.get(sites["http"] + "sitemap.xml").text()
    page.close()


def test_corrections(tab: Visit) -> None:
    """The page shows what was corrected with the original, one click from the line in the source view."""
    tab.open(page_at(tab, "2025-07-25-p3"))
    expect(tab.page.locator("#l47")).to_contain_text("GDP增长15.1%")
    remarks = tab.page.get_by_role("article")
    expect(remarks).to_contain_text("原文作“5.1%”，编目者更正为“15.1%”（据原报）")
    expect(remarks).to_contain_text("第 19 行不接第 17 行，另起一段；整理程序原将两行拼为一段（据原报）")
    tab.page.locator("#l47").get_by_role("link", name="原文第 47 行起").click()
    expect(tab.page.locator(":target")).to_contain_text("GDP增长5.1%")
    expect(tab.page.locator(":target")).to_contain_text("更正：“5.1%”作“15.1%”（据原报）")


def test_report(tab: Visit) -> None:
    """Where the repository is known, a report is a filled-in issue, from the paragraph and from its source view."""
    tab.open(page_at(tab, "2025-07-25-p3"))
    target = tab.page.locator("#l47").get_by_role("link", name="报告错误").get_attribute("href") or ""
    assert target.startswith(f"{REPOSITORY}/issues/new?")
    query = parse_qs(urlsplit(target).query)
    assert f"{MOVED}-l47" in query["title"][0]
    assert "第 47 行" in query["body"][0]
    assert "全区GDP增长" in query["body"][0]
    assert len(target) < 8_000
    tab.open(f"sources/{MOVED}.html#report-l47")
    link = tab.page.locator(":target").get_by_role("link", name="在代码仓库中报告")
    assert link.get_attribute("href") == target
