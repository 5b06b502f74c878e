"""Knows common words, to see where a name only arises between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LONGEST = 4
"""Characters of the longest word that is looked at."""
REACH = 5
"""How far on each side of a name the words are weighed."""
LONE = 1.5
"""What a character costs that belongs to no word; a word costs 1. Exact in binary, so that ties are ties."""
STRANGE = 2.5
"""What one costs that no common word holds: 碚 and 綦 stand in names only."""
FUNCTION = frozenset(
    "的了在是和与及将把被让从到对以为于又也都就而并但其这那各每等中上下里内外前后有一二三四五六七八九十"
)
"""Characters that often stand alone; they cost no more than a word."""


@dataclass(frozen=True, slots=True)
class Words:
    """Common words of two to four characters."""

    common: frozenset[str]
    chars: frozenset[str]
    """The characters that they are written with."""

    def with_names(self, names: frozenset[str]) -> Words:
        """The words together with names of places, so that two names that overlap are weighed against each other."""
        return Words(self.common | names, self.chars)

    def crosses(self, text: str, start: int, end: int, edges: tuple[int, ...] | None = None) -> bool:
        """
        Whether the characters from start to end fall apart into the ends of two words: 县城|口碑, 云南|川菜.

        Compares the cheapest cutting of the surroundings into words that keeps the name whole with the cheapest
        that does not. A tie goes to the words: a missed name is cheaper than a false one. `edges` are those that a word
        must lie across; a full name needs only its left one watched (召开|县委, but 江北区|委).
        """
        if not self._straddles(text, start, end, edges or (start, end)):
            return False
        left = max(_boundary(text, start, -1), start - REACH)
        right = min(_boundary(text, end, 1), end + REACH)
        whole = self._cost(text, left, start) + 1 + self._cost(text, end, right, bound=True)
        return self._cost(text, left, right, keep_apart=(start, end)) <= whole

    def _straddles(self, text: str, start: int, end: int, edges: tuple[int, ...]) -> bool:
        return any(
            text[first:last] in self.common
            for edge in edges
            for first in range(max(0, edge - LONGEST + 1), edge)
            for last in range(edge + 1, min(len(text), first + LONGEST) + 1)
            if (first < start or last > end) and not (first <= start and last >= end)
        )

    def _cost(
        self, text: str, left: int, right: int, keep_apart: tuple[int, int] | None = None, bound: bool = False
    ) -> float:
        """
        Cost of the cheapest cutting from left to right that holds no word equal to or around `keep_apart`.

        `bound`: the first character was cut off from a word (大足|以), so it stands alone at a full price.
        """
        best = [0.0]
        for last in range(left + 1, right + 1):
            cost = best[-1] + self._lone(text[last - 1], bound and last == left + 1)
            for first in range(max(left, last - LONGEST), last - 1):
                if text[first:last] in self.common and not _covers((first, last), keep_apart):
                    cost = min(cost, best[first - left] + 1)
            best.append(cost)
        return best[-1]

    def _lone(self, char: str, cut_off: bool) -> float:
        if char in FUNCTION and not cut_off:
            return 1.0
        return LONE if char in self.chars or not "\u3400" <= char <= "\u9fff" else STRANGE


def load_words(folder: Path) -> Words:
    """All words of a folder's text files; `#` begins a comment line."""
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").split("\n"))
    common = frozenset(line for line in lines if line and not line.startswith("#"))
    return Words(common, frozenset("".join(common)))


def _covers(word: tuple[int, int], part: tuple[int, int] | None) -> bool:
    return part is not None and word[0] <= part[0] and word[1] >= part[1]


def _boundary(text: str, position: int, step: int) -> int:
    """The next place in that direction at which no Chinese character stands."""
    while 0 <= position - (step < 0) < len(text) and "\u3400" <= text[position - (step < 0)] <= "\u9fff":
        position += step
    return position
