"""Finds the reading of a page that is best as a whole: which block follows which, as one assignment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.reading.evidence import (
    CHAIN_NAMES,
    OPEN,
    PAIR_NAMES,
    Evidence,
    Matrix,
    chain_evidence,
    pair_evidence,
)
from builder.reading.flow import Flow

WEIGHTS = Path(__file__).parent.parent / "data" / "reading.json"
"""Fitted by `python -m builder.training.fit`."""
ROUNDS = 4
"""How often the chains of a reading are judged anew at most."""
SURE_LEADS = (1.0, 2.0, 3.0)
"""Leads over the runner-up from which links are sure enough to begin with."""
TRIALS = 12
"""Links that are forbidden in turn: of 200 pages 55 were not read right without any trial, 50 with as many."""
TRIED_LEAD = 4.0
"""A link that leads by more is not tried."""
OWED = (12.0, 3.0, 8.0)
"""What a link pays for each kind of source before it is weighed: an open end and a head are owed a continuation."""
FORBIDDEN = -1e6
LEAST = 0.5
"""A join less likely than this is not made: the fragments stay where they stand and are flagged. Of the joins above it more
than nine in ten are right on pages of unseen articles."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each evidence counts, for open ends, closed ends and heads."""

    pair: Matrix
    """Kinds by names."""
    chain: Matrix
    """Kinds by names: those of the pair, then of the chains."""
    calibration: tuple[float, float, float]
    """Bias, weight of a join's score, weight of its lead over the runner-up."""


@dataclass(frozen=True, slots=True)
class Link:
    """One block that follows another, and how sure that is."""

    source: int
    """Number of a body, or of a head behind all bodies."""
    target: int
    probability: float
    runner_up: int | None
    """The target that would follow best, were this one not there."""
    reasons: tuple[tuple[str, float], ...]
    """Evidence that weighs most, as logarithms of odds."""


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """Read the fitted weights."""
    data = json.loads(path.read_text("utf-8"))
    pair = np.array([[data["pair"][kind].get(name, 0.0) for name in PAIR_NAMES] for kind in KIND_NAMES])
    names = PAIR_NAMES + CHAIN_NAMES
    chain = np.array([[data["chain"][kind].get(name, 0.0) for name in names] for kind in KIND_NAMES])
    bias, score, lead = data["calibration"]
    return Weights(pair, chain, (bias, score, lead))


KIND_NAMES = ("open", "closed", "head")

Fixed = tuple[int, int, bool]
"""A source, a target, and whether the one must or must not be followed by the other."""


def score(kinds: npt.NDArray[np.int64], values: Matrix, weights: Matrix) -> Matrix:
    """Logarithm of the odds that each target follows each source."""
    scores: Matrix = np.einsum("stf,sf->st", values, weights[kinds])
    size = scores.shape[1]
    scores[np.arange(size), np.arange(size)] = FORBIDDEN
    return scores


def assign(scores: Matrix, kinds: npt.NDArray[np.int64]) -> list[int]:
    """
    Each source's target, or -1: the best one-to-one choice.

    A link's odds are against each other target; that an open end goes on at all is likely.
    """
    from scipy.optimize import linear_sum_assignment  # slow to import, and not needed by most commands

    sources, targets = scores.shape
    gains = np.maximum(scores + np.array(OWED)[kinds][:, None], 0.0)
    rows, cols = linear_sum_assignment(gains, maximize=True)
    followers = [-1] * sources
    for row, col in zip(rows.tolist(), cols.tolist(), strict=True):
        if gains[row, col] > 0:
            followers[row] = col
    return _without_circles(followers, gains, targets)


def _without_circles(followers: list[int], gains: Matrix, size: int) -> list[int]:
    """Break each circle at the link that gains least."""
    state = [0] * size
    for begin in range(size):
        path: list[int] = []
        node = begin
        while 0 <= node < size and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = followers[node]
        if node >= 0 and node in path:
            circle = path[path.index(node) :]
            weakest = min(circle, key=lambda source: float(gains[source, followers[source]]))
            followers[weakest] = -1
        for done in path:
            state[done] = 2
    return followers


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that its own chains bear out."""

    followers: list[int]
    """Each source's target, or -1."""
    scores: Matrix
    values: Matrix
    likelihood: float
    """Logarithm: of each source, that it is followed by what follows it, or by nothing."""


def best_reading(
    flow: Flow, gazetteer: Gazetteer, weights: Weights, fixed: tuple[Fixed, ...] = (), thorough: bool = True
) -> tuple[Reading, Evidence]:
    """
    The likeliest reading of a flow, and what it was weighed by; the rest is solved around the `fixed` links.

    Chains bear out what they are made of, wrong ones too. Hence a search begins from all links that look best, and
    from the sure ones alone; a thorough one then goes on without each of the least sure links in turn.
    """
    evidence = pair_evidence(flow, gazetteer)
    first = _fix(score(evidence.kinds, evidence.values, weights.pair), fixed)
    followers = assign(first, evidence.kinds)
    starts = [followers]
    if thorough:
        leads = [lead_over_rivals(first, s, t)[0] if t >= 0 else 0.0 for s, t in enumerate(followers)]
        starts += [
            [target if lead > least else -1 for target, lead in zip(followers, leads, strict=True)]
            for least in SURE_LEADS
        ]
    unlike = [start for place, start in enumerate(starts) if start not in starts[:place]]
    settled = [_settle(evidence, first, start, weights, fixed) for start in unlike]
    best = max(settled, key=lambda reading: reading.likelihood)
    return (_improve(best, evidence, first, weights, fixed) if thorough else best), evidence


def _settle(
    evidence: Evidence, first: Matrix, followers: list[int], weights: Weights, fixed: tuple[Fixed, ...]
) -> Reading:
    """Judge the chains of a reading anew until they stay."""
    for _ in range(ROUNDS):
        values = np.concatenate([evidence.values, chain_evidence(evidence, first, followers)], axis=2)
        scores = _fix(score(evidence.kinds, values, weights.chain), fixed)
        again = assign(scores, evidence.kinds)
        if again == followers:
            break
        followers = again
    return Reading(followers, scores, values, likelihood(followers, scores, evidence))


def _improve(
    best: Reading, evidence: Evidence, first: Matrix, weights: Weights, fixed: tuple[Fixed, ...]
) -> Reading:
    """The likeliest reading that forbidding single links leads to, the least sure first."""
    tried: set[tuple[int, int]] = set()
    for _ in range(TRIALS):
        unsure = [
            (lead, source, target)
            for source, target in enumerate(best.followers)
            if target >= 0 and (source, target) not in tried
            for lead in [lead_over_rivals(best.scores, source, target)[0]]
            if lead < TRIED_LEAD
        ]
        if not unsure:
            break
        _, source, target = min(unsure)
        tried.add((source, target))
        scores = best.scores.copy()
        scores[source, target] = FORBIDDEN
        other = _settle(evidence, first, assign(scores, evidence.kinds), weights, fixed)
        if other.likelihood > best.likelihood:
            best = other
    return best


def _fix(scores: Matrix, fixed: tuple[Fixed, ...]) -> Matrix:
    for source, target, wanted in fixed:
        if wanted:
            scores[source, :] = scores[:, target] = FORBIDDEN
            scores[source, target] = -FORBIDDEN
        else:
            scores[source, target] = FORBIDDEN
    return scores


def likelihood(followers: Sequence[int], scores: Matrix, evidence: Evidence) -> float:
    """Logarithm of the likelihood of links: of each source, that it is followed by what follows it, or by nothing."""
    nothing = -np.array(OWED)[evidence.kinds][:, None]
    rows = np.concatenate([scores, nothing], axis=1)
    chosen = rows[np.arange(len(rows)), np.array(followers)]
    top = rows.max(axis=1)
    return float((chosen - top - np.log(np.exp(rows - top[:, None]).sum(axis=1))).sum())


def links(flow: Flow, gazetteer: Gazetteer, fixed: tuple[Fixed, ...] = ()) -> tuple[Link, ...]:
    """Every link of the best reading, with its evidence, its probability and the runner-up."""
    if not flow.bodies:
        return ()
    weights = load_weights()
    best, evidence = best_reading(flow, gazetteer, weights, fixed)
    scores, values = best.scores, best.values
    followers = _without_unsure(best.followers, scores, evidence, weights)
    found = []
    for source, target in enumerate(followers):
        if target >= 0:
            found.append(_link(source, target, scores, values, evidence, weights))
    return tuple(found)


def _without_unsure(followers: list[int], scores: Matrix, evidence: Evidence, weights: Weights) -> list[int]:
    """The assignment without open ends that find nothing likely: what an unsure one would draw to it stays where it stands."""
    ranks = evidence.flow.body_ranks
    for _ in range(ROUNDS):
        unsure = [
            (source, target)
            for source, target in enumerate(followers)
            if target >= 0
            and evidence.kinds[source] == OPEN
            and ranks[target] != ranks[source] + 1
            and probability_of(scores, source, target, weights) < LEAST
        ]
        if not unsure:
            break
        scores = scores.copy()
        for source, _ in unsure:
            following = [n for n, rank in enumerate(ranks) if rank == ranks[source] + 1]
            kept = scores[source, following]
            scores[source, :] = FORBIDDEN
            scores[source, following] = kept
        followers = assign(scores, evidence.kinds)
    return followers


def probability_of(scores: Matrix, source: int, target: int, weights: Weights) -> float:
    """How likely a link of an open end is right."""
    lead, _ = lead_over_rivals(scores, source, target)
    bias, per_score, per_lead = weights.calibration
    logit = bias + per_score * clipped(scores[source, target]) + per_lead * clipped(lead)
    return float(1 / (1 + np.exp(-logit)))


def _link(
    source: int, target: int, scores: Matrix, values: Matrix, evidence: Evidence, weights: Weights
) -> Link:
    _, runner_up = lead_over_rivals(scores, source, target)
    parts = values[source, target] * weights.chain[evidence.kinds[source]]
    names = PAIR_NAMES + CHAIN_NAMES
    strongest = np.argsort(-np.abs(parts))[:5]
    reasons = tuple((names[place], float(parts[place])) for place in strongest if parts[place])
    sure = evidence.kinds[source] != OPEN
    probability = 1.0 if sure else probability_of(scores, source, target, weights)
    return Link(source, target, probability, runner_up, reasons)


def clipped(value: float) -> float:
    """A score or lead within the bounds that probabilities were fitted in."""
    return float(np.clip(value, -12.0, 12.0))


def lead_over_rivals(scores: Matrix, source: int, target: int) -> tuple[float, int | None]:
    """By how much a link beats the best other target of its source, and that target."""
    row = np.delete(scores[source], target)
    column = np.delete(scores[:, target], source)
    rival = max(float(row.max(initial=-12.0)), float(column.max(initial=-12.0)))
    best = int(np.argmax(np.where(np.arange(scores.shape[1]) == target, FORBIDDEN, scores[source])))
    return float(scores[source, target]) - rival, best if scores.shape[1] > 1 else None
