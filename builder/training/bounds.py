"""Fits how the first and the last paragraphs of articles read; a part of `python -m builder.training.fit`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from builder.reading.bounds import TABLES, Signs, forget_tables, signs_of_first, signs_of_last
from builder.training.corpus import Source
from builder.training.signs import fit_signs

STRENGTH = 0.3
"""Inverse regularisation."""
LEAST_PARAGRAPHS = 2


def write(articles: Sequence[Source], target: Path = TABLES) -> None:
    """Fit to some articles, and let what weighs bounds use it from now on."""
    longer = [article.paragraphs for article in articles if len(article.paragraphs) > 1]
    data = {
        "how": f"python -m builder.training.fit: logistic regressions on {sum(map(len, longer))} paragraphs of the training"
        f" articles and the seeds', C={STRENGTH}",
        "first": _fit(longer, signs_of_first, 0),
        "last": _fit(longer, signs_of_last, -1),
    }
    target.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    forget_tables()


def _fit(articles: Iterable[Sequence[str]], signs_of: Callable[[str], Signs], place: int) -> dict[str, float]:
    rows, labels = [], []
    for paragraphs in articles:
        wanted = range(len(paragraphs))[place]
        rows += [dict.fromkeys(sorted(signs_of(text)), 1.0) for text in paragraphs]
        labels += [number == wanted for number in range(len(paragraphs))]
    return fit_signs(rows, labels, STRENGTH, LEAST_PARAGRAPHS)
