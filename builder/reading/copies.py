"""Tells of two passages that are one which belongs where it stands and which is the copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.gazetteer import Gazetteer
from builder.reading.continuity import words_cost
from builder.reading.districts import count_districts
from builder.reading.marks import ordinal
from builder.reading.repeats import find_repeats

LOOK_BACK = 8
NEAR = 3
"""Texts before a passage that tell what it stands among: a copy comes behind its host."""
PLACED = 1_000.0
"""Weight of the archivist's word, which is more than all the rest."""
OWN_DISTRICT = 1.8
"""Weight of a passage that names its article's district; as those below a logarithm of odds, fitted on 1,200 generated pages."""
COUNTED = 2.4
"""Weight of a number that follows on the one before it."""
ALIKE = 1.6
"""Weight of the words that a passage has in common with what it stands among, a share."""
MISREAD = 0.034
"""Weight of what a passage costs more than the other, cut into words: where two differ, the misread one is the copy."""
MOST_MISREAD = 30.0


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph or block as the search for copies sees it."""

    text: str
    """Without white space."""
    group: int
    """Which article it stands in."""
    district: str | None = None
    """That article's own district."""
    is_placed: bool = False
    """Whether the archivist says that it belongs there, so that it is no copy."""
    is_copied: bool = False
    """Whether the reading took it for a copy."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that repeats another one."""

    part: int
    """Index of the part in which the copy stands."""
    start: int
    end: int
    original: int
    """Index of the part that it repeats."""


class Passage(NamedTuple):
    """A stretch of a part: half-open offsets."""

    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Passages that stand twice, in two articles or in one: either the first ones are copies, or the second ones."""

    first: tuple[Passage, ...]
    second: tuple[Passage, ...]
    lead: float
    """By how much the first fit better where they stand."""


def find_copies(parts: Sequence[Part], gazetteer: Gazetteer) -> tuple[Copy, ...]:
    """Find the passages that stand twice, and of each the one that is the copy."""
    copies = []
    for shared in find_shared(parts, gazetteer):
        sides = (shared.first, shared.second) if shared.lead >= 0 else (shared.second, shared.first)
        copies += [Copy(*copy, kept.part) for kept, copy in zip(*sides, strict=True)]
    found = (copy for copy in copies if not parts[copy.part].is_placed)
    return tuple(sorted(found, key=lambda copy: (copy.part, copy.start)))


def find_shared(parts: Sequence[Part], gazetteer: Gazetteer) -> list[Shared]:
    """
    Find the passages that stand twice.

    All that two articles share are judged together: the copies of one page came in one go.
    """
    together: dict[tuple[int, int], list[tuple[Passage, Passage]]] = defaultdict(list)
    for repeat in find_repeats([part.text for part in parts]):
        if repeat.first != repeat.second:
            sides = sorted(
                (Passage(*repeat[:3]), Passage(*repeat[3:])), key=lambda side: parts[side.part].group
            )
            together[parts[sides[0].part].group, parts[sides[1].part].group].append((sides[0], sides[1]))
    context = _Context(parts, gazetteer)
    shared = []
    for (group, other), pairs in together.items():
        first, second = zip(*pairs, strict=True)
        lead = PLACED if group == other else sum(context.lead(*pair) for pair in pairs)
        shared.append(Shared(first, second, lead))
    return shared


class _Context:
    """What passages stand among."""

    def __init__(self, parts: Sequence[Part], gazetteer: Gazetteer) -> None:
        self.parts = parts
        self.gazetteer = gazetteer
        self.words = [Counter(_pairs(part.text)) for part in parts]
        self.spread = Counter(pair for counts in self.words for pair in counts)

    def lead(self, one: Passage, other: Passage) -> float:
        """By how much one of two passages that are the same looks more like the original."""
        text, again = self._text(one), self._text(other)
        misread = 0.0 if text == again else words_cost(again) - words_cost(text)
        bounded = min(max(misread, -MOST_MISREAD), MOST_MISREAD)
        return self._fit(one) - self._fit(other) + MISREAD * bounded

    def _text(self, passage: Passage) -> str:
        return self.parts[passage.part].text[passage.start : passage.end]

    def _fit(self, passage: Passage) -> float:
        """How well a passage fits the article in which it stands."""
        here, text = self.parts[passage.part], self._text(passage)
        named = count_districts(text, self.gazetteer)
        own = named.pop(here.district or "", 0)
        fit = OWN_DISTRICT * ((own > 0) - (not own and named.total() > 0)) if here.district else 0.0
        fit += PLACED * (here.is_placed - here.is_copied)
        fit += _count_fit(passage.part, passage.start, self.parts)
        return fit + ALIKE * _likeness(passage.part, text, self.parts, self.words, self.spread)


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]


def _count_fit(part: int, start: int, parts: Sequence[Part]) -> float:
    """Whether a counted paragraph's number follows on the one before it in its article: 二、 behind 一、."""
    number = ordinal(parts[part].text[start:])
    if number is None or start:
        return 0.0
    before = [
        found
        for other in parts[max(part - 6, 0) : part]
        if other.group == parts[part].group and (found := ordinal(other.text))
    ]
    return COUNTED if (before[-1] if before else 0) + 1 == number else -COUNTED


def _likeness(
    part: int, passage: str, parts: Sequence[Part], words: Sequence[Counter[str]], spread: Counter[str]
) -> float:
    """Weighted share of a passage's character pairs that the text around it uses, copies of itself left out."""
    own = parts[part].text
    rest: set[str] = set()
    found = 0
    for index in range(part - 1, max(part - LOOK_BACK, -1), -1):
        if found < NEAR and spread and not _is_shared(parts[index].text, own, parts):
            rest |= words[index].keys()
            found += 1
    weights = {pair: 1 / (spread[pair] or 1) for pair in _pairs(passage)}
    total = sum(weights.values())
    return sum(weight for pair, weight in weights.items() if pair in rest) / total if total else 0.0


def _is_shared(text: str, own: str, parts: Sequence[Part]) -> bool:
    """Whether a text stands more than once on the page, so that it says nothing of where it belongs."""
    return text == own or sum(part.text == text for part in parts) > 1
