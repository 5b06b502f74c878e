"""
Weighs whether a text begins where a sentence begins, and whether the words on both sides of a cut follow one another.

Words are those of jieba's dictionary with the class that it gives them; how often classes open sentences and follow one another
is counted in the training texts (`python -m builder.training.fit`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from builder.reading.continuity import LONGEST_WORD, UNKNOWN, WINDOW, word_classes, word_costs

TABLES = Path(__file__).parent.parent / "data" / "openings.json"
SMOOTHING = 0.5
_MARKS = "，。、；：！？”’》）】」』"


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts of the training texts."""

    first: dict[str, tuple[float, float]]
    """Each sign of an opening, with how often sentences show it, and places within sentences."""
    totals: tuple[float, float]
    after: dict[str, dict[str, float]]
    """Each class, and how often each class follows."""


@cache
def load_tables(path: Path = TABLES) -> Tables:
    """Read the counts."""
    data = json.loads(path.read_text("utf-8"))
    first = {sign: (counts[0], counts[1]) for sign, counts in data["first"].items()}
    return Tables(first, (data["totals"][0], data["totals"][1]), data["after"])


def cut_words(text: str) -> tuple[str, ...]:
    """The cheapest cutting of a short text into words of the dictionary; what is in none stands alone."""
    return _cut_words(text)


@lru_cache(maxsize=4096)
def _cut_words(text: str) -> tuple[str, ...]:
    costs, unknown = word_costs(), -math.log(UNKNOWN)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(text) + 1):
        best.append(
            min(
                (best[first][0] + costs.get(text[first:last], unknown * (last - first)), first)
                for first in range(max(0, last - LONGEST_WORD), last)
            )
        )
    words: list[str] = []
    last = len(text)
    while last:
        words.append(text[best[last][1] : last])
        last = best[last][1]
    return tuple(words[::-1])


def class_of(word: str) -> str:
    """The class of a word; digits, letters and marks have classes of their own."""
    if word[:1].isascii():
        return "0" if word[:1].isdigit() else "A"
    return word_classes().get(word, word if word in _MARKS else "?")


def signs_of(text: str) -> tuple[str, ...]:
    """What at a text's beginning tells whether a sentence begins there."""
    words = cut_words(text[:WINDOW])
    classes = [class_of(word) for word in [*words, "", ""][:3]]
    return (f"c{text[:1]}", f"w{words[0] if words else ''}", f"t{classes[0]}", f"tt{classes[0]} {classes[1]}")


def opening(text: str) -> float:
    """Logarithm of the odds that a sentence begins with this text; even odds are 0."""
    tables = load_tables()
    return sum(_odds(tables, sign) for sign in signs_of(text)) / 2


def _odds(tables: Tables, sign: str) -> float:
    opened, inside = tables.first.get(sign, (0.0, 0.0))
    share = [
        (count + SMOOTHING) / (total + 1)
        for count, total in zip((opened, inside), tables.totals, strict=True)
    ]
    return math.log(share[0] / share[1]) if opened + inside >= 2 else 0.0


def last_class(text: str) -> str:
    """Class of a text's last word."""
    words = cut_words(text[-WINDOW:])
    return class_of(words[-1]) if words else "?"


def first_class(text: str) -> str:
    """Class of a text's first word."""
    words = cut_words(text[:WINDOW])
    return class_of(words[0]) if words else "?"


def class_gains(ends: Sequence[str], starts: Sequence[str]) -> list[list[float]]:
    """How much likelier each class of a start is behind each class of an end than anywhere."""
    return [[_gain(end, start) for start in starts] for end in ends]


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
