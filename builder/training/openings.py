"""Counts how sentences of the training texts open; a part of `python -m builder.training.fit`."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.reading.openings import TABLES, class_of, cut_words, load_tables, signs_of
from builder.training.corpus import Source

INSIDE = 6
"""Places within each sentence that are counted beside its beginning."""


def write(articles: Sequence[Source], target: Path = TABLES) -> None:
    """Count some articles, and let what weighs openings use the counts from now on."""
    data = tables(paragraph for article in articles for paragraph in article.paragraphs)
    target.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    load_tables.cache_clear()


def tables(texts: Iterable[str]) -> dict[str, object]:
    """Counts of openings and of classes that follow one another."""
    rng = random.Random(0)
    opened: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    after: dict[str, Counter[str]] = defaultdict(Counter)
    totals = [0, 0]
    for text in texts:
        begins = [0, *(place + 1 for place in range(len(text) - 1) if text[place] in "。！？")]
        others = [
            place
            for place in range(1, len(text))
            if text[place - 1] not in "。！？" and text[place] not in "，。、；：！？”’》）"
        ]
        for place in begins:
            opened.update(signs_of(text[place:]))
        chosen = rng.sample(others, min(len(others), INSIDE * len(begins)))
        for place in chosen:
            inside.update(signs_of(text[place:]))
        totals[0] += len(begins)
        totals[1] += len(chosen)
        classes = [class_of(word) for word in cut_words(text)]
        for one, other in itertools.pairwise(classes):
            after[one][other] += 1
    signs = {
        sign: [opened[sign], inside[sign]]
        for sign in sorted({*opened, *inside})
        if opened[sign] + inside[sign] > 1
    }
    return {
        "how": "python -m builder.training.fit: counts in the training articles and the seeds' articles",
        "first": signs, "totals": totals,
        "after": {one: {o: n for o, n in sorted(others.items()) if n > 1} for one, others in sorted(after.items())},
    }  # fmt: skip
