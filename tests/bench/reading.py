"""
Measures the reading: `python -m tests.bench.reading`.

Prints each figure for the five seeds, and for generated pages of articles that no weight was fitted on. With `--roles` the
right roles are given, to tell what is lost by roles and what by order; with `--keep` the figures go into
builder/data/measured.json, which the site's page on quality shows.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from builder.lexicon import Lexicon
from builder.lossless import check_lossless
from builder.model import Page, Role, Text
from builder.stages.articles import find_articles
from builder.stages.copies import drop_copies
from builder.stages.dates import find_dates
from builder.stages.order import find_order
from builder.stages.places import find_places
from builder.stages.roles import find_roles
from builder.training.corpus import furniture, written
from builder.training.layout import Laid, lay_out
from builder.training.pages import gold_pages, raw_page
from tests.factories import GOLD, ROOT, lexicon

MEASURED = ROOT / "builder" / "data" / "measured.json"
PAGES = 200
FIRST_SEED = 100_000
JUDGED = (Role.TITLE, Role.SUBTITLE, Role.HEADLINE, Role.BYLINE, Role.CAPTION, Role.CREDIT)

Facts = dict[str, set[object]]


def seed_pages() -> Iterator[tuple[str, Laid]]:
    """The seeds with the careful reading of them."""
    return gold_pages(ROOT / "seeds", GOLD / "reading.json", lexicon())


def generated_pages() -> Iterator[tuple[str, Laid]]:
    """Pages of the test articles."""
    sources = written("test")
    for seed in range(FIRST_SEED, FIRST_SEED + PAGES):
        yield str(seed), lay_out(sources, furniture("test"), seed)


def read(laid: Laid, known: Lexicon, roles: bool = False) -> tuple[Page, float]:
    """A page as the stages read it, its districts as the gazetteer has them, and the processor seconds that the reading took."""
    page = raw_page(laid.text, known)
    begin = time.process_time()
    page = find_roles(page, known)
    if roles:
        blocks = [replace(block, role=role) for block, role in zip(page.blocks, laid.roles, strict=True)]
        page = replace(page, blocks=tuple(blocks))
    page = drop_copies(find_articles(find_order(page, known), known), known)
    took = time.process_time() - begin
    return find_places(find_dates(page, known), known), took


def right_facts(laid: Laid) -> Facts:
    """What a right reading states, as sets."""
    facts: Facts = defaultdict(set)
    for number, article in enumerate(laid.articles):
        heads, paras = article["heads"], article["paras"]
        assert isinstance(heads, list) and isinstance(paras, list)
        key = min(heads)
        _article_facts(facts, heads, paras, key)
        facts["district"].add((key, article["district"]))
        del number
    facts["roles"] = {(place, role) for place, role in enumerate(laid.roles) if role in JUDGED}
    facts["copies"] = {("copy", block) for block in laid.copies} | {("loop", block) for block in laid.loops}
    return facts


def _article_facts(facts: Facts, heads: list[int], paras: list[list[int]], key: int) -> None:
    facts["membership"] |= {(block, key) for block in (*heads, *(b for p in paras for b in p))}
    facts["joins"] |= {pair for blocks in paras for pair in itertools.pairwise(blocks)}
    facts["order"] |= {(one[0], other[0]) for one, other in itertools.pairwise(paras)}


def read_facts(page: Page) -> Facts:
    """What the stages' reading states, as sets."""
    facts: Facts = defaultdict(set)
    start = {block.span.start: block.index for block in page.blocks}

    def blocks(texts: Iterable[Text | None]) -> list[int]:
        return [start[span.start] for text in texts if text for span in text.spans if span.start in start]

    for article in page.articles:
        heads = blocks((article.label, article.headline, article.byline))
        paras = [found for paragraph in article.paragraphs if (found := blocks([paragraph.text]))]
        if heads or paras:
            key = min(heads or paras[0])
            _article_facts(facts, heads, paras, key)
            facts["district"].add((key, article.district))
    facts["roles"] = {(block.index, block.role) for block in page.blocks if block.role in JUDGED}
    for dropped in page.dropped:
        kind = {"duplicate": "copy", "loop": "loop"}.get(dropped.reason)
        for span in dropped.spans if kind else ():
            facts["copies"].add((kind, _holding(page, span.start)))
    return facts


def _holding(page: Page, offset: int) -> int:
    return next(block.index for block in page.blocks if block.span.start <= offset < block.span.end)


FIGURES = ("joins", "membership", "order", "roles", "district", "copies")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the reading of some pages scored."""

    pages: int
    scores: dict[str, float]
    """F1 by figure."""
    sure: dict[int, tuple[int, int]]
    """Of the joins given a probability by tenth (9 is 0.9 to 1): how many are right, and how many there are."""
    seconds: list[float]
    errors: dict[str, dict[str, int]]
    """Facts missed and false, by kind of page and figure."""


def measure(pages: Iterable[tuple[str, Laid]], roles: bool = False, verbose: bool = False) -> Measured:
    """Read some pages and compare every figure with the right reading."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    seconds, sure = [], defaultdict(list)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, laid in pages:
        page, took = read(laid, lexicon(), roles)
        check_lossless(page)
        seconds.append(took)
        right, found = right_facts(laid), read_facts(page)
        for figure in FIGURES:
            hits[figure] += 2 * len(right[figure] & found[figure])
            sizes[figure] += len(right[figure]) + len(found[figure])
            kinds[laid.kind][figure] += len(right[figure] ^ found[figure])
            if verbose and right[figure] != found[figure]:
                print(f"  {name} {laid.kind} {figure}: missed {sorted(map(str, right[figure] - found[figure]))[:6]}"
                      f" false {sorted(map(str, found[figure] - right[figure]))[:6]}")  # fmt: skip
        for join in page.joins:
            sure[min(int(join.probability * 10), 9)].append((join.before, join.after) in right["joins"])
    return Measured(
        len(seconds),
        {figure: hits[figure] / sizes[figure] if sizes[figure] else 1.0 for figure in FIGURES},
        {tenth: (sum(outcomes), len(outcomes)) for tenth, outcomes in sorted(sure.items())},
        seconds,
        {kind: dict(counts) for kind, counts in kinds.items()},
    )


def show(measured: Measured) -> None:
    """Print every figure."""
    for figure, score in measured.scores.items():
        print(f"{figure:<12}{score:.4f}")
    milliseconds = [1000 * second for second in measured.seconds]
    print(f"ms a page   median {statistics.median(milliseconds):.0f}, most {max(milliseconds):.0f}")
    for tenth, (right, count) in measured.sure.items():
        print(f"joins given {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: {right} of {count} right")
    print("errors by kind:", measured.errors)


def keep(corpora: dict[str, Measured]) -> None:
    """Write what the page on the archive's quality tells of the reading; times are not among it, they are the machine's."""
    record = {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "command": "python -m tests.bench.reading --keep",
        "corpora": {
            name: {
                "pages": one.pages,
                "scores": {figure: round(score, 4) for figure, score in one.scores.items()},
                "joins": [
                    {"from": tenth / 10, "right": right, "count": n} for tenth, (right, n) in one.sure.items()
                ],
            }
            for name, one in corpora.items()
        },
    }
    MEASURED.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def main() -> None:
    """Measure both."""
    roles, verbose = "--roles" in sys.argv, "-v" in sys.argv
    corpora: dict[str, Measured] = {}
    for name, title, pages in (
        ("seeds", "five seeds", seed_pages()),
        ("generated", f"{PAGES} generated pages of unseen articles", generated_pages()),
    ):
        print(f"\n{title}")
        corpora[name] = measure(pages, roles, verbose)
        show(corpora[name])
    if "--keep" in sys.argv and not roles:
        keep(corpora)


if __name__ == "__main__":
    main()
