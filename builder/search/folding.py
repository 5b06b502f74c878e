"""Makes query and text alike; overrides/assets/javascripts/search-fold.js does the same in the browser."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from pathlib import Path

VARIANTS = Path(__file__).parent.parent / "data" / "variants.txt"
SPACES = frozenset(
    map(chr, (0, *range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)))
) | frozenset("\u2028\u2029\u202f\u205f\u3000\ufeff")
"""White space as Python has it, byte order mark and NUL; spelled out because JavaScript's differs."""

SPACE = " "


class _FoldTable(dict[int, str]):
    """What becomes of a character that no other joins; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(map(_fold_char, unicodedata.normalize("NFKC", chr(code))))
        self[code] = folded
        return folded


def _fold_char(char: str) -> str:
    lower = char.lower()
    return SPACE if char in SPACES else variants().get(lower, lower)


_TABLE = _FoldTable()


@cache
def variants() -> dict[str, str]:
    """The simplified character of each traditional one that stands in no simplified text."""
    lines = VARIANTS.read_text("utf-8").splitlines()
    return {line[0]: line[1] for line in lines if not line.startswith("#")}


@cache
def _joining() -> frozenset[str]:
    """Characters that NFKC may join to the one before: combining marks, half-width voiced marks, Hangul vowels and finals."""
    marks = (char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char)[0] == "M")
    return frozenset(marks) | frozenset(map(chr, (0xFF9E, 0xFF9F, *range(0x1160, 0x1200))))


def fold(text: str) -> str:
    """
    Fold width, case and traditional characters, and white space to single spaces.

    Lower case is taken character by character, so that a part of a text folds to a part of the folded text: 'Σ' must not
    depend on what follows it.
    """
    # Normalizing whole texts takes four times as long as all else, and matters only where characters join.
    joined = unicodedata.normalize("NFKC", text) if not _joining().isdisjoint(text) else text
    return SPACE.join(joined.translate(_TABLE).split())
