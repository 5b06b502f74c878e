"""Tells of two passages that are one which belongs where it stands and which is the copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from builder.gazetteer import Gazetteer
from builder.reading.districts import count_districts
from builder.reading.marks import ordinal
from builder.reading.repeats import Repeat, find_repeats

LOOK_BACK = 8
NEAR = 3
"""Texts before a passage that tell what it stands among: a copy comes behind its host."""
COUNTED = 2.0
"""Weight of a number that follows on the one before it."""
PLACED = 1_000.0
"""Weight of the archivist's word, which is more than all the rest."""
OWN_DISTRICT = 4.0
"""Weight of a passage that names its article's district, against likeness of words, which is 0 to 1."""


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


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that repeats another one."""

    part: int
    """Index of the part in which the copy stands."""
    start: int
    end: int
    original: int
    """Index of the part that it repeats."""


def find_copies(parts: Sequence[Part], gazetteer: Gazetteer) -> tuple[Copy, ...]:
    """
    Find the passages that stand twice, and of each the one that is the copy.

    All passages that two articles share are judged together: the copies of one page came in one go.
    """
    repeats = [
        repeat for repeat in find_repeats([part.text for part in parts]) if repeat.first != repeat.second
    ]
    together: dict[tuple[int, int], list[Repeat]] = defaultdict(list)
    for repeat in repeats:
        groups = sorted((parts[repeat.first].group, parts[repeat.second].group))
        together[groups[0], groups[1]].append(repeat)
    words = [Counter(_pairs(part.text)) for part in parts]
    spread = Counter(pair for counts in words for pair in counts)
    copies = []
    for shared in together.values():
        copies += _judge(shared, parts, words, spread, gazetteer)
    found = (copy for copy in copies if not parts[copy.part].is_placed)
    return tuple(sorted(found, key=lambda copy: (copy.part, copy.start)))


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]


def _judge(
    shared: Sequence[Repeat],
    parts: Sequence[Part],
    words: Sequence[Counter[str]],
    spread: Counter[str],
    gazetteer: Gazetteer,
) -> list[Copy]:
    """The copies among passages that two articles share: on one side all, on the side where they fit less."""
    low = min(parts[shared[0].first].group, parts[shared[0].second].group)
    fits = {True: 0.0, False: 0.0}
    for repeat in shared:
        for part, start, end in (repeat[:3], repeat[3:]):
            side = parts[part].group == low
            fits[side] += _fit(part, start, end, parts, words, spread, gazetteer)
    copies = []
    for repeat in shared:
        first, second = repeat[:3], repeat[3:]
        keep_first = fits[True] >= fits[False]
        if parts[repeat.first].group != low:
            keep_first = not keep_first
        if parts[repeat.first].group == parts[repeat.second].group:
            keep_first = True
        kept, copy = (first, second) if keep_first else (second, first)
        copies.append(Copy(copy[0], copy[1], copy[2], kept[0]))
    return copies


def _fit(
    part: int,
    start: int,
    end: int,
    parts: Sequence[Part],
    words: Sequence[Counter[str]],
    spread: Counter[str],
    gazetteer: Gazetteer,
) -> float:
    """How well a passage fits the article in which it stands."""
    passage, here = parts[part].text[start:end], parts[part]
    named = count_districts(passage, gazetteer)
    own = named.pop(here.district or "", 0)
    fit = OWN_DISTRICT * ((own > 0) - (not own and named.total() > 0)) if here.district else 0.0
    fit += PLACED * here.is_placed
    return fit + _count_fit(part, start, parts) + _likeness(part, passage, parts, words, spread)


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
