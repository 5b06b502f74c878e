"""
Weighs which block follows which: one row of numbers for each pair of a source and a target.

Sources are the bodies, then the heads; targets are the bodies. What one pair shows by itself comes first (`pair_evidence`);
what the chains of a first reading show is added to it (`chain_evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.model import Role
from builder.reading.bounds import first_odds, last_odds
from builder.reading.continuity import broken_start, word_gains
from builder.reading.districts import count_districts
from builder.reading.flow import Flow
from builder.reading.joint import joint_scores
from builder.reading.marks import ends_closed, inner_ordinals, open_marks, ordinal, owed_marks, starts_open
from builder.reading.openings import class_gains, first_class, last_class, opening
from builder.reading.repeats import without_loops
from builder.reading.terms import weighted_pairs

Matrix = npt.NDArray[np.float64]

OPEN, CLOSED, HEAD = range(3)
"""Kinds of sources: a body that breaks off, one that ends with a sentence, a head."""
PAIR_NAMES = (
    "bias",
    "adjacent",
    "past-head",
    "ahead",
    "back",
    "back-distance",
    "word-gain",
    "word-gain-in-row",
    "word-gain-in-column",
    "digits-meet",
    "digits-miss",
    "mark-closed",
    "mark-left-open",
    "mark-owed",
    "starts-with-mark",
    "broken-start",
    "clause-counted",
    "clause-miscounted",
    "topic",
    "topic-in-row",
    "district-same",
    "district-other",
    "behind-closed",
    "behind-head",
    "behind-open",
    "begins-article",
    "ordinal",
    "first-ordinal",
    "short",
    "ends-with-comma",
    "opening",
    "opening-behind-closed",
    "class-gain",
    "class-gain-in-row",
    "first-of-article",
    "last-of-article",
    "joint",
    "joint-in-row",
    "joint-in-column",
    "across-head",
    "across-stray-head",
    "stray-head",
    "stray-head-in-sentence",
)
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
    "chain-district-same",
    "chain-district-other",
    "order-kept-before",
    "order-next-before",
    "order-broken-before",
    "order-kept-after",
    "order-next-after",
    "order-broken-after",
)
_OPENING = re.compile(r"^(?:本报|新华社|中新社|据|记者|日前|近日|连日来|“)")
_UNIT = re.compile(r"^(?:[\d.%％,，—-]|[个亿万千百余多家项元年月日吨人次平公里倍户亩]|个百分点)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each source to be followed by each target."""

    kinds: npt.NDArray[np.int64]
    """Kind of each source."""
    values: Matrix
    """Sources by targets by names."""
    flow: Flow
    products: Matrix
    """Inner products of each two sources' weighted character pairs."""
    districts: Matrix
    """How often each source names each district that the page names."""
    numbers: tuple[int | None, ...]
    """The ordinal with which each body begins."""


def pair_evidence(flow: Flow, gazetteer: Gazetteer) -> Evidence:
    """What each pair shows by itself."""
    texts = [without_loops(block.text) for block in flow.bodies]
    heads = [head.text for head in flow.heads]
    kinds = np.array([CLOSED if ends_closed(text) else OPEN for text in texts] + [HEAD] * len(heads))
    terms = weighted_pairs(texts + heads)
    districts = _districts(texts + heads, gazetteer)
    columns = {name: np.zeros((len(kinds), len(texts))) for name in PAIR_NAMES}
    columns["bias"] += 1
    _places(flow, kinds, columns)
    _strays(flow, kinds, columns)
    _words(texts, kinds, columns)
    _marks(texts, columns)
    _targets(texts, columns)
    size = len(texts)
    products: Matrix = (terms @ terms.T).toarray()
    columns["topic"] = _cosines(products, np.eye(len(kinds)), np.eye(size, len(kinds)))
    columns["topic-in-row"] = columns["topic"] - best_others(columns["topic"])
    columns["district-same"], columns["district-other"] = _agreement(districts, districts[:size])
    values = np.stack([columns[name] for name in PAIR_NAMES], axis=2)
    return Evidence(kinds, values, flow, products, districts, tuple(ordinal(text) for text in texts))


def _cosines(products: Matrix, left: Matrix, right: Matrix) -> Matrix:
    """Cosine of each two sums of sources; `left` and `right` tell in rows which sources they sum."""
    norms = [np.sqrt(((side @ products) * side).sum(axis=1)) + 1e-9 for side in (left, right)]
    cosines: Matrix = left @ products @ right.T / norms[0][:, None] / norms[1][None, :]
    return cosines


def best_others(values: Matrix) -> Matrix:
    """For each pair the best of its row but for itself; 0 where there is no other."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    best = np.partition(values, -2, axis=1)[:, -2:]
    return np.where(values >= best[:, 1:], best[:, :1], best[:, 1:])


def _districts(texts: Sequence[str], gazetteer: Gazetteer) -> Matrix:
    counts = [count_districts(text, gazetteer) for text in texts]
    names = sorted({name for count in counts for name in count})
    return np.array([[count[name] for name in names] for count in counts], dtype=float).reshape(
        len(texts), len(names)
    )


def _agreement(left: Matrix, right: Matrix) -> tuple[Matrix, Matrix]:
    """Whether two name the same district most; whether both name some, and no common one."""
    both = np.asarray(left.sum(axis=1) > 0)[:, None] & np.asarray(right.sum(axis=1) > 0)[None, :]
    common = (left @ right.T) > 0
    return (both & common).astype(float), (both & ~common).astype(float)


def _places(flow: Flow, kinds: npt.NDArray[np.int64], columns: dict[str, Matrix]) -> None:
    sources = np.array(flow.body_ranks + flow.head_ranks)
    targets = np.array(flow.body_ranks)
    steps = targets[None, :] - sources[:, None]
    columns["adjacent"][steps == 1] = 1
    ranks_of_heads = np.array(flow.head_ranks)
    heads_before = np.searchsorted(ranks_of_heads, np.arange(sources.max() + 2))
    between = (
        heads_before[targets][None, :] - heads_before[np.minimum(sources + 1, sources.max() + 1)][:, None]
    )
    columns["past-head"][(steps > 1) & (between > 0)] = 1
    columns["ahead"] = np.where(steps > 1, np.log1p(np.maximum(steps, 0)), 0)
    columns["back"] = (steps <= 0).astype(float)
    columns["back-distance"] = np.where(steps <= 0, np.log1p(np.maximum(-steps, 0)), 0)
    kind_at = dict(zip(sources.tolist(), kinds.tolist(), strict=True))
    for name, kind in (("behind-open", OPEN), ("behind-closed", CLOSED), ("behind-head", HEAD)):
        columns[name] += np.array([kind_at.get(int(rank) - 1) == kind for rank in targets])[None, :]
        columns[name][steps == 1] = 0


def _strays(flow: Flow, kinds: npt.NDArray[np.int64], columns: dict[str, Matrix]) -> None:
    """Headlines without a byline on a page that has a byline without a headline: one may have strayed into a text."""
    size = len(flow.bodies)
    body_at = {rank: number for number, rank in enumerate(flow.body_ranks)}
    orphaned = any(Role.BYLINE in head.roles and Role.HEADLINE not in head.roles for head in flow.heads)
    for number, head in enumerate(flow.heads):
        before, after = (body_at.get(flow.head_ranks[number] + step) for step in (-1, 1))
        stray = orphaned and Role.BYLINE not in head.roles and Role.LABEL not in head.roles
        if before is not None and after is not None:
            columns["across-head"][before, after] = 1
            columns["across-stray-head"][before, after] = stray
        if stray:
            columns["stray-head"][size + number, :] = 1
            columns["stray-head-in-sentence"][size + number, :] = before is not None and kinds[before] == OPEN


def _words(texts: Sequence[str], kinds: npt.NDArray[np.int64], columns: dict[str, Matrix]) -> None:
    gains, joints = np.zeros((2, len(kinds), len(texts)))
    sources = [source for source in range(len(texts)) if kinds[source] == OPEN]
    if sources:
        ends = [texts[source] for source in sources]
        gains[sources] = word_gains(ends, texts)
        joints[sources] = joint_scores(ends, texts, gains[sources])
        gains[sources, sources] = joints[sources, sources] = 0
    gains = np.clip(gains / 5, -1, 4)
    columns["word-gain"] = gains
    columns["word-gain-in-row"] = gains - best_others(gains)
    columns["word-gain-in-column"] = gains - best_others(gains.T).T
    broken = np.array([broken_start(text) / 5 for text in texts])
    columns["broken-start"] += broken[None, :]
    columns["joint"] = np.clip(joints / 2, -3, 3)
    columns["joint-in-row"] = columns["joint"] - best_others(columns["joint"])
    columns["joint-in-column"] = columns["joint"] - best_others(columns["joint"].T).T
    _classes(texts, kinds, gains, columns)


def _classes(
    texts: Sequence[str], kinds: npt.NDArray[np.int64], gains: Matrix, columns: dict[str, Matrix]
) -> None:
    openings = np.array([opening(text) for text in texts])
    columns["opening"] += openings[None, :]
    columns["opening-behind-closed"] = np.where(columns["adjacent"] > 0, openings[None, :], 0)
    starts = [first_class(text) for text in texts]
    fits = np.zeros((len(kinds), len(texts)))
    fits[: len(texts)] = np.array(class_gains([last_class(text) for text in texts], starts))
    fits = np.where((gains > 0) | (kinds != OPEN)[:, None], 0, fits)
    columns["class-gain"] = fits
    columns["class-gain-in-row"] = fits - best_others(fits)


def _marks(texts: Sequence[str], columns: dict[str, Matrix]) -> None:
    size = len(texts)
    opened = np.array([bool(open_marks(text[-200:])) for text in texts], dtype=float)
    owed = np.array([bool(owed_marks(text[:200])) for text in texts], dtype=float)
    columns["mark-closed"][:size] = opened[:, None] * owed[None, :]
    columns["mark-left-open"][:size] = opened[:, None] * (1 - owed)[None, :]
    columns["mark-owed"] += owed[None, :]
    columns["mark-owed"][:size] -= columns["mark-closed"][:size]
    digit_end = np.array(
        [text[-1:].isascii() and (text[-1:].isdigit() or text[-1:] == ".") for text in texts]
    )
    unit = np.array([bool(_UNIT.match(text)) for text in texts])
    columns["digits-meet"][:size] = digit_end[:, None] & unit[None, :]
    columns["digits-miss"][:size] = digit_end[:, None] & ~unit[None, :]
    last = [next(iter(inner_ordinals(text)[::-1]), None) for text in texts]
    first = [next(iter(inner_ordinals(text)), None) for text in texts]
    for source, number in enumerate(last):
        for target, other in enumerate(first):
            if number is not None and other is not None and other > 1:
                name = "clause-counted" if other == number + 1 else "clause-miscounted"
                columns[name][source, target] = 1
    columns["ends-with-comma"][:size] += np.array([text[-1:] in "，、；：" for text in texts])[:, None]


def _targets(texts: Sequence[str], columns: dict[str, Matrix]) -> None:
    for name, values in (
        ("starts-with-mark", [starts_open(text) for text in texts]),
        ("begins-article", [bool(_OPENING.match(text)) for text in texts]),
        ("ordinal", [ordinal(text) is not None for text in texts]),
        ("first-ordinal", [ordinal(text) == 1 for text in texts]),
        ("short", [len(text) < 40 for text in texts]),
        ("first-of-article", [first_odds(text) if opening(text) > 0 else 0.0 for text in texts]),
    ):
        columns[name] += np.array(values, dtype=float)[None, :]
    columns["last-of-article"][: len(texts)] = np.array([last_odds(text) for text in texts])[:, None]


def chain_evidence(evidence: Evidence, scores: Matrix, followers: Sequence[int]) -> Matrix:
    """
    What the chains of an earlier reading add; `followers` gives each source's target, or -1.

    Each pair is judged by the chain that ends with its source and the chain that begins with its target.
    """
    size = scores.shape[1]
    columns = {name: np.zeros(scores.shape) for name in CHAIN_NAMES}
    columns["first-score"] = np.clip(scores, -12, 12)
    paths = _paths(followers, size)
    behind = _so_far(paths, len(followers))
    ahead = behind[:, :size].T
    columns["circle"] = behind[:, :size]
    _number_evidence(evidence.numbers, paths, columns)
    columns["chain-topic"] = _cosines(evidence.products, behind, ahead)
    columns["chain-topic-in-row"] = columns["chain-topic"] - best_others(columns["chain-topic"])
    columns["chain-district-same"], columns["chain-district-other"] = _main_agreement(
        behind @ evidence.districts, ahead @ evidence.districts
    )
    _order_evidence(evidence.flow, followers, columns)
    return np.stack([columns[name] for name in CHAIN_NAMES], axis=2)


def _paths(followers: Sequence[int], size: int) -> list[list[int]]:
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
