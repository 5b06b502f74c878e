"""
Weighs which block follows which, by what the two show: for each kind of evidence a table of sources by targets.

Sources are the bodies, then the heads; targets are the bodies. What the chains of a reading show is added to it in `chains`.
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
from builder.reading.continuity import broken_starts
from builder.reading.cuts import cuts_of
from builder.reading.districts import count_districts
from builder.reading.flow import Flow
from builder.reading.marks import ends_closed, inner_ordinals, open_marks, ordinal, owed_marks, starts_open
from builder.reading.openings import class_gains, first_class, last_class
from builder.reading.terms import weighted_pairs
from builder.reading.themes import cosines, themes_of

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
    "theme",
    "theme-in-row",
    "theme-in-column",
    "theme-by-shorter",
    "theme-by-longer",
    "length",
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
USUAL_LENGTH = 100
"""Characters of a block, about."""
_OPENING = re.compile(r"^(?:本报|新华社|中新社|据|记者|日前|近日|连日来|“)")
_UNIT = re.compile(r"^(?:[\d.%％,，—-]|[个亿万千百余多家项元年月日吨人次平公里倍户亩]|个百分点)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each source to be followed by each target."""

    kinds: npt.NDArray[np.int64]
    """Kind of each source."""
    values: Matrix
    """Names by sources by targets."""
    flow: Flow
    products: Matrix
    """Inner products of each two sources' weighted character pairs."""
    themes: Matrix
    """Inner products of what each two sources are about."""
    lengths: npt.NDArray[np.float64]
    """Characters of each source."""
    districts: Matrix
    """How often each source names each district that the page names."""
    numbers: tuple[int | None, ...]
    """The ordinal with which each body begins."""


def pair_evidence(flow: Flow, gazetteer: Gazetteer) -> Evidence:
    """What each pair shows by itself."""
    texts = [flow.texts[place] for place in flow.places]
    heads = [head.text for head in flow.heads]
    kinds = np.array([CLOSED if ends_closed(text) else OPEN for text in texts] + [HEAD] * len(heads))
    districts = _districts(texts + heads, gazetteer)
    columns = {name: np.zeros((len(kinds), len(texts))) for name in PAIR_NAMES}
    columns["bias"] += 1
    _places(flow, kinds, columns)
    _strays(flow, kinds, columns)
    _words(flow, texts, kinds, columns)
    _marks(texts, columns)
    _targets(flow, texts, columns)
    lengths = np.array([len(text) for text in texts + heads], dtype=float)
    products, themes = _likenesses(texts, texts + heads, lengths, columns)
    columns["district-same"], columns["district-other"] = _agreement(districts, districts[: len(texts)])
    values = np.stack([columns[name] for name in PAIR_NAMES])
    numbers = tuple(ordinal(text) for text in texts)
    return Evidence(kinds, values, flow, products, themes, lengths, districts, numbers)


def _likenesses(
    targets: Sequence[str],
    sources: Sequence[str],
    lengths: npt.NDArray[np.float64],
    columns: dict[str, Matrix],
) -> tuple[Matrix, Matrix]:
    """How alike sources and targets are; the inner products of each two sources' character pairs, and of their themes."""
    terms, vectors = weighted_pairs(sources), themes_of(sources)
    products: Matrix = (terms @ terms.T).toarray()
    themes: Matrix = vectors @ vectors.T
    each, size = np.eye(len(sources)), len(targets)
    columns["topic"] = cosines(products, each, each[:size])
    is_self = each[:, :size] > 0
    columns["topic-in-row"] = columns["topic"] - best_others(columns["topic"], is_self)
    theme_evidence("theme", cosines(themes, each, each[:size]), lengths, lengths[:size], is_self, columns)
    columns["length"] += _sized(lengths[:size])[None, :]
    return products, themes


def theme_evidence(
    name: str,
    likeness: Matrix,
    left: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    barred: npt.NDArray[np.bool_],
    columns: dict[str, Matrix],
) -> None:
    """
    How alike both sides are; it tells the more the longer both are (`left` and `right`, in characters).

    Those that are `barred` are no rivals: a text and itself, two of one chain.
    """
    columns[name] = likeness
    columns[f"{name}-in-row"] = likeness - best_others(likeness, barred)
    columns[f"{name}-in-column"] = likeness - best_others(likeness.T, barred.T).T
    columns[f"{name}-by-shorter"] = likeness * _sized(np.minimum(left[:, None], right[None, :]))
    columns[f"{name}-by-longer"] = likeness * _sized(np.maximum(left[:, None], right[None, :]))


def _sized(lengths: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    logarithms: npt.NDArray[np.float64] = np.log(lengths / USUAL_LENGTH)
    return logarithms


def best_others(values: Matrix, barred: npt.NDArray[np.bool_] | None = None) -> Matrix:
    """For each pair the best of its row but for itself and those that are `barred`; 0 where there is no other."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    if barred is not None:
        values = np.where(barred, -np.inf, values)
    best = np.partition(values, -2, axis=1)[:, -2:]
    others = np.where(values >= best[:, 1:], best[:, :1], best[:, 1:])
    return np.where(np.isfinite(others), others, 0.0)


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


def _words(
    flow: Flow, texts: Sequence[str], kinds: npt.NDArray[np.int64], columns: dict[str, Matrix]
) -> None:
    cuts, size = cuts_of(flow.texts), len(texts)
    gains, joints = np.zeros((2, len(kinds), size))
    between_bodies = np.ix_(flow.places, flow.places)
    gains[:size], joints[:size] = cuts.gains[between_bodies], cuts.joints[between_bodies]
    gains = np.clip(gains / 5, -1, 4)
    columns["word-gain"] = gains
    columns["word-gain-in-row"] = gains - best_others(gains)
    columns["word-gain-in-column"] = gains - best_others(gains.T).T
    columns["broken-start"] += broken_starts(texts)[None, :] / 5
    columns["joint"] = np.clip(joints / 2, -3, 3)
    columns["joint-in-row"] = columns["joint"] - best_others(columns["joint"])
    columns["joint-in-column"] = columns["joint"] - best_others(columns["joint"].T).T
    _classes(texts, kinds, gains, columns)


def _classes(
    texts: Sequence[str], kinds: npt.NDArray[np.int64], gains: Matrix, columns: dict[str, Matrix]
) -> None:
    starts = [first_class(text) for text in texts]
    fits = np.zeros((len(kinds), len(texts)))
    fits[: len(texts)] = class_gains([last_class(text) for text in texts], starts)
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
    numbers = [inner_ordinals(text) or (0,) for text in texts]
    last = np.array([found[-1] for found in numbers])[:, None]
    first = np.array([found[0] for found in numbers])[None, :]
    are_counted = (last > 0) & (first > 1)
    columns["clause-counted"][:size] = are_counted & (first == last + 1)
    columns["clause-miscounted"][:size] = are_counted & (first != last + 1)
    columns["ends-with-comma"][:size] += np.array([text[-1:] in "，、；：" for text in texts])[:, None]


def _targets(flow: Flow, texts: Sequence[str], columns: dict[str, Matrix]) -> None:
    opens = cuts_of(flow.texts).openings[list(flow.places)]
    columns["opening"] += opens[None, :]
    columns["opening-behind-closed"] = np.where(columns["adjacent"] > 0, opens[None, :], 0)
    for name, values in (
        ("starts-with-mark", [starts_open(text) for text in texts]),
        ("begins-article", [bool(_OPENING.match(text)) for text in texts]),
        ("ordinal", [ordinal(text) is not None for text in texts]),
        ("first-ordinal", [ordinal(text) == 1 for text in texts]),
        ("short", [len(text) < 40 for text in texts]),
        (
            "first-of-article",
            [first_odds(text) if odds > 0 else 0.0 for text, odds in zip(texts, opens, strict=True)],
        ),
    ):
        columns[name] += np.array(values, dtype=float)[None, :]
    columns["last-of-article"][: len(texts)] = np.array([last_odds(text) for text in texts])[:, None]
