"""Tells of two passages that are one which belongs where it stands and which is the copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.reading.districts import count_districts
from builder.reading.marks import ordinal
from builder.reading.repeats import find_repeats
from builder.reading.themes import cosines, themes_of
from builder.reading.trial import odds_by

LOOK_AROUND = 8
NEAR = 3
"""Texts before a passage, and behind it, that tell what it stands among."""
PLACED = 1_000.0
"""Weight of the archivist's word, which is more than all the rest."""
COPY_SIGNS = ("first", "alike", "own-district", "counted")
"""What speaks for a passage: that its article begins with it, as copies come behind what their host has of its own; how alike it is
to what it stands among, a cosine; that it names its article's district; that its number follows on the one before it."""

Signs = npt.NDArray[np.float64]
"""Numbers, one for each of some names."""


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
    signs: Signs
    """How the first differ from the second by each of `COPY_SIGNS`, where they stand on the page."""
    placed: int
    """By how many more of the first ones the archivist says that they belong there, or the reading that they are no copies."""

    @property
    def lead(self) -> float:
        """By how much the first fit better where they stand."""
        return lead_by(COPY_SIGNS, self.signs, self.placed)


def lead_by(names: Sequence[str], signs: Signs, placed: int) -> float:
    """Logarithm of the odds that the first of two is the original, by the differences of both."""
    return odds_by("copies", names, signs) + PLACED * placed


def find_copies(parts: Sequence[Part], gazetteer: Gazetteer) -> tuple[Copy, ...]:
    """
    Find the passages that stand twice, and of each the one that is the copy.

    In one article it is the later one, where neither the archivist nor the reading has said anything.
    """
    copies = []
    for shared in find_shared(parts, gazetteer):
        is_of_one = parts[shared.first[0].part].group == parts[shared.second[0].part].group
        is_first = shared.lead >= 0 or (is_of_one and not shared.placed)
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
        shared.append(Shared(first, second, *context.compared(first, second)))
    return shared


class _Context:
    """What passages stand among."""

    def __init__(self, parts: Sequence[Part], gazetteer: Gazetteer) -> None:
        self.parts = parts
        self.gazetteer = gazetteer
        self.themes = themes_of([part.text for part in parts])
        self.counts = Counter(part.text for part in parts)

    def compared(self, first: Sequence[Passage], second: Sequence[Passage]) -> tuple[Signs, int]:
        """By what some passages look more like the originals than those that are the same elsewhere."""
        placed = [sum(map(self._placed, passages)) for passages in (first, second)]
        return self._signs(first) - self._signs(second), placed[0] - placed[1]

    def _placed(self, passage: Passage) -> int:
        here = self.parts[passage.part]
        return here.is_placed - here.is_copied

    def _signs(self, passages: Sequence[Passage]) -> Signs:
        return np.array(
            [
                self._is_first(min(passage.part for passage in passages)),
                self._likeness(passages),
                sum(map(self._names_own, passages)),
                sum(_count_fit(passage.part, passage.start, self.parts) for passage in passages),
            ],
            dtype=float,
        )

    def _is_first(self, part: int) -> bool:
        return not part or self.parts[part - 1].group != self.parts[part].group

    def _text(self, passage: Passage) -> str:
        return self.parts[passage.part].text[passage.start : passage.end]

    def _names_own(self, passage: Passage) -> int:
        """1 where a passage names its article's district, -1 where it names others only."""
        here = self.parts[passage.part]
        if not here.district:
            return 0
        named = count_districts(self._text(passage), self.gazetteer)
        own = named.pop(here.district, 0)
        return (own > 0) - (not own and named.total() > 0)

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


def _count_fit(part: int, start: int, parts: Sequence[Part]) -> int:
    """Whether (1) or not (-1) a counted paragraph's number follows on the one before it in its article: 二、 behind 一、."""
    number = ordinal(parts[part].text[start:])
    if number is None or start:
        return 0
    before = [
        found
        for other in parts[max(part - 6, 0) : part]
        if other.group == parts[part].group and (found := ordinal(other.text))
    ]
    return 1 if (before[-1] if before else 0) + 1 == number else -1
