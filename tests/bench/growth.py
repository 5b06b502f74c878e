"""Growth: time, memory and size at 1,000 seeds, with --large at 10,000, beside stock Material; and the preview of five."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.made_seeds import write_seeds
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.conftest import ROOT

BULK = ("assets/search", "data")
"""Folders of a site whose size is not that of its pages."""
SAVES = 3
"""Times that a seed is saved in the preview."""
STOCK = """\
site_name: 报纸档案
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: zh}}]
markdown_extensions: [tables]
nav: [index.md, pages/index.md, districts/index.md, figures/index.md, about.md]
"""
"""Material as it comes, with its own search, which cuts Chinese into words by jieba."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    processor: float
    """Seconds of all cores together: what is left of a noisy machine's seconds."""
    memory: float
    """MB at the peak, of all its processes together."""
    output: str

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.processor:.1f} s of the processor), {self.memory:.0f} MB"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also measure 10,000 seeds (an hour, 4 GB of disk)"
    )
    parser.add_argument("--seeds", type=int, help="measure this number of seeds alone")
    options, _ = parser.parse_known_args()
    sizes = [options.seeds] if options.seeds else [1_000] + ([10_000] if options.large else [])
    with tempfile.TemporaryDirectory() as name:
        costs = {count: _measure(Path(name, str(count)), count) for count in sizes}
        if len(costs) > 1:
            first, last = costs.values()
            print(f"\n10 times the seeds  {last.seconds / first.seconds:.1f} times as long")
        _measure_preview(Path(name, "preview"))


def _measure(folder: Path, count: int) -> Cost:
    print(f"\n{count:,} seeds")
    _lay_project(folder)
    write_seeds(folder / "seeds", count)
    cold = _run("mkdocs", "build", cwd=folder)
    stock = _run("mkdocs", "build", cwd=_lay_stock(folder))
    print(f"stock Material   {stock}")
    ratio, warnings = cold.seconds / stock.seconds, cold.output.count("WARNING")
    print(f"cold             {cold}, {ratio:.2f} times as long, {warnings} warnings")
    _measure_site(folder / "site")
    warm = _run("mkdocs", "build", cwd=folder)
    print(f"site, warm       {warm}")
    _measure_again(folder, "nothing changed")
    seed = sorted((folder / "seeds").rglob("*.txt"))[count // 2]
    seed.write_text(seed.read_text("utf-8") + "\n\n璧山区新增企业36家。\n", "utf-8")
    _measure_again(folder, "one changed")
    return cold


def _lay_project(folder: Path) -> None:
    """The project's own files in another folder, but for its seeds and what was built of them."""
    (folder / "docs").mkdir(parents=True)
    for name in ("builder", "overrides", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    for path in (ROOT / "docs").glob("*.md"):
        shutil.copy(path, folder / "docs")


def _lay_stock(folder: Path) -> Path:
    """The same Markdown, for Material as it comes; the search page has a template of its own."""
    stock = folder / "stock"
    ignored = shutil.ignore_patterns("search.md", "*.json", "*.csv", "*.sqlite", "*.zip")
    shutil.copytree(folder / "docs", stock / "docs", ignore=ignored)
    for path in (stock / "docs").rglob("*.md"):
        path.write_text(re.sub(r"^template: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (stock / "mkdocs.yml").write_text(STOCK, "utf-8")
    return stock


def _measure_site(site: Path) -> None:
    pages = {path: path.stat().st_size for path in site.rglob("*.html")}
    largest = max(pages, key=pages.__getitem__)
    whole = _size(site)
    bulk = sum(_size(site / name) for name in BULK)
    print(
        f"site             {whole:.0f} MB in {sum(1 for _ in site.rglob('*')):,} files, {whole - bulk:.0f} MB without "
        f"data and index; the largest of {len(pages):,} pages {pages[largest] / 1000:.0f} KB ({largest.relative_to(site)})"
    )


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _measure_again(folder: Path, what: str) -> None:
    before = _times(folder / "docs")
    cost = _run("builder", "build", cwd=folder)
    touched = [path for path, when in _times(folder / "docs").items() if before.get(path) != when]
    print(f"{what:<16} {cost}, {len(touched)} files touched")


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _run(*module: str, cwd: Path) -> Cost:
    """Run a module of the environment, and look at its processes while it runs."""
    start, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(
        command, cwd=cwd, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watch = _Watch(process.pid)
        output = process.communicate()[0]
        watch.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(module)} failed:\n{output}")
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, spent, watch.peak, output)


def _environment() -> Mapping[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


class _Watch:
    """Follows the memory of a process and its children; a page that several share counts once."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._done.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._done.wait(0.25):
            self.peak = max(self.peak, sum(_memory(pid) for pid in _family(self._pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return
    for child in children:
        yield from _family(child)


def _memory(pid: int) -> float:
    """MB of a process, its share of what it shares."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


def _measure_preview(folder: Path) -> None:
    """Save a seed of five, and wait until a reader's browser shows it."""
    _lay_project(folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    seed = sorted((folder / "seeds").glob("*.txt"))[0]
    page = seed.stem.replace("_", "-")
    with _served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = browser.new_page()
        tab.goto(f"{address}/pages/{page}/")
        times = []
        for number in range(SAVES):
            words = f"第{number}次保存的一句话。"
            text = seed.read_text("utf-8")
            start = time.perf_counter()
            seed.write_text(f"{text}\n\n{words}\n", "utf-8")
            tab.wait_for_function(
                "words => document.body.innerText.includes(words)", arg=words, timeout=120_000
            )
            times.append(time.perf_counter() - start)
        browser.close()
    shown = ", ".join(f"{seconds:.1f} s" for seconds in times)
    print(f"\npreview          five seeds, one saved, shown in the browser after {shown}")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command: Sequence[str] = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
    with subprocess.Popen(command, cwd=folder, env=_environment()) as process:
        try:
            _wait_for(address)
            yield f"http://{address}"
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    host, port = address.split(":")
    for _ in range(600):
        try:
            socket.create_connection((host, int(port)), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing is served at {address}")


if __name__ == "__main__":
    main()
