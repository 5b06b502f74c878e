"""The main job: what a page costs, stage by stage, and the whole build."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from builder.build import build
from builder.lexicon import load_lexicon
from builder.pipeline import STAGES
from builder.read import read_pages
from tests.conftest import ROOT

ROUNDS = 5


def main() -> None:
    """Print milliseconds a page for each stage, and seconds for a first and a second build of the five seeds."""
    lexicon = load_lexicon()
    pages, _ = read_pages(ROOT / "seeds")
    costs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for page in pages:
            for stage in STAGES:
                start = time.perf_counter()
                page = stage(page, lexicon)
                costs.setdefault(stage.__name__, []).append(1000 * (time.perf_counter() - start))
    for name, values in costs.items():
        print(f"{name:<16} {median(values):8.2f} ms a page (median), {max(values):8.2f} ms (worst)")
    with tempfile.TemporaryDirectory() as folder:
        for run in ("first", "second"):
            start = time.perf_counter()
            changes = build(ROOT / "seeds", Path(folder), lexicon).changes
            print(
                f"{run} build       {time.perf_counter() - start:6.2f} s, {len(changes.written)} files written"
            )


if __name__ == "__main__":
    main()
