"""Fits what characters are about; a part of `python -m builder.training.fit`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from builder.reading.characters import Codes
from builder.reading.themes import TABLE, Matrix, codes_of, counted, forget_tables
from builder.training.corpus import Source

DIMENSIONS = 64
"""More tell hardly more on pages of articles left out."""
LEAST_ARTICLES = 3
MOST_ARTICLES = 0.4
"""Share of the articles above which what stands in them tells nothing."""
LARGEST = 127


def write(articles: Sequence[Source], target: Path = TABLE) -> None:
    """Fit to some articles, and let what weighs themes use it from now on."""
    codes, vectors = fit(articles)
    scales = np.abs(vectors).max(axis=1) / LARGEST
    np.savez(
        target,
        codes=codes,
        scales=scales.astype(np.float32),
        vectors=np.round(vectors / scales[:, None]).astype(np.int8),
    )
    forget_tables()


def fit(articles: Sequence[Source]) -> tuple[Codes, Matrix]:
    """
    What occurs in several articles, as codes, and the vector of each.

    Those of a singular value decomposition of articles by what occurs in them, weighed by its rarity. A text's vector weighs by the
    square of the rarity: so, paragraphs of one article were told from others better than by the rarity itself.
    """
    texts = [codes_of("\n".join((article.headline, *article.paragraphs))) for article in articles]
    codes, spread = np.unique(np.concatenate([np.unique(text) for text in texts]), return_counts=True)
    told = (spread >= LEAST_ARTICLES) & (spread <= MOST_ARTICLES * len(texts))
    codes, rarity = codes[told], np.log(len(texts) / spread[told])
    columns, counted_there = zip(*(counted(text, codes) for text in texts), strict=True)
    ends = np.cumsum([0, *map(len, columns)])
    counts = sparse.csr_matrix(
        (np.concatenate(counted_there), np.concatenate(columns), ends), (len(texts), len(codes))
    )
    counts = counts @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    _, _, directions = svds(sparse.diags(1 / lengths) @ counts, k=DIMENSIONS, rng=0)
    return codes, (rarity**2)[:, None] * directions.T
