"""The same archive in stock Material with jieba, and in Pagefind (of npm, so Node must be there)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from builder.publish.markdown import escape
from builder.search.index import Index
from builder.search.records import PageRecord
from tests.bench.traffic import Traffic, served

PAGEFIND_PACKAGE = "pagefind@1.6.0"

QUERIES = 30
"""Of those whose right answer is known."""

FRESH = 3
"""Of these, in a tab of their own: Material loads its whole index in each."""

MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""
"""Runs a command, and says what it took: in a small process, for a child is charged what its parent holds."""

CONFIG = """
site_name: Stock
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: [zh, en], jieba: true}}]
markdown_extensions: [attr_list]
nav: [index.md]
not_in_nav: "/pages/*"
"""


@dataclass(frozen=True, slots=True)
class Rival:
    """A search to compare with, on the same site."""

    name: str
    files: str
    """Part of the paths of what it loads."""
    ready: str
    """JavaScript that settles when the search can be asked."""
    ask: str
    """JavaScript: a query to the address of the first result, empty where there is none."""


MATERIAL = Rival(
    "Material + jieba",
    "search",
    """new Promise(resolve => {
      const meta = document.querySelector(".md-search-result__meta")
      const look = () => /键入/.test(meta.textContent) ? resolve() : setTimeout(look, 10)
      document.querySelector("[data-md-component=search-query]").focus()
      look()
    })""",
    """query => new Promise(resolve => {
      const box = document.querySelector("[data-md-component=search-query]")
      const meta = document.querySelector(".md-search-result__meta")
      const put = text => { box.value = text; box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true})) }
      const until = (test, then) => test() ? then() : setTimeout(() => until(test, then), 5)
      put("")
      until(() => /键入/.test(meta.textContent), () => {
        put(query)
        const answer = () => resolve(document.querySelector(".md-search-result__link")?.href ?? "")
        until(() => /结果/.test(meta.textContent), answer)
      })
    })""",
)
PAGEFIND = Rival(
    "Pagefind",
    "pagefind",
    "0",
    """async query => {
      const {search} = await import(new URL("pagefind/pagefind.js", document.baseURI))
      const {results} = await search(query)
      return results.length ? (await results[0].data()).url : ""
    }""",
)


def measure(browser: Browser, folder: Path, index: Index, known: list[tuple[str, str]]) -> None:
    """Build both below a folder; print what they cost, and how often the page of the right article comes first."""
    docs, site = folder / "docs", folder / "site"
    (docs / "pages").mkdir(parents=True)
    (docs / "index.md").write_text("# Stock\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for page in index.pages:
        (docs / "pages" / f"{page.id}.md").write_text(_markdown(page), "utf-8")
    _run(MATERIAL, [sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, site / "search")
    _ask_all(MATERIAL, browser, site, known)
    if not (npx := shutil.which("npx")):
        print("Pagefind         not measured: there is no npx")
        return
    command = [npx, "--yes", "--loglevel=error", PAGEFIND_PACKAGE, "--quiet"]
    subprocess.run([*command, "--version"], check=True, stdout=subprocess.DEVNULL)
    _run(PAGEFIND, [*command, "--site", "site", "--root-selector", "article"], folder, site / "pagefind")
    _ask_all(PAGEFIND, browser, site, known)


def _run(rival: Rival, command: list[str], folder: Path, result: Path) -> None:
    """Run a build, and print what it took and what it wrote."""
    start = time.perf_counter()
    measured = [sys.executable, "-c", MEASURED, *command]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    usage = subprocess.run(measured, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE).stdout
    cpu, memory = map(float, usage.split()[-2:])
    size = sum(path.stat().st_size for path in result.rglob("*") if path.is_file())
    print(
        f"{rival.name:<16} {size / 1e6:.1f} MB, built in {time.perf_counter() - start:.1f} s "
        f"({cpu:.1f} s of the processor), pages and all, {memory:.0f} MB of memory"
    )


def _ask_all(rival: Rival, browser: Browser, site: Path, known: list[tuple[str, str]]) -> None:
    """Ask all queries in one tab, and a few each in a fresh one, whose bytes and time count from the page's address on."""
    with served(site) as address:
        tab = browser.new_page()
        tab.goto(address)
        tab.evaluate(rival.ready)
        firsts = [(tab.evaluate(rival.ask, query), right) for query, right in known]
        tab.close()
        right = sum(right.startswith(_page_of(url)) for url, right in firsts)
        costs = [_cost(rival, browser, address, site, query) for query, _ in known[:FRESH]]
    sizes, times = zip(*costs, strict=True)
    print(
        f"                 right page first {right / len(known):.3f} of {len(known)}; "
        f"{median(sizes) / 1000:,.0f} KB gzip beside the page, {median(times):.1f} s (medians of {FRESH})"
    )


def _cost(rival: Rival, browser: Browser, address: str, site: Path, query: str) -> tuple[int, float]:
    """Bytes of the search, and seconds, from the page's address to the first result."""
    tab = browser.new_context().new_page()
    traffic = Traffic(tab, address, site)
    start = time.perf_counter()
    tab.goto(address)
    tab.evaluate(rival.ready)
    tab.evaluate(rival.ask, query)
    spent = time.perf_counter() - start
    tab.context.close()
    return traffic.gzipped(rival.files), spent


def _page_of(url: str) -> str:
    """Id of the page at an address; what no id begins with where there is none."""
    return url.partition("/pages/")[2].split("/")[0] or "-"


def _markdown(page: PageRecord) -> str:
    """A page as stock Material gets it: its articles' headlines as headings with anchors."""
    parts = [f"# {escape(page.title)}"]
    for unit in page.units:
        if unit.anchor:
            parts.append(f"## {escape(unit.headline or '无题')} {{#{unit.anchor}}}")
        parts += [escape(field.text) for field in unit.body]
    return "\n\n".join(parts) + "\n"
