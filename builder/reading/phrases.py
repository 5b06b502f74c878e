"""
Weighs whether the words on both sides of a cut belong together: 高质量 and 发展 more than 高质量 and 苹果.

How much likelier one word is behind another than elsewhere comes from a language model of word pairs (`phrases.npz`, made by
`python -m builder.training.phrases`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import WordEdge, end_edge, start_edge, word_costs

PHRASES = Path(__file__).parent.parent / "data" / "words" / "phrases.npz"
STEP = 0.25
"""Natural logarithm that one unit of a stored gain is worth."""
DEAREST = 6.0
"""A word at the cut that makes its text dearer than this is none of the text's words."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Pairs of words that follow one another more often than chance."""

    numbers: dict[str, int]
    """Number of each word."""
    begins: npt.NDArray[np.int64]
    """Where the followers of each word begin in the other two; the end behind the last."""
    followers: npt.NDArray[np.int64]
    """Numbers of the words that follow, ascending for each word."""
    gains: npt.NDArray[np.float64]
    """Logarithm of how much likelier the follower is there than anywhere."""


@cache
def load_phrases(path: Path = PHRASES) -> Phrases:
    """Read the table."""
    data = np.load(path)
    words = bytes(data["words"]).decode().split("\n")
    begins = np.concatenate([[0], np.cumsum(data["sizes"], dtype=np.int64)])
    followers = np.cumsum(data["steps"], dtype=np.int64)
    followers -= np.repeat(followers[begins[:-1]] - data["firsts"], data["sizes"])
    return Phrases(
        {word: number for number, word in enumerate(words)}, begins, followers, data["gains"] * STEP
    )


def phrase_gains(ends: Sequence[str], starts: Sequence[str]) -> npt.NDArray[np.float64]:
    """For each end and each start, how much likelier the start is behind the end than behind any other; 0 where unknown."""
    table = load_phrases()
    begin = [
        (place, *word) for place, text in enumerate(starts) for word in _words_at(start_edge(text), table)
    ]
    columns = np.array([place for place, _, _ in begin], dtype=np.int64)
    numbers = np.array([number for _, number, _ in begin], dtype=np.int64)
    losses = np.array([loss for _, _, loss in begin])
    gains = np.zeros((len(ends), len(starts)))
    for row, text in enumerate(ends):
        for number, loss in _words_at(end_edge(text), table):
            first, last = table.begins[number], table.begins[number + 1]
            found = first + np.searchsorted(table.followers[first:last], numbers)
            hit = found < last
            hit[hit] = table.followers[found[hit]] == numbers[hit]
            np.maximum.at(gains[row], columns[hit], table.gains[found[hit]] - losses[hit] - loss)
    return gains


def _words_at(edge: WordEdge, table: Phrases) -> list[tuple[int, float]]:
    """Number of each word that may stand at the cut, and what it costs against the cheapest words there."""
    costs = word_costs()
    found = []
    for size in range(1, len(edge.costs)):
        word = edge.pieces[size - 1]
        number, cost = table.numbers.get(word), costs.get(word)
        if number is not None and cost is not None:
            loss = edge.costs[size] + cost - edge.costs[0]
            if loss < DEAREST:
                found.append((number, loss))
    return found
