"""Fits how sentences of the training texts open; a part of `python -m builder.training.fit`."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from builder.reading.cuts import forget_cuts
from builder.reading.dictionary import class_of, cut_words
from builder.reading.openings import TABLES, forget_tables, signs_of_openings
from builder.reading.signs import columns_of
from builder.training.corpus import Source

INSIDE = 4
"""Places within each sentence that are fitted on beside its beginning."""
STRENGTH = 1.0
"""Inverse regularisation."""
LEAST = 0.01
"""Weights smaller than this are left out."""


def write(articles: Sequence[Source], target: Path = TABLES) -> None:
    """Fit to some articles, and let what weighs openings use it from now on."""
    texts = [paragraph for article in articles for paragraph in article.paragraphs]
    classes, after = _followers(texts)
    columns = columns_of(_sign_weights(texts))
    np.savez_compressed(target, allow_pickle=False, classes=np.array(classes), after=after, **columns)
    forget_tables()
    forget_cuts()


def _sign_weights(texts: Iterable[str]) -> dict[str, float]:
    rng = random.Random(0)
    beginnings: list[str] = []
    labels: list[bool] = []
    for text in texts:
        begins = [0, *(place + 1 for place in range(len(text) - 1) if text[place] in "。！？")]
        others = [
            place
            for place in range(1, len(text))
            if text[place - 1] not in "。！？" and text[place] not in "，。、；：！？”’》）"
        ]
        chosen = rng.sample(others, min(len(others), INSIDE * len(begins)))
        beginnings += [text[place:] for place in (*begins, *chosen)]
        labels += [True] * len(begins) + [False] * len(chosen)
    names = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced", fit_intercept=False)
    model.fit(names.fit_transform(signs_of_openings(beginnings)), labels)
    weights = zip(names.get_feature_names_out(), model.coef_[0], strict=True)
    return {name: float(weight) for name, weight in weights if abs(weight) >= LEAST}


def _followers(texts: Iterable[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The classes of words, and how often each follows each; what happened once is left out."""
    after: Counter[tuple[str, str]] = Counter()
    for text in texts:
        after.update(itertools.pairwise([class_of(word) for word in cut_words(text)]))
    classes = sorted({name for pair in after for name in pair})
    counts = np.zeros((len(classes), len(classes)), dtype=np.int64)
    for (one, other), count in after.items():
        if count > 1:
            counts[classes.index(one), classes.index(other)] = count
    return classes, counts
