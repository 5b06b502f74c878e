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

from builder.reading.continuity import WINDOW
from builder.reading.dictionary import class_of, cut_words

TABLE = Path(__file__).parent.parent / "data" / "joints.json"
MARKS = "，。；：！？、“”（）《》"
LONGEST_CLAUSE = 20
"""Characters between two marks that are told apart."""
LARGEST_CLAUSE = 6
"""In fours of characters."""
WORD_SIGNS = 8
MOST_GAIN = 20.0
"""Larger gains of a word across the cut tell no more."""

Matrix = npt.NDArray[np.float64]
Tables = Mapping[str, Mapping[str, float]]
"""What is on the left, with what each thing on the right weighs beside it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a cut."""

    words: tuple[str, ...]
    """Words and word classes, each with the name of its sign."""
    last: str
    clause: int
    """Characters since the last mark."""


@dataclass(frozen=True, slots=True)
class Right:
    """What stands behind a cut."""

    words: tuple[str, ...]
    """What of it is looked up beside each of the left side's words and classes."""
    first: str
    clause: int
    """Characters up to the first mark."""
    mark: str


@lru_cache(maxsize=4096)
def left_of(text: str) -> Left:
    """What stands before a cut behind a text's last few characters."""
    words = ["", "", *cut_words(text[-WINDOW:])][-2:]
    one, two = (class_of(word) if word else "" for word in words)
    names = ("cc", "ccc", "cccc", "c4", "wc", "cw", "ww", "wm")
    signs = (two, one + two, two, one + two, words[1], two, words[1], words[1])
    clause = next((count for count, char in enumerate(text[::-1]) if char in MARKS), len(text))
    return Left(
        tuple(f"{name} {sign}" for name, sign in zip(names, signs, strict=True)),
        f"xx {text[-1:]}",
        min(clause, LONGEST_CLAUSE),
    )


@lru_cache(maxsize=4096)
def right_of(text: str) -> Right:
    """What stands behind a cut before a text's first few characters."""
    words = [*cut_words(text[:WINDOW]), "", ""][:2]
    one, two = (class_of(word) if word else "" for word in words)
    clause, mark = next(((count, char) for count, char in enumerate(text) if char in MARKS), (len(text), ""))
    clause = min(clause, LONGEST_CLAUSE)
    near = f"{mark}{min(clause // 3, 4)}"
    signs = (one, one, one + two, one + two, one, words[0], words[0], near)
    return Right(signs, text[:1], clause, mark)


def _clause_size(length: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.minimum(length // 4, LARGEST_CLAUSE)


def signs_of(left: Left, right: Right, gain: float) -> Iterator[tuple[str, str]]:
    """What of both sides of a cut may tell whether they belong together; a word across it says what words there are."""
    if gain <= 0:
        yield from zip(left.words, right.words, strict=True)
    yield left.last, right.first
    yield f"lm {_clause_size(np.array(left.clause + right.clause))}", right.mark


def gain_signs(gains: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """What a word across the cut saves: how much, whether anything, whether much."""
    return np.minimum(gains, MOST_GAIN) / 5, (gains <= 0).astype(float), (gains > 3).astype(float)


def forget_tables() -> None:
    """Read the tables anew when next asked, as they have changed."""
    _load.cache_clear()


@cache
def _load(path: Path = TABLE) -> tuple[Tables, tuple[float, ...]]:
    data = json.loads(path.read_text("utf-8"))
    return data["signs"], tuple(data["gain"])


def joint_scores(ends: Sequence[str], starts: Sequence[str], gains: Matrix) -> Matrix:
    """
    Logarithm of the odds that each end goes on with each start, but for a constant.

    `gains` are those of `continuity.word_gains`.
    """
    tables, weights = _load()
    lefts = [left_of(text[-2 * LONGEST_CLAUSE :]) for text in ends]
    rights = [right_of(text[: 2 * LONGEST_CLAUSE]) for text in starts]
    scores = np.zeros(gains.shape)
    for number in range(WORD_SIGNS):
        scores += _looked_up(
            tables, [left.words[number] for left in lefts], [right.words[number] for right in rights]
        )
    scores[gains > 0] = 0.0
    scores += _looked_up(tables, [left.last for left in lefts], [right.first for right in rights])
    scores += _clauses(tables, lefts, rights)
    for weight, sign in zip(weights, gain_signs(gains), strict=True):
        scores += weight * sign
    return scores


def _looked_up(tables: Tables, lefts: Sequence[str], rights: Sequence[str]) -> Matrix:
    """The weight of each two signs."""
    own, others = dict.fromkeys(lefts), dict.fromkeys(rights)
    table = np.array(
        [[row.get(other, 0.0) for other in others] for row in (tables.get(key, {}) for key in own)]
    )
    rows, columns = ({key: place for place, key in enumerate(keys)} for keys in (own, others))
    found: Matrix = table[np.ix_([rows[key] for key in lefts], [columns[key] for key in rights])]
    return found


def _clauses(tables: Tables, lefts: Sequence[Left], rights: Sequence[Right]) -> Matrix:
    """The weight of the clause that each two sides make, by its length and the mark behind it."""
    lengths = np.add.outer([left.clause for left in lefts], [right.clause for right in rights])
    keys = [f"lm {size}" for size in range(LARGEST_CLAUSE + 1)]
    table = _looked_up(tables, keys, [right.mark for right in rights])
    found: Matrix = table[_clause_size(lengths), np.arange(len(rights))]
    return found
