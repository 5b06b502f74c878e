"""
Prints how right districts, dates and figures are, and what they cost.

    python -m tests.bench.meaning
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.casefiles import date_faults, date_page, row, tables
from tests.factories import SEEDS, gold_page, lexicon, text_page

T = TypeVar("T")
Row = tuple[str, str, str | None, str | None, str]
OWN = "大足区"


def precision_recall(pairs: Iterable[tuple[Counter[T], Counter[T]]]) -> tuple[float, float, int]:
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


def figure_rows(text: str) -> Counter[Row]:
    """Rows that the ledger takes from a sentence of an article about 大足区."""
    page = text_page(text, label=OWN)
    figures = find_figures(find_places(page, lexicon()), lexicon()).figures
    return Counter(
        (f.place, f.indicator, _number(f.value, f.unit), _number(f.change, f.change_unit), f.kind)
        for f in figures
    )


def _number(value: float | None, unit: str | None) -> str | None:
    return None if value is None else f"{value:g}" + (unit or "")


def figure_pairs(part: str, show: bool) -> Iterable[tuple[Counter[Row], Counter[Row]]]:
    """Rows found in each case sentence, and those that are there."""
    for text, words in tables("figures.toml")[part].items():
        got, expected = figure_rows(text), Counter(row(line, OWN) for line in words)
        if show and got != expected:
            print("   ", text, "\n       found", [*(got - expected)], "\n       missed", [*(expected - got)])
        yield got, expected


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
        precision, recall, count = precision_recall(
            district_pairs(part, show and (part == "tuned" or "-vv" in sys.argv))
        )
        print(f"districts, {part}: {count} sentences, precision {precision:.3f}, recall {recall:.3f}")
    for part in ("tuned", "held"):
        precision, recall, count = precision_recall(
            figure_pairs(part, show and (part == "tuned" or "-vv" in sys.argv))
        )
        print(f"figures, {part}: {count} sentences, precision {precision:.3f}, recall {recall:.3f}")
    cases = tables("dates.toml")["case"]
    faults = [(case, date_faults(case, find_dates(date_page(case), lexicon()).date)) for case in cases]
    for case, wrong in faults:
        if wrong and show:
            print("   ", case, "\n       ", wrong)
    print(f"dates: {len(cases)} pages, right {1 - sum(bool(wrong) for _, wrong in faults) / len(cases):.3f}")
    for name, milliseconds in costs().items():
        print(f"{name}: {milliseconds:.1f} ms a page")


if __name__ == "__main__":
    main()
