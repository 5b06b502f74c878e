"""
Prints how right districts, dates and figures are, and what they cost.

    python -m tests.bench.meaning
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable

from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.casefiles import tables
from tests.factories import SEEDS, gold_page, lexicon


def precision_recall(pairs: Iterable[tuple[Counter[str], Counter[str]]]) -> tuple[float, float, int]:
    """Precision and recall of what was found against what is there, over all sentences; and their number."""
    right = found = there = count = 0
    for got, expected in pairs:
        right += sum((got & expected).values())
        found += sum(got.values())
        there += sum(expected.values())
        count += 1
    return right / max(found, 1), right / max(there, 1), count


def district_pairs(part: str, show: bool) -> Iterable[tuple[Counter[str], Counter[str]]]:
    """Districts found in each case sentence, and those that are there."""
    for text, expected in tables("districts.toml")[part].items():
        got = Counter({name.district for name in lexicon().places.find(text)})
        if show and got != Counter(set(expected)):
            print("   ", text, sorted(got.elements()), "≠", expected)
        yield got, Counter(set(expected))


def costs() -> dict[str, float]:
    """Milliseconds of one core that each stage takes for a page, the best of five runs over the seeds."""
    pages = [gold_page(name) for name in SEEDS]
    spent: dict[str, float] = {}
    for stage in (find_dates, find_places, find_figures):
        runs = []
        for _ in range(5):
            start = time.process_time()
            done = [stage(page, lexicon()) for page in pages]
            runs.append((time.process_time() - start) * 1000 / len(pages))
        spent[stage.__name__] = min(runs)
        pages = done
    return spent


def main() -> None:
    """Print all figures; with `-v`, the cases that fail in the tuned part."""
    show = "-v" in sys.argv
    for part in ("tuned", "held"):
        precision, recall, count = precision_recall(district_pairs(part, show and (part == "tuned" or "-vv" in sys.argv)))
        print(f"districts, {part}: {count} sentences, precision {precision:.3f}, recall {recall:.3f}")
    for name, milliseconds in costs().items():
        print(f"{name}: {milliseconds:.1f} ms a page")


if __name__ == "__main__":
    main()
