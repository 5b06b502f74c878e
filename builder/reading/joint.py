"""
Weighs whether one text goes on with another: words, their classes and marks on both sides of a cut, beside the word across it.

The weights are fitted on cuts of the training texts (`python -m builder.training.fit`), right ends against others. Of 14 ends
that no word goes across, the right start was first for 7 in 100 by words and classes alone, and for 28 by these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import WINDOW
from builder.reading.dictionary import class_of, cut_words
from builder.reading.phrases import phrase_gains

TABLE = Path(__file__).parent.parent / "data" / "joints.npz"
MARKS = "，。；：！？、“”（）《》"
LONGEST_CLAUSE = 20
"""Characters between two marks that are told apart."""
LARGEST_CLAUSE = 6
"""In fours of characters."""
WORD_SIGNS = 8
MOST_GAIN = 20.0
"""Larger gains of a word across the cut tell no more."""
PHRASE_BOUNDS = (-8.0, 12.0)
"""The same of the order of words."""

SCALE = 100
"""Parts of a logarithm in which the weights are kept."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """What signs of both sides of a cut weigh together."""

    lefts: dict[str, int]
    """The row of each sign of the left side; the row behind them all is empty."""
    rights: dict[str, int]
    """The column of each sign of the right side, likewise."""
    ends: npt.NDArray[np.int32]
    """Where the weights of each row end; they stand row by row, one behind the other."""
    columns: npt.NDArray[np.int32]
    """The column of each weight."""
    weights: npt.NDArray[np.int16]
    gains: tuple[float, ...]
    """What the signs of gains weigh (`gain_signs`)."""

    def looked_up(self, lefts: Sequence[str], rights: Sequence[str]) -> Matrix:
        """The weight of each two signs; 0 where it is not known."""
        own, rows = np.unique([self.lefts.get(sign, len(self.lefts)) for sign in lefts], return_inverse=True)
        other, columns = np.unique(
            [self.rights.get(sign, len(self.rights)) for sign in rights], return_inverse=True
        )
        wanted = np.full(len(self.rights) + 1, -1)
        wanted[other] = np.arange(len(other))
        known = [slice(self.ends[row], self.ends[row + 1]) for row in own.tolist()]
        table = np.zeros((len(own), len(other) + 1))  # what is not wanted goes into the last column
        for row, some in zip(table, known, strict=True):
            row[wanted[self.columns[some]]] = self.weights[some]
        found: Matrix = table[np.ix_(rows, columns)] / SCALE
        return found


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


def gain_signs(gains: Matrix, phrases: Matrix) -> tuple[Matrix, ...]:
    """
    What a word across the cut saves: how much, whether anything, whether much.

    And what words save by their order (`phrases.phrase_gains`), the more where no word lies across.
    """
    is_between = (gains <= 0).astype(float)
    ordered = np.clip(phrases, *PHRASE_BOUNDS) / 5
    return (
        np.minimum(gains, MOST_GAIN) / 5,
        is_between,
        (gains > 3).astype(float),
        ordered,
        ordered * is_between,
    )


def forget_tables() -> None:
    """Read the table anew when next asked, as it has changed."""
    load_table.cache_clear()


@cache
def load_table(path: Path = TABLE) -> Table:
    """Read the weights."""
    with np.load(path) as data:
        lefts, rights = (
            {sign: place for place, sign in enumerate(data[name].item().split("\n"))}
            for name in ("lefts", "rights")
        )
        gains = tuple(data["gains"].tolist())
        return Table(lefts, rights, data["ends"], data["columns"], data["weights"], gains)


def joint_scores(ends: Sequence[str], starts: Sequence[str], gains: Matrix) -> Matrix:
    """
    Logarithm of the odds that each end goes on with each start, but for a constant.

    `gains` are those of `continuity.word_gains`.
    """
    table = load_table()
    lefts = [left_of(text[-2 * LONGEST_CLAUSE :]) for text in ends]
    rights = [right_of(text[: 2 * LONGEST_CLAUSE]) for text in starts]
    scores = np.zeros(gains.shape)
    for number in range(WORD_SIGNS):
        scores += table.looked_up(
            [left.words[number] for left in lefts], [right.words[number] for right in rights]
        )
    scores[gains > 0] = 0.0
    scores += table.looked_up([left.last for left in lefts], [right.first for right in rights])
    scores += _clauses(table, lefts, rights)
    for weight, sign in zip(table.gains, gain_signs(gains, phrase_gains(ends, starts)), strict=True):
        scores += weight * sign
    return scores


def _clauses(table: Table, lefts: Sequence[Left], rights: Sequence[Right]) -> Matrix:
    """The weight of the clause that each two sides make, by its length and the mark behind it."""
    lengths = np.add.outer([left.clause for left in lefts], [right.clause for right in rights])
    keys = [f"lm {size}" for size in range(LARGEST_CLAUSE + 1)]
    by_size = table.looked_up(keys, [right.mark for right in rights])
    found: Matrix = by_size[_clause_size(lengths), np.arange(len(rights))]
    return found
