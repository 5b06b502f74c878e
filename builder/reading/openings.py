"""
Weighs whether a text begins where a sentence begins, and whether the words on both sides of a cut follow one another.

Words are those of jieba's dictionary with the class that it gives them. What signs of an opening weigh is fitted, and how often
classes follow one another counted, on the training texts (`python -m builder.training.fit`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import WINDOW, broken_starts
from builder.reading.dictionary import MARKS, class_of, cut_words

TABLES = Path(__file__).parent.parent / "data" / "openings.json"
MOST_BROKEN = 20.0
"""Cost of a character above which a beginning is no more broken."""
_MARK = re.compile(f"[{MARKS},;:]")
FARTHEST = 20
"""Characters of a text within which its first mark is looked at."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the training texts show."""

    signs: dict[str, float]
    """Each sign of an opening, with what it adds to the logarithm of the odds."""
    after: dict[str, dict[str, float]]
    """Each class, and how often each class follows."""


def forget_tables() -> None:
    """Read the tables anew when next asked, as they have changed."""
    for known in (load_tables, _gain, _anywhere):
        known.cache_clear()


@cache
def load_tables(path: Path = TABLES) -> Tables:
    """Read the counts."""
    data = json.loads(path.read_text("utf-8"))
    return Tables(data["signs"], data["after"])


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
    weights = load_tables().signs
    return np.array(
        [
            sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
            for signs in signs_of_openings(texts)
        ]
    )


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
    own, rows = np.unique(ends, return_inverse=True)
    other, columns = np.unique(starts, return_inverse=True)
    gains = np.array([[_gain(end, start) for start in other.tolist()] for end in own.tolist()])
    found: npt.NDArray[np.float64] = gains.reshape(len(own), len(other))[np.ix_(rows, columns)]
    return found


@cache
def _gain(end: str, start: str) -> float:
    counts, anywhere = load_tables().after.get(end, {}), _anywhere()
    share = (anywhere.get(start, 0.0) + 1) / sum(anywhere.values())
    return math.log((counts.get(start, 0.0) + 10 * share) / (sum(counts.values()) + 10) / share)


@cache
def _anywhere() -> dict[str, float]:
    """How often each class stands behind any other."""
    anywhere: dict[str, float] = {}
    for counts in load_tables().after.values():
        for name, count in counts.items():
            anywhere[name] = anywhere.get(name, 0.0) + count
    return anywhere
