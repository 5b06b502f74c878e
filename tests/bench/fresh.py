"""
Prints how the sets that were written unseen are read.

    python -m tests.bench.fresh          the figures
    python -m tests.bench.fresh -v       the cases that are wrong, too
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.bench.meaning import district_pairs, figure_pairs, precision_recall, show
from tests.casefiles import Row, article_facts, date_faults, date_page, fresh_sets, read, read_case, row

Pairs = list[tuple[Counter[Any], Counter[Any]]]


def article_pairs(cases: Iterable[dict[str, Any]]) -> tuple[Pairs, Pairs, int]:
    """Mentions and rows of figures, found and there, of whole articles; and how many have a wrong district."""
    mentions: Pairs = []
    rows: Pairs = []
    wrong = 0
    for case in cases:
        district, named, figures = article_facts(read_case(case))
        own = case.get("district", "")
        expected: Counter[Row] = Counter(row(line, own) for line in case["figures"])
        mentions.append((Counter(named), Counter(set(case["mentions"]))))
        rows.append((figures, expected))
        if district != case.get("district"):
            wrong += 1
            show(case["headline"], "district", district)
        if named != set(case["mentions"]):
            show(case["headline"], "mentions", sorted(named), "≠", case["mentions"])
        if figures != expected:
            show(case["headline"], "found", [*(figures - expected)], "missed", [*(expected - figures)])
    return mentions, rows, wrong


def main() -> None:
    """Print all figures of all sets."""
    for name, part in fresh_sets().items():
        print(name)
        articles = part.get("article", [])
        mentions, rows, wrong = article_pairs(articles)
        sentences = list(district_pairs(part.get("districts", {})))
        figures = list(figure_pairs(part.get("figures", {}), part.get("own", "大足区")))
        print(f"  articles: {len(articles)}, {wrong} with a wrong district")
        print(f"  mentions, articles: {precision_recall(mentions)}")
        print(f"  mentions, sentences: {precision_recall(sentences)}")
        print(f"  mentions, all: {precision_recall(mentions + sentences)}")
        print(f"  figures, articles: {precision_recall(rows)}")
        print(f"  figures, sentences: {precision_recall(figures)}")
        print(f"  figures, all: {precision_recall(rows + figures)}")
        faults = [(case["headline"], date_faults(case, read_case(case).date)) for case in articles] + [
            (case["text"][0][:20], date_faults(case, read(date_page(case)).date))
            for case in part.get("date", [])
        ]
        for headline, fault in faults:
            if fault:
                show(headline, fault)
        print(f"  dates: {len(faults)} pages, {sum(bool(fault) for _, fault in faults)} wrong")


if __name__ == "__main__":
    main()
