"""
Weighs what the words of a short block tell of its role: headlines, captions and bylines have words of their own.

The weights are fitted on the training pages' short blocks (`python -m builder.training.roles`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import log_softmax

from builder.model import Role
from builder.reading.dictionary import class_of, cut_words
from builder.reading.signs import SignTable, table_of

TABLE = Path(__file__).parent.parent / "data" / "wording.npz"
ROLES = tuple(Role)
SHORT = 60
"""Characters of the longest headline or caption; what is longer is seldom mistaken."""
LOOKED_AT = 24
"""Characters whose word classes tell: where a text begins."""
BIAS = "bias"
MOST = 12.0
"""Largest logarithm by which words alone may speak against a role."""
_DIGIT = re.compile(r"\d")
_PAUSE = re.compile("[，；：]")
_GAP = re.compile("[ 　]")

Matrix = npt.NDArray[np.float64]


def forget_table() -> None:
    """Read the table anew when next asked, as it has changed."""
    load_table.cache_clear()


@cache
def load_table(path: Path = TABLE) -> SignTable:
    """Read the weights: signs by roles. Each text has the sign `BIAS`."""
    with np.load(path) as data:
        return table_of(data)


def signs_of(text: str) -> set[str]:
    """What of a short text's words, beginning, end and form may tell its role."""
    text = _DIGIT.sub("0", text.strip())
    classes = [class_of(word) for word in cut_words(text[:LOOKED_AT])] or [""]
    signs = {f"u{character}" for character in text}
    signs |= {f"s{text[:size]}" for size in (1, 2, 3)} | {f"e{text[-size:]}" for size in (1, 2, 3)}
    signs |= {f"c{name}" for name in classes}
    signs |= {f"C{name} {other}" for name, other in itertools.pairwise(classes)}
    signs |= {f"S{classes[0]}", f"E{classes[-1]}", f"l{min(len(text) // 4, 12)}"}
    return signs | {f"p{len(_PAUSE.findall(text))}", f"g{len(_GAP.findall(text))}"}


def wording(texts: Sequence[str]) -> Matrix:
    """Logarithm of the chance of each of `ROLES` for each text, by its words; 0 for a longer text."""
    chances = np.zeros((len(texts), len(ROLES)))
    short = [place for place, text in enumerate(texts) if len(text) < SHORT]
    signs = [[BIAS, *sorted(signs_of(texts[place]))] for place in short]
    if short:
        weights = load_table().weights_of([sign for found in signs for sign in found])
        begins = np.cumsum([0, *map(len, signs)])[:-1]
        chances[short] = log_softmax(np.add.reduceat(weights, begins, axis=0), axis=1)
    return np.maximum(chances, -MOST)
