"""Makes query and text alike; overrides/assets/javascripts/search-fold.js does the same in the browser."""

from __future__ import annotations

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
    """What becomes of a character after NFKC; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lower = char.lower()
        folded = SPACE if char in SPACES else variants().get(lower, lower)
        self[code] = folded
        return folded


_TABLE = _FoldTable()


@cache
def variants() -> dict[str, str]:
    """The simplified character of each traditional one that stands in no simplified text."""
    lines = VARIANTS.read_text("utf-8").splitlines()
    return {line[0]: line[1] for line in lines if not line.startswith("#")}


def fold(text: str) -> str:
    """
    Fold width, case and traditional characters, and white space to single spaces.

    Lower case is taken character by character, so that a part of a text folds to a part of the folded text: 'Σ' must not
    depend on what follows it.
    """
    return SPACE.join(unicodedata.normalize("NFKC", text).translate(_TABLE).split())
