"""Reads a page on trial, so that what is doubtful, a block's role or which of two copies stays, is decided by what reads best."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from builder.gazetteer import Gazetteer
from builder.model import Block
from builder.reading.chains import chains_of
from builder.reading.evidence import Evidence
from builder.reading.flow import LARGEST, Flow, flow_of
from builder.reading.solve import Reading, best_reading, clipped, load_weights
from builder.reading.themes import cosines

WEIGHTS = Path(__file__).parent.parent / "data" / "trials.json"
"""Fitted by `python -m builder.training.trials`."""
USUAL_DOUBT = 1.5
"""By how much each block more makes a reading less likely, as what follows it is not sure: the mean of 60 generated pages."""


class Fit(NamedTuple):
    """How some blocks fit the article in which they stand."""

    themes: float
    """Likeness of what they and the rest of it are about, a cosine."""
    terms: float
    """Likeness of their words, a cosine."""
    before: float
    """What the link that leads to the first of them scores; 0 where there is none."""


NO_FIT = Fit(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Trial:
    """A page as it reads with some roles, and without some copies."""

    flow: Flow
    reading: Reading
    evidence: Evidence

    @property
    def comparable_likelihood(self) -> float:
        """That of its reading, made up for each block, so that readings of more and of fewer blocks compare."""
        return self.reading.likelihood + USUAL_DOUBT * len(self.flow.bodies)

    def fit_of(self, indexes: frozenset[int]) -> Fit:
        """How some blocks fit where they stand now; nothing is told of those that are no bodies."""
        followers = self.reading.followers
        own = [number for number, block in enumerate(self.flow.bodies) if block.index in indexes]
        if not own:
            return NO_FIT
        is_own, article = np.zeros((2, 1, len(followers)))
        is_own[0, own] = 1
        for chain in chains_of(followers, len(self.flow.bodies)):
            if is_own[0, chain].any():
                article[0, chain] = 1
        themes, terms = (
            float(cosines(products, is_own, article - is_own)[0, 0])
            for products in (self.evidence.themes, self.evidence.products)
        )
        sources = [source for source, target in enumerate(followers) if target == own[0]]
        return Fit(themes, terms, sum(clipped(self.reading.scores[source, own[0]]) for source in sources))


def try_out(
    blocks: Sequence[Block], gazetteer: Gazetteer, copies: frozenset[int] = frozenset()
) -> Trial | None:
    """Read a page with the roles that its blocks have, without `copies` (indexes); None where it has too many blocks, or no text."""
    flow = flow_of(blocks, copies)
    if not 0 < len(flow.bodies) <= LARGEST:
        return None
    return Trial(flow, *best_reading(flow, gazetteer, load_weights(), thorough=False))


def odds_by(what: str, names: Sequence[str], signs: Iterable[float]) -> float:
    """Logarithm of the odds to which signs of some names sum up, by the weights of `copies` or `doubts`."""
    weights = _load_weights()[what]
    return sum(weights[name] * sign for name, sign in zip(names, signs, strict=True))


@cache
def _load_weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights


def forget_trial_weights() -> None:
    """Read the weights anew when next asked, as they have changed."""
    _load_weights.cache_clear()
