"""Weighs which block follows which, by the chains of a reading that each pair would link."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from builder.reading.evidence import Evidence, Matrix, best_others, theme_evidence
from builder.reading.flow import Flow
from builder.reading.themes import cosines

CHAIN_NAMES = (
    "first-score",
    "circle",
    "number-next",
    "number-back",
    "number-gap",
    "number-unanswered",
    "number-first",
    "number-unfounded",
    "chain-topic",
    "chain-topic-in-row",
    "chain-theme",
    "chain-theme-in-row",
    "chain-theme-in-column",
    "chain-theme-by-shorter",
    "chain-theme-by-longer",
    "chain-district-same",
    "chain-district-other",
    "order-kept-before",
    "order-next-before",
    "order-broken-before",
    "order-kept-after",
    "order-next-after",
    "order-broken-after",
)


def chain_evidence(evidence: Evidence, scores: Matrix, followers: Sequence[int]) -> Matrix:
    """
    What the chains of an earlier reading add: names by sources by targets; `followers` gives each source's target, or -1.

    Each pair is judged by the chain that ends with its source and the chain that begins with its target.
    """
    size = scores.shape[1]
    columns = {name: np.zeros(scores.shape) for name in CHAIN_NAMES}
    columns["first-score"] = np.clip(scores, -12, 12)
    paths = chains_of(followers, size)
    behind = _so_far(paths, len(followers))
    ahead = behind[:, :size].T
    columns["circle"] = behind[:, :size]
    _number_evidence(evidence.numbers, paths, columns)
    columns["chain-topic"] = cosines(evidence.products, behind, ahead)
    in_circle = columns["circle"] > 0
    columns["chain-topic-in-row"] = columns["chain-topic"] - best_others(columns["chain-topic"], in_circle)
    likeness, lengths = cosines(evidence.themes, behind, ahead), evidence.lengths
    theme_evidence("chain-theme", likeness, behind @ lengths, ahead @ lengths, in_circle, columns)
    columns["chain-district-same"], columns["chain-district-other"] = _main_agreement(
        behind @ evidence.districts, ahead @ evidence.districts
    )
    _order_evidence(evidence.flow, followers, columns)
    return np.stack([columns[name] for name in CHAIN_NAMES])


def chains_of(followers: Sequence[int], size: int) -> list[list[int]]:
    """The chains, each whole: a source that follows none, and all that follow it in turn. There is no circle."""
    led = set(followers)
    paths = []
    for first in range(len(followers)):
        if first >= size or first not in led:
            path = [first]
            while followers[path[-1]] >= 0:
                path.append(followers[path[-1]])
            paths.append(path)
    return paths


def _so_far(paths: Sequence[Sequence[int]], size: int) -> Matrix:
    """For each source in a row its chain so far, itself included; in columns, what follows it and itself."""
    members = np.zeros((size, size))
    for path in paths:
        members[np.ix_(path, path)] = np.tri(len(path))
    return members


def _number_evidence(
    numbers: Sequence[int | None], paths: Sequence[Sequence[int]], columns: dict[str, Matrix]
) -> None:
    """How the last number of the chain so far fits the first of the chain ahead; 0 stands for none."""
    sources, size = columns["number-next"].shape
    last, first = np.zeros(sources, dtype=int), np.zeros(size, dtype=int)
    for path in paths:
        number = 0
        for node in path:
            number = (numbers[node] if node < size else 0) or number
            last[node] = number
        number = 0
        for node in path[::-1]:
            if node < size:
                number = numbers[node] or number
                first[node] = number
    had, owed = last[:, None], first[None, :]
    columns["number-next"][(had > 0) & (owed == had + 1)] = 1
    columns["number-back"][(had > 0) & (owed > 0) & (owed <= had)] = 1
    columns["number-gap"][(had > 0) & (owed > had + 1)] = 1
    columns["number-unanswered"][(had > 0) & (owed == 0)] = 1
    columns["number-first"][(had == 0) & (owed == 1)] = 1
    columns["number-unfounded"][(had == 0) & (owed > 1)] = 1


def _main_agreement(left: Matrix, right: Matrix) -> tuple[Matrix, Matrix]:
    """Share of the names on each side that agree with the other side; whether both name some and none is common."""
    norms = [side.sum(axis=1) for side in (left, right)]
    shares = [side / np.maximum(norm, 1)[:, None] for side, norm in zip((left, right), norms, strict=True)]
    both = (norms[0] > 0)[:, None] & (norms[1] > 0)[None, :]
    common = np.sqrt(shares[0]) @ np.sqrt(shares[1]).T
    return np.where(both, common, 0), np.where(both, 1 - common, 0)


def _order_evidence(flow: Flow, followers: Sequence[int], columns: dict[str, Matrix]) -> None:
    """Whether the nearest jumps to other targets come from sources in the same order."""
    size = len(flow.bodies)
    ranks = flow.body_ranks
    jumps = [(t, s) for s, t in enumerate(followers[:size]) if t >= 0 and ranks[t] != ranks[s] + 1]
    if not jumps:
        return
    targets, sources = np.array(sorted(jumps)).T
    places = np.arange(size)
    before = np.searchsorted(targets, places) - 1
    after = np.searchsorted(targets, places, side="right")
    for name, neighbours, sign in (("before", before, 1), ("after", after, -1)):
        near = np.flatnonzero((neighbours >= 0) & (neighbours < len(targets)))
        _compare_order(sources[neighbours[near]], near, sign, np.sort(sources), name, columns)


def _compare_order(
    neighbours: npt.NDArray[np.int64],
    targets: npt.NDArray[np.int64],
    sign: int,
    sources: npt.NDArray[np.int64],
    name: str,
    columns: dict[str, Matrix],
) -> None:
    """Fill the columns of some targets, for which the source that jumps to their neighbour is given."""
    size = columns["order-kept-before"].shape[1]
    own = np.arange(size)[:, None]
    kept = (own - neighbours) * sign > 0
    between = np.searchsorted(sources, np.maximum(own, neighbours)) - np.searchsorted(
        sources, np.minimum(own, neighbours), side="right"
    )
    columns[f"order-kept-{name}"][:size, targets] = kept
    columns[f"order-next-{name}"][:size, targets] = kept & (between == 0)
    columns[f"order-broken-{name}"][:size, targets] = ~kept & (own != neighbours)
