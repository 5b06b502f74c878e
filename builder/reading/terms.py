"""How alike texts of one page are: the character pairs that they share, the rarer the heavier."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix = npt.NDArray[np.float64]


def weighted_pairs(texts: Sequence[str]) -> sparse.csr_matrix:
    """Character pairs of each text, the rarer on the page the heavier."""
    pairs = [_pairs(text) for text in texts]
    ids, cols = np.unique(np.concatenate([np.empty(0, np.uint64), *pairs]), return_inverse=True)
    rows = np.repeat(np.arange(len(texts)), [len(found) for found in pairs])
    counts = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(texts), max(len(ids), 1)))
    spread = np.maximum(np.asarray(counts.sum(axis=0)).ravel(), 1)
    weights = np.where(spread > 1, np.log((len(texts) + 1) / spread), 0.0)
    return counts @ sparse.diags(weights)


@lru_cache(maxsize=1024)
def _pairs(text: str) -> npt.NDArray[np.uint64]:
    """The character pairs of a text, each once, as numbers."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    return np.unique(codes[:-1] << np.uint64(32) | codes[1:])


def likeness(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Matrix:
    """Cosine of each two rows."""
    norms = [np.sqrt(np.asarray(side.multiply(side).sum(axis=1)).ravel()) + 1e-9 for side in (left, right)]
    product: Matrix = (left @ right.T).toarray() / norms[0][:, None] / norms[1][None, :]
    return product
