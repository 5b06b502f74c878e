"""Fits what stands on both sides of a cut; a part of `python -m builder.training.fit`."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from builder.reading.continuity import gains_of
from builder.reading.joint import (
    LONGEST_CLAUSE,
    TABLE,
    forget_tables,
    gain_signs,
    left_of,
    right_of,
    signs_of,
)
from builder.training.corpus import Source
from builder.training.layout import cut_places
from builder.training.signs import fit_signs

CUTS = 80
"""Of a paragraph, at most."""
OTHERS = 3
"""Starts from elsewhere that each end is fitted with."""
STRENGTH = 0.3
"""Inverse regularisation."""
LEAST_CUTS = 8
"""A sign of fewer cuts tells of these alone."""
_GAINS = ("gain 0", "gain 1", "gain 2")


def write(articles: Sequence[Source], target: Path = TABLE) -> None:
    """Fit to some articles, and let what weighs joints use it from now on."""
    rows, labels = _rows(articles)
    weights = [1.0 if label else 1 / OTHERS for label in labels]
    fitted = fit_signs(rows, labels, STRENGTH, LEAST_CUTS, weights)
    gain = [fitted.pop(name, 0.0) for name in _GAINS]
    signs: dict[str, dict[str, float]] = {}
    for name, weight in fitted.items():
        left, _, right = name.partition("|")
        signs.setdefault(left, {})[right] = weight
    data = {
        "how": f"python -m builder.training.fit: a logistic regression on {sum(labels)} cuts of the training articles"
        f" and the seeds', C={STRENGTH}",
        "gain": gain,
        "signs": signs,
    }
    target.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", "utf-8")
    forget_tables()


def _rows(articles: Sequence[Source]) -> tuple[list[dict[str, float]], list[bool]]:
    rng = random.Random(0)
    cuts = [
        (paragraph[max(place - 2 * LONGEST_CLAUSE, 0) : place], paragraph[place : place + 2 * LONGEST_CLAUSE])
        for article in articles
        for paragraph in article.paragraphs
        for places in [cut_places(paragraph)]
        for place in rng.sample(places, min(len(places), CUTS))
    ]
    pairs = [
        (cut, other)
        for cut in range(len(cuts))
        for other in (cut, *(rng.randrange(len(cuts)) for _ in range(OTHERS)))
    ]
    ends, starts = zip(*cuts, strict=True)
    gains = gains_of(ends, starts, *np.array(pairs).T)
    rows = [
        {
            f"{left}|{right}": 1.0
            for left, right in signs_of(left_of(ends[one]), right_of(starts[other]), gain)
        }
        | dict(zip(_GAINS, of_gain, strict=True))
        for (one, other), gain, *of_gain in zip(
            pairs, gains.tolist(), *(signs.tolist() for signs in gain_signs(gains)), strict=True
        )
    ]
    return rows, [place % (1 + OTHERS) == 0 for place in range(len(pairs))]
