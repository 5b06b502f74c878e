"""Builds batches of bad seeds, and looks at all that comes out."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from builder import work
from builder.build import Outcome, build
from builder.catalog import FILE, with_entries
from builder.errors import CatalogError
from builder.lexicon import Lexicon
from builder.read import read_pages
from tests.fuzz.catalogs import catalog_case
from tests.fuzz.checks import docs_faults, read_json, site_faults
from tests.fuzz.hostile import NAMES
from tests.fuzz.seeds import ROOT, seed_case
from tests.test_build import assert_nothing_lost

CATALOGS = 20
"""Bad catalogues tried on each batch; one of them is what it is built with."""
FAULT = "this is a fault of the builder"
"""Words of a problem that tells of one."""


@dataclass
class Report:
    """What a run found."""

    seeds: int = 0
    published: int = 0
    catalogs: int = 0
    sites: int = 0
    """Pages that passed through MkDocs."""
    seconds: list[tuple[float, str]] = field(default_factory=list)
    """CPU seconds of each page, and the name of its seed."""
    faults: list[str] = field(default_factory=list)


def file_name(number: int) -> str:
    """A name for a seed; each tenth is one that means something to somebody."""
    source = Random(f"name {number}")
    return f"{source.choice(NAMES)}{number:06}.txt" if source.random() < 0.1 else f"{number:06}.txt"


def run_batch(numbers: Sequence[int], lexicon: Lexicon, report: Report, *, with_site: bool) -> None:
    """Build the seeds of those numbers with a bad catalogue, and look at what comes out."""
    with tempfile.TemporaryDirectory() as room:
        seeds, docs = Path(room, "seeds"), Path(room, "docs")
        seeds.mkdir()
        for number in numbers:
            (seeds / file_name(number)).write_bytes(seed_case(number))
        try:
            _try_catalogs(seeds, numbers, report)
            outcome = _timed_build(seeds, docs, lexicon, report)
            _look_at(outcome, docs, report)
            if with_site:
                _build_site(outcome, Path(room), report)
        except Exception:
            report.faults.append(f"batch from {numbers[0]}: {traceback.format_exc()}")


def _try_catalogs(seeds: Path, numbers: Sequence[int], report: Report) -> None:
    """Read bad catalogues one by one; the last that can be read at all stays."""
    pages, _ = read_pages(seeds)
    names = [page.seed.file for page in pages]
    good = b""
    for number in range(numbers[0] * CATALOGS, (numbers[0] + 1) * CATALOGS):
        data = catalog_case(number, names[:20])
        (seeds / FILE).write_bytes(data)
        report.catalogs += 1
        try:
            with_entries(pages, seeds)
            good = data
        except CatalogError:
            continue
        except Exception:
            report.faults.append(f"catalogue {number}: {traceback.format_exc()}")
    (seeds / FILE).write_bytes(good)


@contextmanager
def _timed(report: Report) -> Iterator[None]:
    def timed(task: work._Task, **others: Any) -> work._Texts:
        start = time.process_time()
        try:
            return do_work(task, **others)
        finally:
            report.seconds.append((time.process_time() - start, task.page.seed.file))

    do_work = work._work
    with patch.object(work, "_work", timed):
        yield


def _timed_build(seeds: Path, docs: Path, lexicon: Lexicon, report: Report) -> Outcome:
    with _timed(report):
        outcome = build(seeds, docs, lexicon, workers=1)
    report.seeds += len(list(seeds.glob("*.txt")))
    report.published += len(outcome.archive.pages)
    report.faults += [str(problem) for problem in outcome.problems if FAULT in problem.what]
    return outcome


def _look_at(outcome: Outcome, docs: Path, report: Report) -> None:
    report.faults += docs_faults(docs)
    records = read_json(docs / "data" / "archive.json")["pages"]
    for page, record in zip(outcome.archive.pages, records, strict=True):
        try:
            assert_nothing_lost(page.seed.text, record)
        except AssertionError:
            report.faults.append(f"{page.seed.file}: text lost or doubled")


def _build_site(outcome: Outcome, room: Path, report: Report) -> None:
    """Let MkDocs build what the builder wrote, in its strict mode; the builder's own problems are told already."""
    for path in (ROOT / "docs").glob("*.md"):
        shutil.copy(path, room / "docs")
    built = replace(outcome, problems=(), read=lambda: outcome.archive)
    folders = {"docs_dir": str(room / "docs"), "site_dir": str(room / "site")}
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, **folders)
    hook = sys.modules["overrides/hooks/run_builder.py"]
    with patch.object(hook, "build", lambda *_, **__: built):
        build_site(config)
    report.sites += len(outcome.archive.pages)
    report.faults += site_faults(room / "site")
