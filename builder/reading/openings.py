"""
Weighs whether a text begins where a sentence begins, and whether the words on both sides of a cut follow one another.

Words are those of jieba's dictionary with the class that it gives them. What signs of an opening weigh is fitted, and how often
classes follow one another counted, on the training texts (`python -m builder.training.fit`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import WINDOW, broken_starts
from builder.reading.dictionary import MARKS, class_of, cut_words
from builder.reading.signs import SignTable, table_of

TABLES = Path(__file__).parent.parent / "data" / "openings.npz"
MOST_BROKEN = 20.0
"""Cost of a character above which a beginning is no more broken."""
_MARK = re.compile(f"[{MARKS},;:]")
FARTHEST = 20
"""Characters of a text within which its first mark is looked at."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the training texts show."""

    signs: SignTable
    """Each sign of an opening, with what it adds to the logarithm of the odds."""
    classes: dict[str, int]
    """Classes of words by their place in the gains."""
    gains: npt.NDArray[np.float64]
    """How much likelier each class is behind each than anywhere, a logarithm; last, what is none of them."""


def forget_tables() -> None:
    """Read the tables anew when next asked, as they have changed."""
    load_tables.cache_clear()


@cache
def load_tables(path: Path = TABLES) -> Tables:
    """Read the weights, and how often each class followed each."""
    with np.load(path) as data:
        classes = {name: place for place, name in enumerate(data["classes"].tolist())}
        return Tables(table_of(data), classes, _gains(data["after"]))


def _gains(after: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    counts = np.pad(after, (0, 1)).astype(float)
    anywhere = counts.sum(axis=0)
    shares = (anywhere + 1) / max(anywhere.sum(), 1.0)
    gains: npt.NDArray[np.float64] = np.log(
        (counts + 10 * shares) / (counts.sum(axis=1, keepdims=True) + 10) / shares
    )
    return gains


def signs_of_openings(texts: Sequence[str]) -> list[dict[str, float]]:
    """What at each text's beginning tells whether a sentence begins there."""
    broken = np.minimum(broken_starts(texts), MOST_BROKEN) / 5
    return [
        {"bias": 1.0, "broken": cost} | dict.fromkeys(_signs(text), 1.0)
        for text, cost in zip(texts, broken.tolist(), strict=True)
    ]


def _signs(text: str) -> list[str]:
    """The characters of a text's beginning, its words, their classes, and its first mark."""
    words = cut_words(text[:WINDOW])
    classes = [class_of(word) for word in [*words, "", "", ""][:3]]
    mark = _MARK.search(text)
    place = min(mark.start(), FARTHEST) if mark else FARTHEST
    name = mark.group() if mark else ""
    signs = [f"c{text[:size]}" for size in (1, 2, 3)]
    signs += [f"w{place} {word}" for place, word in enumerate(words[:2])]
    signs += ["t" + " ".join(classes[:size]) for size in (1, 2, 3)]
    return [
        *signs,
        f"m{name}",
        f"p{place // 2}",
        f"m{name} {place // 3}",
        f"l{len(words[0]) if words else 0}",
    ]


def openings(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Logarithm of the odds that a sentence begins with each text; even odds are 0."""
    signs = signs_of_openings(texts)
    if not signs:
        return np.zeros(0)
    weights = load_tables().signs.weights_of([sign for found in signs for sign in found])[:, 0]
    values = np.array([value for found in signs for value in found.values()])
    begins = np.cumsum([0, *map(len, signs)])[:-1]
    odds: npt.NDArray[np.float64] = np.add.reduceat(weights * values, begins)
    return odds


def last_class(text: str) -> str:
    """Class of a text's last word."""
    words = cut_words(text[-WINDOW:])
    return class_of(words[-1]) if words else "?"


def first_class(text: str) -> str:
    """Class of a text's first word."""
    words = cut_words(text[:WINDOW])
    return class_of(words[0]) if words else "?"


def class_gains(ends: Sequence[str], starts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Ends by starts: how much likelier each class of a start is behind each class of an end than anywhere."""
    tables = load_tables()
    rows, columns = ([tables.classes.get(name, -1) for name in names] for names in (ends, starts))
    found: npt.NDArray[np.float64] = tables.gains[np.ix_(rows, columns)]
    return found
