"""Tells of two passages that are one which belongs where it stands and which is the copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from builder.gazetteer import Gazetteer
from builder.reading.districts import count_districts
from builder.reading.marks import ordinal
from builder.reading.repeats import find_repeats
from builder.reading.themes import cosines, themes_of

LOOK_AROUND = 8
NEAR = 3
"""Texts before a passage, and behind it, that tell what it stands among."""
PLACED = 1_000.0
"""Weight of the archivist's word, which is more than all the rest."""
OWN_DISTRICT = 1.8
"""Weight of a passage that names its article's district; as those below a logarithm of odds, fitted on 2,000 generated pages."""
COUNTED = 0.65
"""Weight of a number that follows on the one before it."""
ALIKE = 5.4
"""Weight of how alike passages are to what they stand among, a cosine."""
FIRST = 2.1
"""Weight of passages with which an article begins: copies come behind what their host has of its own."""


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
    """Find the passages that stand twice, and of each the one that is the copy: in one article the later one."""
    copies = []
    for shared in find_shared(parts, gazetteer):
        is_of_one = parts[shared.first[0].part].group == parts[shared.second[0].part].group
        is_first = is_of_one or shared.lead >= 0
        sides = (shared.first, shared.second) if is_first else (shared.second, shared.first)
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
    if not together:
        return []
    context = _Context(parts, gazetteer)
    shared = []
    for pairs in together.values():
        first, second = zip(*pairs, strict=True)
        shared.append(Shared(first, second, context.lead(first, second)))
    return shared


class _Context:
    """What passages stand among."""

    def __init__(self, parts: Sequence[Part], gazetteer: Gazetteer) -> None:
        self.parts = parts
        self.gazetteer = gazetteer
        self.themes = themes_of([part.text for part in parts])
        self.counts = Counter(part.text for part in parts)

    def lead(self, first: Sequence[Passage], second: Sequence[Passage]) -> float:
        """By how much some passages look more like the originals than those that are the same elsewhere."""
        return self._fit_together(first) - self._fit_together(second)

    def _fit_together(self, passages: Sequence[Passage]) -> float:
        begin = FIRST * self._is_first(min(passage.part for passage in passages))
        return begin + ALIKE * self._likeness(passages) + sum(map(self._fit, passages))

    def _is_first(self, part: int) -> bool:
        return not part or self.parts[part - 1].group != self.parts[part].group

    def _text(self, passage: Passage) -> str:
        return self.parts[passage.part].text[passage.start : passage.end]

    def _fit(self, passage: Passage) -> float:
        """How well a passage fits the article in which it stands."""
        here, text = self.parts[passage.part], self._text(passage)
        named = count_districts(text, self.gazetteer)
        own = named.pop(here.district or "", 0)
        fit = OWN_DISTRICT * ((own > 0) - (not own and named.total() > 0)) if here.district else 0.0
        fit += PLACED * (here.is_placed - here.is_copied)
        return fit + _count_fit(passage.part, passage.start, self.parts)

    def _likeness(self, passages: Sequence[Passage]) -> float:
        """How alike passages are to what they stand among."""
        around = self._around([passage.part for passage in passages])
        if not around:
            return 0.0
        own = themes_of([self._text(passage) for passage in passages])
        themes = np.concatenate([own, self.themes[around]])
        is_own = (np.arange(len(themes)) < len(own)).astype(float)[None, :]
        return float(cosines(themes @ themes.T, is_own, 1 - is_own)[0, 0])

    def _around(self, places: Sequence[int]) -> list[int]:
        """The nearest parts before and behind some, but for those that stand more than once on the page."""
        behind = range(max(places) + 1, min(max(places) + 1 + LOOK_AROUND, len(self.parts)))
        before = range(min(places) - 1, max(min(places) - 1 - LOOK_AROUND, -1), -1)
        return [
            place
            for side in (before, behind)
            for place in [other for other in side if self.counts[self.parts[other].text] == 1][:NEAR]
        ]


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
