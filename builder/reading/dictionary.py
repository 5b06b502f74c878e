"""
jieba's dictionary (MIT) of words of up to four characters as sorted numbers: read in a moment, asked for thousands at once.

The table is made of jieba's own by `python -m builder.training.dictionary`, as reading that takes a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.characters import Codes

TABLE = Path(__file__).parent.parent / "data" / "dictionary.npz"
LONGEST_WORD = 4
BITS = 16
"""Of one character; a code holds four of them, the first in its highest bits, and zeros behind a shorter word."""
MARKS = "，。、；：！？”’》）】」』"
"""Marks that are a class of their own."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words, in the order of their codes."""

    codes: Codes
    costs: Numbers
    """Negative logarithm of each word's frequency."""
    classes: npt.NDArray[np.uint8]
    """Number of each word's class."""
    class_names: tuple[str, ...]
    """n, v, uj."""
    character_costs: Numbers
    """Negative logarithm of each character's frequency in the words, by its code; infinite where no word has it."""

    def costs_of(self, codes: Codes) -> Numbers:
        """The cost of each word; infinite where it is none."""
        places = self._places(codes)
        return np.where(self.codes[places] == codes, self.costs[places], np.inf)

    def begin_words(self, codes: Codes, size: int) -> npt.NDArray[np.bool_]:
        """Whether a longer word begins with each code, all of `size` characters."""
        return begin_words(self.codes, codes, size)

    def class_of(self, code: int) -> str | None:
        """The class of a word, if it is one."""
        place = int(self._places(np.uint64(code)))
        return self.class_names[int(self.classes[place])] if self.codes[place] == code else None

    def _places(self, codes: Codes | np.uint64) -> npt.NDArray[np.int64]:
        return np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)


def begin_words(known: Codes, codes: Codes, size: int) -> npt.NDArray[np.bool_]:
    """Whether any of the known codes, in ascending order, is a longer word that begins with each code of `size` characters."""
    last = codes | np.uint64((1 << BITS * (LONGEST_WORD - size)) - 1)
    begins: npt.NDArray[np.bool_] = np.searchsorted(known, last, "right") > np.searchsorted(
        known, codes, "right"
    )
    return begins


def codes_at(chars: Codes, *, backwards: bool) -> Codes:
    """
    Rows by places by sizes: the code of what begins at each place, 0 where the row has no such; of texts that stand `backwards`, too.

    The last places of the rows of characters, as many as the longest word has, are not begun at.
    """
    count = chars.shape[1] - LONGEST_WORD
    codes = np.zeros((len(chars), count, LONGEST_WORD), np.uint64)
    for size in range(1, LONGEST_WORD + 1):
        columns = [chars[:, first : first + count] for first in range(size)]
        for place, column in enumerate(reversed(columns) if backwards else columns):
            codes[:, :, size - 1] |= column << np.uint64(BITS * (LONGEST_WORD - 1 - place))
        codes[:, :, size - 1] *= columns[-1] > 0
    return codes


@cache
def load_dictionary(path: Path = TABLE) -> Dictionary:
    """Read the table."""
    with np.load(path) as data:
        costs, characters = data["costs"].astype(float), np.full(1 << BITS, np.inf)
        characters[data["characters"]] = data["character_costs"]
        names = tuple(data["class_names"].item().split())
        return Dictionary(data["codes"], costs, data["classes"], names, characters)


def code_of(word: str) -> int:
    """A word of up to four characters as a number; 0 for what is none."""
    if len(word) > LONGEST_WORD or max(word, default="") >= "\U00010000":
        return 0
    return sum(ord(char) << BITS * (LONGEST_WORD - 1 - place) for place, char in enumerate(word))


@lru_cache(maxsize=1 << 16)
def class_of(word: str) -> str:
    """The class of a word of up to four characters; digits, letters and marks have classes of their own."""
    if word[:1].isascii():
        return "0" if word[:1].isdigit() else "A"
    return load_dictionary().class_of(code_of(word)) or (word if word in MARKS else "?")


@lru_cache(maxsize=4096)
def cut_words(text: str) -> tuple[str, ...]:
    """The cheapest cutting of a text into words of the dictionary; what is in none stands alone."""
    import rjieba  # its own dictionary is made when it is loaded: only where it is needed

    return tuple(rjieba.cut(text, hmm=False))
