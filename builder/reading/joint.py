"""
Weighs whether one text goes on with another: words, their classes and marks on both sides of a cut, beside the word across it.

The weights are fitted on cuts of the training texts (`python -m builder.training.fit`), right ends against others. Of 14 ends
that no word goes across, the right start was first for 7 in 100 by words and classes alone, and for 28 by these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import WINDOW, end_edge, start_edge, word_gain
from builder.reading.openings import class_of, cut_words

TABLE = Path(__file__).parent.parent / "data" / "joints.json"
MARKS = "，。；：！？、“”（）《》"
LONGEST_CLAUSE = 20
"""Characters between two marks that are told apart."""
MOST_GAIN = 20.0
"""Larger gains of a word across the cut tell no more."""

Matrix = npt.NDArray[np.float64]
Tables = Mapping[str, Mapping[str, float]]
"""What is on the left, with what each thing on the right weighs beside it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a cut."""

    words: tuple[str, ...]
    """Words and word classes by which starts are looked up."""
    always: tuple[str, ...]
    """The same where a word goes across the cut."""
    clause: int
    """Characters since the last mark."""


@dataclass(frozen=True, slots=True)
class Right:
    """What stands behind a cut."""

    words: tuple[str, ...]
    always: tuple[str, ...]
    clause: int
    """Characters up to the first mark."""
    mark: str


@lru_cache(maxsize=4096)
def left_of(text: str) -> Left:
    """What stands before a cut behind a text's last few characters."""
    words = ["", "", *cut_words(text[-WINDOW:])][-2:]
    one, two = (class_of(word) if word else "" for word in words)
    clause = next((count for count, char in enumerate(text[::-1]) if char in MARKS), len(text))
    return Left(
        (f"cc {two}", f"ccc {one}{two}", f"cccc {two}", f"c4 {one}{two}", f"wc {words[1]}", f"cw {two}", f"ww {words[1]}", f"wm {words[1]}"),
        (f"xx {text[-1:]}",),
        min(clause, LONGEST_CLAUSE),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def right_of(text: str) -> Right:
    """What stands behind a cut before a text's first few characters."""
    words = [*cut_words(text[:WINDOW]), "", ""][:2]
    one, two = (class_of(word) if word else "" for word in words)
    clause, mark = next(((count, char) for count, char in enumerate(text) if char in MARKS), (len(text), ""))
    clause = min(clause, LONGEST_CLAUSE)
    near = f"{mark}{min(clause // 3, 4)}"
    return Right(
        (one, one, f"{one}{two}", f"{one}{two}", one, words[0], words[0], near), (text[:1],), clause, mark
    )


def signs_of(left: Left, right: Right, gain: float) -> Iterator[tuple[str, str]]:
    """What of both sides of a cut may tell whether they belong together; a word across it says what words there are."""
    if gain <= 0:
        yield from zip(left.words, right.words, strict=True)
    yield from zip(left.always, right.always, strict=True)
    yield f"lm {min((left.clause + right.clause) // 4, 6)}", right.mark


def gain_signs(gain: float) -> tuple[float, float, float]:
    """What a word across the cut saves: how much, whether anything, whether much."""
    return min(gain, MOST_GAIN) / 5, float(gain <= 0), float(gain > 3)


def forget_tables() -> None:
    """Read the tables anew when next asked, as they have changed."""
    _load.cache_clear()


@cache
def _load(path: Path = TABLE) -> tuple[Tables, tuple[float, ...]]:
    data = json.loads(path.read_text("utf-8"))
    return data["signs"], tuple(data["gain"])


def joint_scores(ends: Sequence[str], starts: Sequence[str], gains: Sequence[Sequence[float]]) -> Matrix:
    """
    Logarithm of the odds that each end goes on with each start, but for a constant.

    `gains` are those of `continuity.word_gains`.
    """
    tables, weights = _load()
    nothing: Mapping[str, float] = {}
    rights = [right_of(text[: 2 * LONGEST_CLAUSE]) for text in starts]
    scores = np.zeros((len(ends), len(starts)))
    for row, text in enumerate(ends):
        left = left_of(text[-2 * LONGEST_CLAUSE :])
        words = [tables.get(key, nothing) for key in left.words]
        always = [tables.get(key, nothing) for key in left.always]
        clauses = [tables.get(f"lm {size}", nothing) for size in range(7)]
        for column, (right, gain) in enumerate(zip(rights, gains[row], strict=True)):
            total = sum(weight * sign for weight, sign in zip(weights, gain_signs(gain), strict=True))
            if gain <= 0:
                for table, key in zip(words, right.words, strict=True):
                    total += table.get(key, 0.0)
            for table, key in zip(always, right.always, strict=True):
                total += table.get(key, 0.0)
            total += clauses[min((left.clause + right.clause) // 4, 6)].get(right.mark, 0.0)
            scores[row, column] = total
    return scores


def gain_of(end: str, start: str) -> float:
    """What a word across the cut between two texts saves."""
    return word_gain(end_edge(end), start_edge(start))
