"""Fits what words tell of the role of a short block."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from builder.model import Role
from builder.reading.signs import columns_of
from builder.reading.wording import BIAS, MOST, ROLES, SHORT, TABLE, forget_table, signs_of

STRENGTH = 0.3
LEAST_TEXTS = 3
"""A sign of fewer texts tells of these alone."""
STEPS = 200


def write(blocks: Iterable[tuple[str, Role]], target: Path = TABLE) -> None:
    """
    Fit the table on blocks, many of them alike, and write it.

    What stands on many pages counts as the logarithm of their number.
    """
    counts = Counter((text, role.value) for text, role in blocks if len(text) < SHORT)
    signs = [signs_of(text) for text, _ in counts]
    spread = Counter(sign for found in signs for sign in found)
    rows = [{sign: 1.0 for sign in sorted(found) if spread[sign] >= LEAST_TEXTS} for found in signs]
    vectorizer = DictVectorizer(dtype=np.float32)
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS)
    weights = [1 + math.log(count) for count in counts.values()]
    model.fit(vectorizer.fit_transform(rows), [role for _, role in counts], sample_weight=weights)
    columns = [ROLES.index(Role(name)) for name in model.classes_]
    bias = np.full(len(ROLES), -MOST)  # of roles that no short block has
    bias[columns] = model.intercept_
    table = np.zeros((model.coef_.shape[1], len(ROLES)))
    table[:, columns] = model.coef_.T
    weights_of = dict(zip(vectorizer.get_feature_names_out().tolist(), table.tolist(), strict=True))
    np.savez_compressed(target, allow_pickle=False, **columns_of({BIAS: bias.tolist(), **weights_of}))
    forget_table()
