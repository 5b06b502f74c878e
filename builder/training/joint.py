"""Fits what stands on both sides of a cut; a part of `python -m builder.training.fit`."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from builder.reading import continuity, phrases
from builder.reading.cuts import forget_cuts
from builder.reading.joint import (
    LONGEST_CLAUSE,
    SCALE,
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
_GAINS = tuple(f"gain {number}" for number in range(5))


def write(articles: Sequence[Source], target: Path = TABLE) -> None:
    """Fit to some articles, and let what weighs joints use it from now on."""
    cuts = _cuts(articles)
    own, others = np.arange(len(cuts)), np.random.default_rng(0).integers(len(cuts), size=(OTHERS, len(cuts)))
    ends = np.repeat(own, 1 + OTHERS)
    starts = np.stack([own, *others], axis=1).ravel()
    labels = ends == starts
    fitted = fit_signs(
        _rows(cuts, ends, starts), labels, STRENGTH, LEAST_CUTS, np.where(labels, 1.0, 1 / OTHERS)
    )
    gains = [fitted.pop(name, 0.0) for name in _GAINS]
    _keep({tuple(name.split("|", 1)): weight for name, weight in fitted.items()}, gains, target)
    forget_tables()
    forget_cuts()


def _keep(weights: Mapping[tuple[str, ...], float], gains: Sequence[float], target: Path) -> None:
    """Write the weights of each two signs, of the left side and the right, as `load_table` reads them."""
    lefts, rights = (sorted({pair[side] for pair in weights}) for side in (0, 1))
    rows, columns = ({sign: place for place, sign in enumerate(signs)} for signs in (lefts, rights))
    places = [(rows[left], columns[right]) for left, right in weights]
    parts = np.round(np.array(list(weights.values())) * SCALE).astype(np.int16)
    matrix = sparse.csr_matrix((parts, np.array(places).T), shape=(len(lefts) + 1, len(rights) + 1))
    np.savez_compressed(
        target,
        allow_pickle=False,
        lefts=np.array("\n".join(lefts)),
        rights=np.array("\n".join(rights)),
        weights=matrix.data,
        columns=matrix.indices,
        ends=matrix.indptr,
        gains=np.array(gains),
    )


def _cuts(articles: Sequence[Source]) -> list[tuple[str, str]]:
    """What stands before and behind some cuts of each paragraph."""
    rng = random.Random(0)
    return [
        (paragraph[max(place - 2 * LONGEST_CLAUSE, 0) : place], paragraph[place : place + 2 * LONGEST_CLAUSE])
        for article in articles
        for paragraph in article.paragraphs
        for places in [cut_places(paragraph)]
        for place in rng.sample(places, min(len(places), CUTS))
    ]


def _rows(
    cuts: Sequence[tuple[str, str]], ends: npt.NDArray[np.intp], starts: npt.NDArray[np.intp]
) -> Iterator[dict[str, float]]:
    """The signs of each chosen end with the start chosen beside it, by the numbers of their cuts."""
    befores, behinds = zip(*cuts, strict=True)
    gains, ordered = (module.gains_of(befores, behinds, ends, starts) for module in (continuity, phrases))
    numeric = np.stack(gain_signs(gains, ordered), axis=1).tolist()
    lefts, rights = [left_of(text) for text in befores], [right_of(text) for text in behinds]
    for end, start, gain, values in zip(ends.tolist(), starts.tolist(), gains.tolist(), numeric, strict=True):
        signs = signs_of(lefts[end], rights[start], gain)
        yield {f"{left}|{right}": 1.0 for left, right in signs} | dict(zip(_GAINS, values, strict=True))
