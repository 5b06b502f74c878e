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
from builder.reading.chains import CHAIN_NAMES, chain_evidence
from builder.reading.evidence import (
    OPEN,
    PAIR_NAMES,
    Evidence,
    Matrix,
    best_others,
    pair_evidence,
)
from builder.reading.flow import Flow

WEIGHTS = Path(__file__).parent.parent / "data" / "reading.json"
"""Fitted by `python -m builder.training.fit`."""
ROUNDS = 4
"""How often the chains of a reading are judged anew at most."""
SURE_LEAD = 1.0
"""Lead over the runner-up from which a link is sure enough to begin with."""
TRIALS = 3
"""Links that are forbidden in turn: of 100 wrong joins 14 are mended so, and no more by six trials."""
TRIED_LEAD = 2.5
"""A link that leads by more is not tried."""
OWED = (12.0, 3.0, 8.0)
"""What a link pays for each kind of source before it is weighed: an open end and a head are owed a continuation."""
FORBIDDEN = -1e6
LEAST_RIVAL = -12.0
"""Score of a rival where there is none."""
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
    scores = weighed(kinds, values, weights)
    size = scores.shape[1]
    scores[np.arange(size), np.arange(size)] = FORBIDDEN
    return scores


def weighed(kinds: npt.NDArray[np.int64], values: Matrix, weights: Matrix) -> Matrix:
    """What the evidence of each pair (names by sources by targets) sums up to, by the weights of its source's kind."""
    of_kinds = (weights @ values.reshape(len(values), -1)).reshape(len(weights), *values.shape[1:])
    sums: Matrix = of_kinds[kinds, np.arange(len(kinds))]
    return sums


def assign(scores: Matrix, kinds: npt.NDArray[np.int64]) -> list[int]:
    """
    Each source's target, or -1: the best one-to-one choice.

    A link's odds are against each other target; that an open end goes on at all is likely.
    """
    from scipy.optimize import linear_sum_assignment  # slow to import, and not needed by most commands

    sources, targets = scores.shape
    gains = _gains(scores, kinds)
    rows, cols = linear_sum_assignment(gains, maximize=True)
    followers = [-1] * sources
    for row, col in zip(rows.tolist(), cols.tolist(), strict=True):
        if gains[row, col] > 0:
            followers[row] = col
    return _without_circles(followers, gains, targets)


def _gains(scores: Matrix, kinds: npt.NDArray[np.int64]) -> Matrix:
    """What each link is worth against none."""
    gains: Matrix = np.maximum(scores + np.array(OWED)[kinds][:, None], 0.0)
    return gains


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
    plain: Matrix
    """Scores of all links, were none fixed."""
    scores: Matrix
    chains: Matrix
    """What its chains add to the evidence of each pair."""
    likelihood: float
    """Logarithm: of each source, that it is followed by what follows it, or by nothing."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for the best reading of a flow goes by."""

    evidence: Evidence
    weights: Weights
    fixed: tuple[Fixed, ...]
    first: Matrix
    """Scores by what pairs show by themselves."""
    base: Matrix
    """What pairs show by themselves, as it counts beside what chains show."""


def best_reading(
    flow: Flow, gazetteer: Gazetteer, weights: Weights, fixed: tuple[Fixed, ...] = (), thorough: bool = True
) -> tuple[Reading, Evidence]:
    """
    The likeliest reading of a flow, and what it was weighed by; the rest is solved around the `fixed` links.

    Chains bear out what they are made of, wrong ones too. Hence a search begins from all links that look best, and
    from the sure ones alone; a thorough one then goes on without each of the least sure links in turn.
    """
    evidence = pair_evidence(flow, gazetteer)
    kinds, values = evidence.kinds, evidence.values
    first = _fix(score(kinds, values, weights.pair), fixed)
    base = score(kinds, values, weights.chain[:, : len(PAIR_NAMES)])
    search = Search(evidence, weights, fixed, first, base)
    followers = assign(first, kinds)
    best = _settle(search, followers)
    if thorough:
        leads = leads_over_rivals(first, followers)
        sure = [target if lead > SURE_LEAD else -1 for target, lead in zip(followers, leads, strict=True)]
        best = _improve(search, _likelier(best, _settle(search, sure, best)))
    return best, evidence


def _likelier(one: Reading, other: Reading) -> Reading:
    return other if other.likelihood > one.likelihood else one


def _settle(search: Search, followers: list[int], known: Reading | None = None) -> Reading:
    """Judge the chains of a reading anew until they stay, or come to those of a `known` reading, which stay."""
    kinds = search.evidence.kinds
    for _ in range(ROUNDS):
        chains = chain_evidence(search.evidence, search.first, followers)
        plain = search.base + weighed(kinds, chains, search.weights.chain[:, len(PAIR_NAMES) :])
        scores = _fix(plain.copy(), search.fixed)
        again = assign(scores, kinds)
        if again == followers:
            break
        if known and again == known.followers:
            return known
        followers = again
    return Reading(followers, plain, scores, chains, likelihood(followers, scores, kinds))


def _improve(search: Search, best: Reading) -> Reading:
    """The likeliest reading that forbidding single links leads to, the least sure first."""
    tried: set[tuple[int, int]] = set()
    for _ in range(TRIALS):
        unsure = [
            (lead, source, target)
            for source, (target, lead) in enumerate(
                zip(best.followers, leads_over_rivals(best.scores, best.followers), strict=True)
            )
            if target >= 0 and lead < TRIED_LEAD and (source, target) not in tried
        ]
        if not unsure:
            break
        _, source, target = min(unsure)
        tried.add((source, target))
        scores = best.scores.copy()
        scores[source, target] = FORBIDDEN
        best = _likelier(best, _settle(search, assign(scores, search.evidence.kinds), best))
    return best


def _fix(scores: Matrix, fixed: tuple[Fixed, ...]) -> Matrix:
    for source, target, wanted in fixed:
        if wanted:
            scores[source, :] = scores[:, target] = FORBIDDEN
            scores[source, target] = -FORBIDDEN
        else:
            scores[source, target] = FORBIDDEN
    return scores


def likelihood(followers: Sequence[int], scores: Matrix, kinds: npt.NDArray[np.int64]) -> float:
    """Logarithm of the likelihood of links: of each source, that it is followed by what follows it, or by nothing."""
    nothing = -np.array(OWED)[kinds][:, None]
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
    followers = _without_unsure(best.followers, best.scores, evidence, weights)
    return tuple(
        _link(source, target, best, evidence, weights)
        for source, target in enumerate(followers)
        if target >= 0
    )


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
            and probability_of(scores, evidence.kinds, source, target, weights) < LEAST
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


def probability_of(
    scores: Matrix, kinds: npt.NDArray[np.int64], source: int, target: int, weights: Weights
) -> float:
    """How likely a link of an open end is right."""
    lead = lead_of_assignment(scores, kinds, source, target)
    bias, per_score, per_lead = weights.calibration
    logit = bias + per_score * clipped(scores[source, target]) + per_lead * clipped(lead)
    return float(1 / (1 + np.exp(-logit)))


def _link(source: int, target: int, reading: Reading, evidence: Evidence, weights: Weights) -> Link:
    scores, kind = reading.scores, evidence.kinds[source]
    values = np.concatenate([evidence.values[:, source, target], reading.chains[:, source, target]])
    parts = values * weights.chain[kind]
    names = PAIR_NAMES + CHAIN_NAMES
    strongest = np.argsort(-np.abs(parts))[:5]
    reasons = tuple((names[place], float(parts[place])) for place in strongest if parts[place])
    probability = probability_of(scores, evidence.kinds, source, target, weights) if kind == OPEN else 1.0
    return Link(source, target, probability, _runner_up(scores, source, target), reasons)


def clipped(value: float) -> float:
    """A score or lead within the bounds that probabilities were fitted in."""
    return float(np.clip(value, -12.0, 12.0))


def lead_of_assignment(scores: Matrix, kinds: npt.NDArray[np.int64], source: int, target: int) -> float:
    """
    What the page as a whole loses without a link.

    A fragment may look as if it went on elsewhere, and still have one place left: where all other fragments fit.
    """
    gains = _gains(scores, kinds)
    best = _most(gains)
    gains[source, target] = 0.0
    return best - _most(gains)


def _most(gains: Matrix) -> float:
    from scipy.optimize import linear_sum_assignment  # slow to import, and not needed by most commands

    return float(gains[linear_sum_assignment(gains, maximize=True)].sum())


def leads_over_rivals(scores: Matrix, followers: Sequence[int]) -> list[float]:
    """By how much each source's link beats the best other target of its source, and the best other source of its target."""
    sources, targets = np.arange(len(followers)), np.array(followers)
    in_row, in_column = best_others(scores), best_others(scores.T).T
    rivals = np.maximum(np.maximum(in_row, in_column)[sources, targets], LEAST_RIVAL)
    leads: list[float] = (scores[sources, targets] - rivals).tolist()
    return leads


def _runner_up(scores: Matrix, source: int, target: int) -> int | None:
    """The best other target of a link's source."""
    others = scores[source].copy()
    others[target] = -np.inf
    return int(np.argmax(others)) if len(others) > 1 else None
