"""
Finds what the OCR wrote twice: passages copied from one block into another, phrases in a loop.

Texts are compared character by character; a few may differ, as where a copy changed a district's name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

SHINGLE = 8
"""Characters that two passages share before they are compared at all."""
LEAST_PASSAGE = 36
"""Shortest copy inside a paragraph: set phrases of 30 characters (地区生产总值、规上工业增加值…分别增长) are no copies."""
LEAST_PARAGRAPH = 16
"""Shortest paragraph that is a copy as a whole."""
LIKENESS = 0.88
"""Share of characters that a copy has in common with what it repeats."""
LARGEST_GAP = 8
"""Characters that may differ in one place."""
MOST_RIVALS = 4
"""Texts that each text is compared with: those that share most shingles."""
MOST_PAIRS = 200_000
"""Equal characters of two texts that are looked at, some 20 ms; texts of printed pages have up to 25,000."""
COMMON = 12
"""A shingle in more texts than this tells nothing."""
LEAST_LOOP = 12
"""Characters that a loop repeats, marks and figures not counted; half as many where it repeats them twice and more."""
_CLAUSE_ENDS = "。！？；，：…、"
_SENTENCE_ENDS = "。！？…"
_LOOP = re.compile(r"(.{4,120}?)\1+", re.S)
_WORDLESS = re.compile(r"[\W\d_]+")


class Repeat(NamedTuple):
    """Two passages that are one: half-open offsets into two texts, the first before the second."""

    first: int
    """Index of the text."""
    first_start: int
    first_end: int
    second: int
    second_start: int
    second_end: int


class _Matcher(SequenceMatcher[str]):
    """Finds what two texts have in common, until it has taken too long: on a few characters over and over it would never end."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(None, one, other, autojunk=False)
        counts = Counter(other)
        self._pairs = [0, *accumulate(counts[char] for char in one)]
        self._left = MOST_PAIRS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest match in two stretches; none where there is no time left."""
        ahi = len(self._pairs) - 1 if ahi is None else ahi
        self._left -= self._pairs[ahi] - self._pairs[alo]
        return super().find_longest_match(alo, ahi, blo, bhi) if self._left >= 0 else Match(alo, blo, 0)


def find_repeats(texts: Sequence[str]) -> tuple[Repeat, ...]:
    """
    Find passages that stand in two texts, exactly or nearly.

    Must not act on set phrases, or on sentences that only their figures tell apart.
    """
    found = []
    for first, second in _rivals(texts):
        repeat = _compare(first, texts[first], second, texts[second])
        if repeat:
            found.append(repeat)
    return tuple(found)


def _rivals(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that share shingles; of equal texts each with the first only."""
    first: dict[str, int] = {}  # most shingles stand in one text alone, and need no list
    shared: dict[str, list[int]] = {}
    known: dict[str, int] = {}
    pairs = set()
    for index, text in enumerate(texts):
        if text in known:
            if len(text) >= LEAST_PARAGRAPH:
                pairs.add((known[text], index))
            continue
        known[text] = index
        for shingle in {text[start : start + SHINGLE] for start in range(len(text) - SHINGLE + 1)}:
            holder = first.setdefault(shingle, index)
            if holder != index:
                holders = shared.setdefault(shingle, [holder])
                if len(holders) <= COMMON:
                    holders.append(index)
    return sorted(pairs | _sharing(shared.values()))


def _sharing(places: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """Each text with the few that share most shingles with it; `places` are the holders of each shingle."""
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for holders in places:
        if 1 < len(holders) <= COMMON:
            for position, second in enumerate(holders):
                shared[second].update(holders[:position])
    return {
        (first, second)
        for second, counts in shared.items()
        for first in sorted(counts, key=lambda first: (-counts[first], first))[:MOST_RIVALS]
        if counts[first] >= LEAST_PARAGRAPH - SHINGLE
    }


def _compare(first: int, one: str, second: int, other: str) -> Repeat | None:
    """The longest passage that two texts share nearly, widened to whole clauses where both have more; None where it is too short."""
    chain = _aligned(one, other)
    if not chain:
        return None
    (start_one, start_other, _), (last_one, last_other, last_size) = chain[0], chain[-1]
    end_one, end_other = last_one + last_size, last_other + last_size
    if start_one and start_other:
        start_one, start_other = _to_clause_start(one, start_one), _to_clause_start(other, start_other)
    if end_one < len(one) and end_other < len(other):
        end_one, end_other = _to_clause_end(one, end_one), _to_clause_end(other, end_other)
    repeat = Repeat(first, start_one, end_one, second, start_other, end_other)
    return repeat if _is_copy(one, other, repeat, sum(size for *_, size in chain)) else None


def _aligned(one: str, other: str) -> list[tuple[int, int, int]]:
    """The heaviest run of matching stretches that lie close to each other in both texts."""
    matcher = _Matcher(one, other)
    runs: list[list[tuple[int, int, int]]] = []
    for block in matcher.get_matching_blocks():
        if block.size < 2:
            continue
        piece = (block.a, block.b, block.size)
        if runs and _is_near(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return max(runs, key=lambda run: sum(size for *_, size in run), default=[])


def _is_near(before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    gap_one = after[0] - before[0] - before[2]
    gap_other = after[1] - before[1] - before[2]
    return max(gap_one, gap_other) <= LARGEST_GAP


def _to_clause_start(text: str, start: int) -> int:
    """Back to where the clause begins, over at most a changed name; else on to the next clause."""
    for position in range(start, max(start - LARGEST_GAP, 0) - 1, -1):
        if position == 0 or text[position - 1] in _CLAUSE_ENDS + "“”":
            return position
    return start


def _to_clause_end(text: str, end: int) -> int:
    """On to where the clause ends, over at most a changed name."""
    for position in range(end, min(end + LARGEST_GAP, len(text)) + 1):
        if position == len(text) or text[position - 1] in _CLAUSE_ENDS + "”":
            return position
    return end


def _is_copy(one: str, other: str, repeat: Repeat, matched: int) -> bool:
    length_one = repeat.first_end - repeat.first_start
    length_other = repeat.second_end - repeat.second_start
    if matched < LIKENESS * max(length_one, length_other):
        return False
    passage_one = one[repeat.first_start : repeat.first_end]
    passage_other = other[repeat.second_start : repeat.second_end]
    if _figures(passage_one) != _figures(passage_other):
        return False
    if passage_one == one or passage_other == other:
        return min(length_one, length_other) >= LEAST_PARAGRAPH
    return min(length_one, length_other) >= LEAST_PASSAGE and any(
        end in passage_one for end in _SENTENCE_ENDS
    )


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


@lru_cache(maxsize=2048)
def find_loops(text: str) -> tuple[tuple[int, int], ...]:
    """
    Find what a loop repeats behind its first turn, as half-open offsets.

    Must not act on slogans, dotted leaders, tables, or a sentence said twice for emphasis.
    """
    pieces = range(len(text) - LEAST_LOOP + 1)
    if len({text[start : start + LEAST_LOOP] for start in pieces}) == len(pieces):
        return ()  # a tenth of what the pattern takes
    loops: list[tuple[int, int]] = []
    for match in _LOOP.finditer(text):
        unit = match.group(1)
        turns = (match.end() - match.start()) // len(unit)
        if _is_loop(unit, turns):
            end = _through_broken_turn(text, unit, match.end())
            start, end = _whole_sentences(text, match.start() + len(unit), end, len(unit))
            if start < end:
                loops.append((start, end))
    return tuple(loops)


def without_loops(text: str) -> str:
    """A text with each loop's first turn only."""
    for start, end in reversed(find_loops(text)):
        text = text[:start] + text[end:]
    return text


def _is_loop(unit: str, turns: int) -> bool:
    words = len(_WORDLESS.sub("", unit))
    return words >= LEAST_LOOP or (words >= LEAST_LOOP / 2 and turns >= 3)


def _through_broken_turn(text: str, unit: str, end: int) -> int:
    """A loop's end, with a last turn that breaks off at the text's end."""
    rest = text[end:]
    return len(text) if rest and len(rest) < len(unit) and unit.startswith(rest) else end


def _whole_sentences(text: str, start: int, end: int, period: int) -> tuple[int, int]:
    """Both ends of a loop moved to the nearest end of a sentence, else of a clause: 聚焦…集聚。| 铜梁…集聚。铜梁…集聚。"""
    for marks in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        stop = _nearest_stop(text, start, period, marks)
        if stop is not None:
            last = end if end == len(text) else _nearest_stop(text, end, period, marks)
            return stop, last if last is not None else end
    return start, end


def _nearest_stop(text: str, place: int, period: int, marks: str) -> int | None:
    near = range(max(place - period + 1, 1), min(place + period, len(text)) + 1)
    stops = [stop for stop in near if text[stop - 1] in marks]
    return min(stops, key=lambda stop: (abs(stop - place), stop), default=None)
