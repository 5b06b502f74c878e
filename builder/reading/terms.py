"""How alike texts of one page are: the character pairs that they share, the rarer the heavier."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix = npt.NDArray[np.float64]


def weighted_pairs(texts: Sequence[str]) -> sparse.csr_matrix:
    """Character pairs of each text, the rarer on the page the heavier."""
    ids: dict[str, int] = {}
    rows: list[int] = []
    cols: list[int] = []
    for row, text in enumerate(texts):
        for pair in {text[start : start + 2] for start in range(len(text) - 1)}:
            rows.append(row)
            cols.append(ids.setdefault(pair, len(ids)))
    counts = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(texts), max(len(ids), 1)))
    spread = np.maximum(np.asarray(counts.sum(axis=0)).ravel(), 1)
    weights = np.where(spread > 1, np.log((len(texts) + 1) / spread), 0.0)
    return counts @ sparse.diags(weights)


def likeness(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Matrix:
    """Cosine of each two rows."""
    norms = [np.sqrt(np.asarray(side.multiply(side).sum(axis=1)).ravel()) + 1e-9 for side in (left, right)]
    product: Matrix = (left @ right.T).toarray() / norms[0][:, None] / norms[1][None, :]
    return product
