"""
Prints how right districts, dates and figures are, and what they cost.

    python -m tests.bench.meaning        the figures
    python -m tests.bench.meaning -v     the cases that are wrong, too
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from builder.model import Figure
from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.casefiles import Row, date_faults, date_page, figure_rows, gold_match, row, tables
from tests.factories import GOLD, SEEDS, gold_page, lexicon

T = TypeVar("T")
OWN = "大足区"
RUNS = 5


def show(*words: object) -> None:
    """Print what is wrong, where that is asked for."""
    if "-v" in sys.argv:
        print("   ", *words)


def precision_recall(pairs: Iterable[tuple[Counter[T], Counter[T]]]) -> str:
    """Precision and recall of what was found against what is there, over all sentences."""
    pairs = list(pairs)
    right = sum((got & expected).total() for got, expected in pairs)
    found = sum(got.total() for got, _ in pairs)
    there = sum(expected.total() for _, expected in pairs)
    return f"{len(pairs)} cases, precision {right / max(found, 1):.3f}, recall {right / max(there, 1):.3f}"


def district_pairs(part: dict[str, list[str]]) -> Iterable[tuple[Counter[str], Counter[str]]]:
    """Districts found in each case sentence, and those that are there."""
    for text, expected in part.items():
        got = {name.district for name in lexicon().places.find(text)}
        if got != set(expected):
            show(text, sorted(got), "≠", expected)
        yield Counter(got), Counter(set(expected))


def figure_pairs(part: dict[str, list[str]], own: str = OWN) -> Iterable[tuple[Counter[Row], Counter[Row]]]:
    """Rows found in each case, and those that are there."""
    for text, words in part.items():
        got, expected = figure_rows(text, own), Counter(row(line, own) for line in words)
        if got != expected:
            show(text, "found", [*(got - expected)], "missed", [*(expected - got)])
        yield got, expected


def wrong_dates() -> list[dict[str, Any]]:
    """The cases of dates whose answer is wrong."""
    cases = [
        (case, date_faults(case, find_dates(date_page(case), lexicon()).date))
        for case in tables("dates.toml")["case"]
    ]
    for case, faults in cases:
        if faults:
            show(case, faults)
    return [case for case, faults in cases if faults]


def gold_figures() -> str:
    """Precision and recall on the seeds, of plain rows and of all."""
    gold: list[dict[str, Any]] = json.loads((GOLD / "figures.json").read_text("utf-8"))
    found = [(name, figure) for name in SEEDS for figure in _figures(name)]
    taken: set[int] = set()
    wrong: list[Figure] = []
    for name, figure in found:
        hits = (
            i for i, g in enumerate(gold) if i not in taken and g["seed"] == name and gold_match(figure, g)
        )
        hit = next(hits, None)
        if hit is None:
            wrong.append(figure)
            show("not in the gold:", figure.place, figure.indicator, figure.quote)
        else:
            taken.add(hit)
    plain = [i for i, g in enumerate(gold) if not (g["scope"] or g["doubtful"] or g["increment"])]
    plain_found = [figure for _, figure in found if not (figure.scope or figure.increment)]
    plain_wrong = [figure for figure in wrong if not (figure.scope or figure.increment)]
    return (
        f"plain rows: precision {1 - len(plain_wrong) / len(plain_found):.3f}, recall {len(taken & set(plain)) / len(plain):.3f}; "
        f"all rows: precision {1 - len(wrong) / len(found):.3f}, recall {len(taken) / len(gold):.3f}"
    )


def _figures(name: str) -> tuple[Figure, ...]:
    return find_figures(find_places(find_dates(gold_page(name), lexicon()), lexicon()), lexicon()).figures


def costs() -> dict[str, float]:
    """Milliseconds of one core that each stage takes for a page: the best of some runs over the seeds."""
    pages = [gold_page(name) for name in SEEDS]
    spent: dict[str, float] = {}
    for stage in (find_dates, find_places, find_figures):
        runs = []
        for _ in range(RUNS):
            start = time.process_time()
            done = [stage(page, lexicon()) for page in pages]
            runs.append((time.process_time() - start) * 1000 / len(pages))
        spent[stage.__name__] = min(runs)
        pages = done
    return spent


def main() -> None:
    """Print all figures."""
    for name, part in tables("districts.toml").items():
        print(f"districts, {name}: {precision_recall(district_pairs(part))}")
    print(f"dates: {len(tables('dates.toml')['case'])} pages, {len(wrong_dates())} wrong")
    for name, part in tables("figures.toml").items():
        print(f"figures, {name}: {precision_recall(figure_pairs(part))}")
    print(f"figures, seeds: {gold_figures()}")
    for name, milliseconds in costs().items():
        print(f"{name}: {milliseconds:.1f} ms a page")


if __name__ == "__main__":
    main()
