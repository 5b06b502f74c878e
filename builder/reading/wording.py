"""
Weighs what the words of a short block tell of its role: headlines, captions and bylines have words of their own.

The weights are fitted on the training pages' short blocks (`python -m builder.training.roles`).
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import log_softmax

from builder.model import Role
from builder.reading.dictionary import class_of, cut_words

TABLE = Path(__file__).parent.parent / "data" / "wording.json"
ROLES = tuple(Role)
SHORT = 60
"""Characters of the longest headline or caption; what is longer is seldom mistaken."""
LOOKED_AT = 24
"""Characters whose word classes tell: where a text begins."""
MOST = 12.0
"""Largest logarithm by which words alone may speak against a role."""
_DIGIT = re.compile(r"\d")
_PAUSE = re.compile("[，；：]")
_GAP = re.compile("[ 　]")

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """What signs weigh for each role."""

    rows: dict[str, int]
    """Each sign, with its row of weights."""
    weights: Matrix
    """Signs by roles; the last row is what weighs without any sign."""


def forget_table() -> None:
    """Read the table anew when next asked, as it has changed."""
    load_table.cache_clear()


@cache
def load_table(path: Path = TABLE) -> Table:
    """Read the weights."""
    data = json.loads(path.read_text("utf-8"))
    weights = np.array([*data["signs"].values(), data["bias"]])
    return Table({sign: row for row, sign in enumerate(data["signs"])}, weights)


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
    table = load_table()
    chances = np.zeros((len(texts), table.weights.shape[1]))
    for place, text in enumerate(texts):
        if len(text) < SHORT:
            rows = [table.rows[sign] for sign in signs_of(text) if sign in table.rows]
            chances[place] = log_softmax(table.weights[[*rows, -1]].sum(axis=0))
    return np.maximum(chances, -MOST)
