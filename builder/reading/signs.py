"""Weights of signs (a word at a text's beginning, a character, a class), many thousands of them, read in a moment and in little room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SCALE = 100
"""Parts in which weights are kept."""

Weights = npt.NDArray[np.float32]
Columns = Mapping[str, npt.NDArray[np.generic]]
"""Of a file of arrays."""


@dataclass(frozen=True, slots=True)
class SignTable:
    """Signs, each with a weight or several."""

    signs: npt.NDArray[np.str_]
    """In ascending order."""
    weights: Weights
    """Signs by columns; the last row is that of unknown signs, all zeros."""

    def weights_of(self, signs: Sequence[str]) -> Weights:
        """The weights of some signs, in rows."""
        wanted = np.array(signs, dtype=np.str_)
        places = np.minimum(np.searchsorted(self.signs, wanted), len(self.signs) - 1)
        found: Weights = self.weights[np.where(self.signs[places] == wanted, places, -1)]
        return found


def columns_of(weights: Mapping[str, float] | Mapping[str, Sequence[float]]) -> Columns:
    """The weights of each sign as columns of a file."""
    signs = sorted(weights)
    rows = np.array([weights[sign] for sign in signs], dtype=float).reshape(len(signs), -1)
    limits = np.iinfo(np.int16)
    parts = np.clip(np.round(rows * SCALE), limits.min, limits.max)
    return {"signs": np.array(signs), "weights": parts.astype(np.int16)}


def table_of(columns: Columns) -> SignTable:
    """The table that a file's columns hold."""
    weights = columns["weights"].astype(np.float32) / np.float32(SCALE)
    return SignTable(columns["signs"].astype(np.str_), np.concatenate([weights, np.zeros_like(weights[:1])]))
