"""
Search in Chromium: right article first, exactness, bytes, time, size, beside Material's own search and Pagefind.

At 5 and 1,000 pages; with --large at 10,000 too, without the others, which take hours there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from builder.publish.search import FOLDER
from builder.search.folding import SPACE, fold
from builder.search.index import Index, index_files
from builder.search.records import PageRecord, Unit
from tests.bench import rivals
from tests.bench.corpus import made_index, seed_index
from tests.bench.traffic import Traffic, served
from tests.browser.conftest import ARGUMENTS, CHROMIUM, mkdocs_build

RANDOM_QUERIES = 500
KNOWN_QUERIES = 50
"""Of each kind."""
COSTED_QUERIES = 40
"""Each in a fresh browser context, so that nothing is kept from the one before."""


@dataclass(frozen=True, slots=True)
class Known:
    """A query with one right answer."""

    query: str
    right: str
    """Id of the article."""


@dataclass(frozen=True)
class Corpus:
    """One archive to search, and its texts as a scan sees them."""

    index: Index

    @cached_property
    def texts(self) -> dict[str, str]:
        """The fields of each article and page, folded, without white space, a line each."""
        return {
            _id(page, unit): "\n".join(
                fold(field.text).replace(SPACE, "") for field in (*unit.head, *unit.body)
            )
            for page in self.index.pages
            for unit in page.units
        }

    @cached_property
    def whole(self) -> str:
        """All texts."""
        return "\n\n".join(self.texts.values())

    @cached_property
    def heads(self) -> list[str]:
        """Headlines and what else stands in a head, each by itself."""
        return [fold(field.text) for page in self.index.pages for unit in page.units for field in unit.head]

    @cached_property
    def headlines(self) -> str:
        """All heads."""
        return "\n".join(self.heads)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also measure 10,000 pages (5 GB of memory)")
    parser.add_argument("--pages", type=int, help="measure this number of pages alone")
    parser.add_argument("--build", nargs=2, metavar=("PAGES", "FOLDER"), help="only write an index")
    options, _ = parser.parse_known_args()
    if options.build:
        _build(int(options.build[0]), Path(options.build[1]))
        return
    sizes = [options.pages] if options.pages else [0, 1_000] + ([10_000] if options.large else [])
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        mkdocs_build(folder / "http")
        mkdocs_build(folder / "disk", DIRECTORY_URLS="false")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for size in sizes:
            corpus = Corpus(_index(size))
            print(f"\n{len(corpus.index.pages):,} pages")
            _measure(browser, folder, size, corpus)
            if size <= 1_000 and not options.pages:
                known = random.Random(6).sample(list(_known(corpus)), rivals.QUERIES)
                pairs = [(item.query, item.right) for item in known]
                rivals.measure(browser, folder / "rivals" / str(size), corpus.index, pairs)


def _index(size: int) -> Index:
    return made_index(size) if size else seed_index()


def _measure(browser: Browser, folder: Path, size: int, corpus: Corpus) -> None:
    site = folder / "http"
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    shutil.rmtree(folder / "disk" / FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.search", "--build", str(size), str(site / FOLDER)]
    subprocess.run(command, check=True)
    shutil.copytree(site / FOLDER, folder / "disk" / FOLDER)
    queries = list(islice(_pieces(corpus, random.Random(2)), COSTED_QUERIES))
    with served(site) as address:
        tab = browser.new_page()
        tab.goto(address + "search/")
        _measure_ranking(tab, list(_known(corpus)))
        _measure_exactness(tab, corpus)
        tab.close()
        _measure_cost(browser, "http", address, "search/", site, queries)
        _measure_idle(browser, address, site)
    disk = (folder / "disk").as_uri() + "/"
    _measure_cost(browser, "disk", disk, "search.html", folder / "disk", queries)


def _build(size: int, folder: Path) -> None:
    """Write an index, and print what that took; in a process of its own, so that its memory can be told."""
    index = _index(size)
    before = _peak()
    start, cpu, written, count = time.perf_counter(), time.process_time(), 0, 0
    for name, content in index_files(index):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        written, count = written + len(content), count + 1
    print(
        f"index            {written / 1e6:.1f} MB in {count:,} files, built in {time.perf_counter() - start:.1f} s "
        f"({time.process_time() - cpu:.1f} s of the processor), "
        f"{_peak() - before:.0f} MB of memory beside the pages"
    )


def _peak() -> float:
    """MB that this process had at most; what `resource` tells is no less than what its parent had."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def _id(page: PageRecord, unit: Unit) -> str:
    return f"{page.id}-{unit.anchor}" if unit.anchor else page.id


def _pieces(corpus: Corpus, source: random.Random, least: int = 1, most: int = 8) -> Iterator[str]:
    """Pieces of the texts, wherever words begin or end."""
    texts = list(corpus.texts.values())
    while True:
        text = source.choice(texts)
        start = source.randrange(len(text)) if text else 0
        piece = text[start : start + source.randint(least, most)]
        if piece and "\n" not in piece and not piece.startswith(('"', "-")):
            yield piece


def _known(corpus: Corpus) -> Iterator[Known]:
    """Queries of three kinds, of each article at most one."""
    source = random.Random(3)
    articles = [
        (page, unit) for page in corpus.index.pages for unit in page.units if unit.anchor and unit.headline
    ]
    source.shuffle(articles)
    heads = ((_head_piece(unit, corpus, source), _id(page, unit), unit) for page, unit in articles)
    named = ((piece, identity, unit) for piece, identity, unit in heads if piece)
    for piece, identity, _ in islice(named, KNOWN_QUERIES):
        yield Known(piece, identity)
    for piece, identity, unit in islice(named, KNOWN_QUERIES):
        text = fold(source.choice(unit.body).text).replace(SPACE, "") if unit.body else piece
        start = source.randrange(max(1, len(text) - 4))
        yield Known(f"{piece} {text[start : start + 4].lstrip('-')}", identity)
    only = (piece for piece in _pieces(corpus, source, 6, 14) if _stands_once(piece, corpus.whole))
    for piece in islice(only, KNOWN_QUERIES):
        yield Known(piece, next(identity for identity, text in corpus.texts.items() if piece in text))


def _head_piece(unit: Unit, corpus: Corpus, source: random.Random) -> str:
    """A part of a headline that stands in no other, else two that stand together in no other; empty where there is none."""
    parts = [part for part in re.split(r"[\s，、。“”：—]+", fold(unit.headline)) if len(part) >= 4]
    pieces = [part[:size] for part in parts for size in (4, 6, 8) if len(part) >= size]
    source.shuffle(pieces)
    alone = (piece for piece in pieces if _stands_once(piece, corpus.headlines))
    pairs = [(one[:size], other[:size]) for one, other in combinations(parts, 2) for size in (4, 6, 8)]
    together = (" ".join(pair) for pair in pairs if _stand_once(pair, corpus.heads))
    return next(chain(alone, together), "")


def _stands_once(piece: str, text: str) -> bool:
    """Counting would go on behind the second, through 60 million characters."""
    first = text.find(piece)
    return first >= 0 and text.find(piece, first + 1) < 0


def _stand_once(pair: tuple[str, str], heads: list[str]) -> bool:
    """Whether two pieces stand together in one head alone."""
    holding = (head for head in heads if pair[0] in head and pair[1] in head)
    return len(list(islice(holding, 2))) == 1


def _ask(tab: Tab, query: str) -> dict[str, Any]:
    """
    Put a query to the search page.

    What it says when it is done: state, count, ids; and the milliseconds since the key till the first hit and till then.
    """
    answer: dict[str, Any] = tab.evaluate(
        """query => new Promise(resolve => {
          const box = document.querySelector("main [data-search=query]")
          const status = document.querySelector("main [data-search=status]")
          let first = 0
          const tell = () => {
            const {state, count} = status.dataset
            if (document.querySelector(".archive-hit mark")) first ||= performance.now() - start
            if (state === "error" || (state === "done" && status.dataset.query === query)) {
              observer.disconnect()
              const hits = [...document.querySelectorAll("main [data-search=hit]")]
              resolve({state, count: Number(count), ids: hits.map(hit => hit.dataset.article), first, done: performance.now() - start})
            }
          }
          const observer = new MutationObserver(tell)
          observer.observe(status.parentElement, {attributes: true, childList: true, subtree: true})
          const start = performance.now()
          box.focus()
          box.value = query
          box.dispatchEvent(new Event("input", {bubbles: true}))
        })""",
        query,
    )
    return answer


def _measure_ranking(tab: Tab, known: list[Known]) -> None:
    wrong = [item.query for item in known if _ask(tab, item.query)["ids"][:1] != [item.right]]
    print(
        f"right first      {1 - len(wrong) / len(known):.3f} of {len(known)}; wrong: {json.dumps(wrong, ensure_ascii=False)}"
    )


def _measure_exactness(tab: Tab, corpus: Corpus) -> None:
    """Compare with a scan: all ids where 200 or fewer are found, the count and the first 200 otherwise."""
    missed = false = wanted = 0
    for query in islice(_pieces(corpus, random.Random(1)), RANDOM_QUERIES):
        there = {identity for identity, text in corpus.texts.items() if query in text}
        answer = _ask(tab, query)
        wanted += len(there)
        missed += max(0, len(there) - answer["count"])
        false += len(set(answer["ids"]) - there) + max(0, answer["count"] - len(there))
    recall = 1 - missed / wanted
    print(f"exact            recall {recall:.4f}, {false} false, {RANDOM_QUERIES} queries, {wanted:,} hits")


def _measure_cost(
    browser: Browser, label: str, address: str, path: str, site: Path, queries: list[str]
) -> None:
    """Bytes and time from an idle search page to the first results, scripts and index."""
    sizes, firsts, dones, counts = [], [], [], []
    for query in queries:
        tab = browser.new_context().new_page()
        tab.goto(address + path, wait_until="networkidle")
        traffic = Traffic(tab, address, site)
        answer = _ask(tab, query)
        firsts.append(answer["first"])
        dones.append(answer["done"])
        sizes.append(traffic.gzipped())
        counts.append(len(traffic.paths))
        tab.context.close()
    print(
        f"{label:<16} {median(sizes) / 1000:.0f} KB gzip in {median(counts):.0f} files (median), "
        f"{max(sizes) / 1000:.0f} KB (worst); first hit after {median(firsts):.0f} ms (median), "
        f"{max(firsts):.0f} ms (worst), all shown after {median(dones):.0f} and {max(dones):.0f} ms"
    )


def _measure_idle(browser: Browser, address: str, site: Path) -> None:
    tab = browser.new_page()
    traffic = Traffic(tab, address, site)
    tab.goto(address, wait_until="networkidle")
    index = sum(FOLDER in path for path in traffic.paths)
    print(
        f"idle page        {traffic.gzipped() / 1000:.1f} KB gzip in {len(traffic.paths)} files, {index} of the index"
    )
    tab.close()


if __name__ == "__main__":
    main()
