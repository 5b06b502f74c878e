"""Search in Chromium: right article first, exactness, bytes, time, size; at 5 and 1,000 pages, with --large at 10,000."""

from __future__ import annotations

import argparse
import gzip
import random
import re
import resource
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from builder.publish.search import FOLDER
from builder.search.folding import SPACE, fold
from builder.search.index import Index, index_files
from tests.bench.corpus import made_index, seed_index
from tests.browser.conftest import ARGUMENTS, CHROMIUM, mkdocs_build

RANDOM_QUERIES = 500
COSTED_QUERIES = 40
"""Each in a fresh browser context, so that nothing is kept from the one before."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One archive to search, and its texts as a scan sees them."""

    index: Index
    texts: list[tuple[str, str]]
    """Id of the article or page, and a field's folded text without white space."""


@dataclass(frozen=True, slots=True)
class Known:
    """A query with one right answer."""

    query: str
    right: str


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """A tab that is closed while it still loads is no fault."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also measure 10,000 pages (minutes, 3 GB of memory)"
    )
    options, _ = parser.parse_known_args()
    sizes = [0, 1_000] + ([10_000] if options.large else [])
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        mkdocs_build(folder / "http" / "repo")
        mkdocs_build(folder / "disk", OFFLINE="true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with _served(folder / "http") as address:
            for size in sizes:
                _measure(browser, folder, address, made_index(size) if size else seed_index())


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()


def _measure(browser: Browser, folder: Path, address: str, index: Index) -> None:
    print(f"\n{len(index.pages):,} pages")
    _measure_build(index, folder)
    corpus = Corpus(index, _texts(index))
    tab = browser.new_page()
    tab.goto(address + "search/")
    _measure_ranking(tab, _known(index))
    _measure_exactness(tab, corpus)
    tab.close()
    queries = _pieces(corpus, random.Random(2), COSTED_QUERIES)
    _measure_cost(browser, "http", address + "search/", folder / "http" / "repo", queries)
    _measure_cost(browser, "disk", (folder / "disk" / "search.html").as_uri(), folder / "disk", queries)
    _measure_idle(browser, address, folder / "http" / "repo")


def _measure_build(index: Index, folder: Path) -> None:
    """Write the index twice, for http and for disk, timing the first."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu, size, count = time.perf_counter(), time.process_time(), 0, 0
    target = folder / "http" / "repo" / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    for name, content in index_files(index):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
        size, count = size + len(content), count + 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"index            {size / 1e6:.1f} MB in {count:,} files, built in {time.perf_counter() - start:.1f} s "
        f"({time.process_time() - cpu:.1f} s of the processor), {grown:.0f} MB more memory at its peak"
    )
    shutil.rmtree(folder / "disk" / FOLDER, ignore_errors=True)
    shutil.copytree(target, folder / "disk" / FOLDER)


def _texts(index: Index) -> list[tuple[str, str]]:
    return [
        (f"{page.id}-{unit.anchor}" if unit.anchor else page.id, fold(field.text).replace(SPACE, ""))
        for page in index.pages
        for unit in page.units
        for field in (*unit.head, *unit.body)
    ]


def _pieces(corpus: Corpus, source: random.Random, count: int) -> list[str]:
    """Pieces of the texts, 1 to 8 characters long, wherever words begin or end."""
    pieces: list[str] = []
    while len(pieces) < count:
        text = source.choice(corpus.texts)[1]
        start = source.randrange(len(text)) if text else 0
        piece = text[start : start + source.randint(1, 8)]
        if piece and not piece.startswith(('"', "-")):
            pieces.append(piece)
    return pieces


def _known(index: Index) -> list[Known]:
    """Parts of headlines, with and without a word of the text, for which only one article has the part in its headline."""
    units = [(page, unit) for page in index.pages for unit in page.units if unit.anchor and unit.headline]
    parts: dict[str, set[str]] = {}
    for page, unit in units:
        for part in re.split(r"[\s，、。“”：—]+", unit.headline):
            for size in (4, 6, 8):
                if len(part) >= size:
                    parts.setdefault(fold(part[:size]), set()).add(f"{page.id}-{unit.anchor}")
    heads = "\n".join(fold(unit.headline) for _, unit in units) + "\n".join(
        fold(field.text)
        for page in index.pages
        for unit in page.units
        if not unit.anchor
        for field in unit.head
    )
    single = [Known(part, right.copy().pop()) for part, right in sorted(parts.items()) if len(right) == 1]
    chosen = random.Random(3).sample(single, min(len(single), 400))
    return [known for known in chosen if heads.count(known.query) == 1][:150]


def _ask(tab: Tab, query: str) -> dict[str, Any]:
    """Put a query to the search page; what it says when it is done: state, count, ids."""
    answer: dict[str, Any] = tab.evaluate(
        """query => new Promise(resolve => {
          const box = document.querySelector("main [data-search=query]")
          const status = document.querySelector("main [data-search=status]")
          const tell = () => {
            const {state, count} = status.dataset
            if (state === "error" || (state === "done" && status.dataset.query === query)) {
              observer.disconnect()
              const hits = [...document.querySelectorAll("main [data-search=hit]")]
              resolve({state, count: Number(count), ids: hits.map(hit => hit.dataset.article), time: performance.now() - start})
            }
          }
          const observer = new MutationObserver(tell)
          observer.observe(status, {attributes: true})
          const start = performance.now()
          box.value = query
          box.dispatchEvent(new Event("input", {bubbles: true}))
        })""",
        query,
    )
    return answer


def _measure_ranking(tab: Tab, known: list[Known]) -> None:
    right = sum(_ask(tab, item.query)["ids"][:1] == [item.right] for item in known)
    print(f"right first      {right} of {len(known)} ({right / len(known):.3f})")


def _measure_exactness(tab: Tab, corpus: Corpus) -> None:
    """Compare with a scan: all ids where 200 or fewer are found, the count and the first 200 otherwise."""
    missed = false = wanted = 0
    by_id: dict[str, list[str]] = {}
    for identity, text in corpus.texts:
        by_id.setdefault(identity, []).append(text)
    joined = {identity: "\n".join(texts) for identity, texts in by_id.items()}
    for query in _pieces(corpus, random.Random(1), RANDOM_QUERIES):
        there = {identity for identity, text in joined.items() if query in text}
        answer = _ask(tab, query)
        wanted += len(there)
        missed += max(0, len(there) - answer["count"])
        false += len(set(answer["ids"]) - there) + max(0, answer["count"] - len(there))
    print(
        f"exact            recall {1 - missed / wanted:.4f}, {false} false, {RANDOM_QUERIES} queries, {wanted:,} hits"
    )


def _measure_cost(browser: Browser, label: str, address: str, root: Path, queries: list[str]) -> None:
    """Bytes (gzip) and time from an idle page to the first results."""
    sizes, times = [], []
    for query in queries:
        tab = browser.new_context().new_page()
        tab.goto(address, wait_until="networkidle")
        loaded = _requests(tab)
        times.append(_ask(tab, query)["time"])
        sizes.append(sum(_gzipped(root, url) for url in loaded))
        tab.context.close()
    print(
        f"{label:<16} {median(sizes) / 1000:.0f} KB (median), {max(sizes) / 1000:.0f} KB (worst); "
        f"{median(times):.0f} ms (median), {max(times):.0f} ms (worst)"
    )


def _requests(tab: Tab) -> list[str]:
    """Addresses that a tab asks for; grows as it does."""
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url))
    return loaded


def _gzipped(root: Path, url: str) -> int:
    name = urlsplit(url).path.split(FOLDER)[-1]
    return len(gzip.compress((root / FOLDER / name.strip("/")).read_bytes())) if FOLDER in url else 0


def _measure_idle(browser: Browser, address: str, root: Path) -> None:
    tab = browser.new_page()
    loaded = _requests(tab)
    tab.goto(address, wait_until="networkidle")
    paths = [urlsplit(url).path.removeprefix("/repo/") or "index.html" for url in loaded]
    total = sum(len(gzip.compress((root / path).read_bytes())) for path in paths)
    tab.close()
    index = sum(FOLDER in path for path in paths)
    print(f"idle page        {total / 1000:.1f} KB gzip in {len(paths)} files, {index} of the index")


if __name__ == "__main__":
    main()
