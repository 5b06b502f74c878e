"""Fits what signs weigh that are there or not: the models of joints and bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

STEPS = 1000


def fit_signs(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    strength: float,
    least: int = 1,
    weights: Sequence[float] | None = None,
) -> dict[str, float]:
    """
    Weights of signs as logarithms of odds: a logistic regression of inverse regularisation `strength`.

    Signs of fewer than `least` rows are left out: they would tell of these alone. Rows weigh alike without `weights`.
    """
    spread = Counter(sign for row in rows for sign in row)
    known = [{sign: value for sign, value in row.items() if spread[sign] >= least} for row in rows]
    vectorizer = DictVectorizer(dtype=np.float32)
    model = LogisticRegression(C=strength, max_iter=STEPS)
    model.fit(vectorizer.fit_transform(known), labels, sample_weight=weights)
    rounded = model.coef_[0].round(2).tolist()
    pairs = zip(vectorizer.get_feature_names_out().tolist(), rounded, strict=True)
    return {sign: weight for sign, weight in pairs if weight}
