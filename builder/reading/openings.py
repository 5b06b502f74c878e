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
from functools import cache, lru_cache
from pathlib import Path

from builder.reading.continuity import LONGEST_WORD, UNKNOWN, WINDOW, broken_start, word_classes, word_costs

TABLES = Path(__file__).parent.parent / "data" / "openings.json"
_MARKS = "，。、；：！？”’》）】」』"
_MARK = re.compile(f"[{_MARKS},;:]")
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


def signs_of(text: str) -> dict[str, float]:
    """What at a text's beginning tells whether a sentence begins there: its characters, words, classes, and first mark."""
    words = cut_words(text[:WINDOW])
    classes = [class_of(word) for word in [*words, "", "", ""][:3]]
    mark = _MARK.search(text)
    place = min(mark.start(), FARTHEST) if mark else FARTHEST
    name = mark.group() if mark else ""
    signs = [f"c{text[:size]}" for size in (1, 2, 3)]
    signs += [f"w{place} {word}" for place, word in enumerate(words[:2])]
    signs += ["t" + " ".join(classes[:size]) for size in (1, 2, 3)]
    signs += [f"m{name}", f"p{place // 2}", f"m{name} {place // 3}", f"l{len(words[0]) if words else 0}"]
    return {"bias": 1.0, "broken": min(broken_start(text), 20) / 5} | dict.fromkeys(signs, 1.0)


def opening(text: str) -> float:
    """Logarithm of the odds that a sentence begins with this text; even odds are 0."""
    weights = load_tables().signs
    return sum(weights.get(sign, 0.0) * value for sign, value in signs_of(text).items())


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
