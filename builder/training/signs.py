"""Fits what signs weigh that are there or not: the models of joints and bounds."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

STEPS = 1000


def fit_signs(
    rows: Iterable[Mapping[str, float]],
    labels: Sequence[bool],
    strength: float,
    least: int = 1,
    weights: Sequence[float] | npt.NDArray[np.float64] | None = None,
) -> dict[str, float]:
    """
    Weights of signs as logarithms of odds: a logistic regression of inverse regularisation `strength`.

    Signs of fewer than `least` rows are left out: they would tell of these alone. Rows weigh alike without `weights`.
    """
    names, matrix = _matrix(rows)
    kept = np.flatnonzero(matrix.getnnz(axis=0) >= least)
    model = LogisticRegression(C=strength, max_iter=STEPS)
    model.fit(matrix[:, kept], labels, sample_weight=weights)
    rounded = model.coef_[0].astype(float).round(2).tolist()
    return {names[place]: weight for place, weight in zip(kept.tolist(), rounded, strict=True) if weight}


def _matrix(rows: Iterable[Mapping[str, float]]) -> tuple[list[str], sparse.csr_matrix]:
    """The signs' names, and rows by signs; the rows are millions, and not kept."""
    columns: dict[str, int] = {}
    places, values, ends = array("i"), array("f"), array("q", [0])
    for row in rows:
        for sign, value in row.items():
            places.append(columns.setdefault(sign, len(columns)))
            values.append(value)
        ends.append(len(places))
    data = np.frombuffer(values, np.float32), np.frombuffer(places, np.int32), np.frombuffer(ends, np.int64)
    return list(columns), sparse.csr_matrix(data, shape=(len(ends) - 1, len(columns)))
