"""
How likely a word follows another: the bigrams of the language model of open-gram (CC BY-SA 3.0).

The table is made by `python -m builder.training.bigrams`; `builder/data/bigrams.LICENSE.txt` says of what.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.characters import Codes

TABLE = Path(__file__).parent.parent / "data" / "bigrams.npz"
SCALE = 8
"""Parts of a natural logarithm in which the savings are kept."""
WORD_BITS = 16
"""Of the second of two words, in the number of the pair."""

Costs = npt.NDArray[np.float32]
Words = npt.NDArray[np.intp]
"""Numbers of words, in the order of their codes; or one of these."""
STRANGER = -1
"""A character that is no word."""
EDGE = -2
"""Where a text begins or ends."""
UNKNOWN = np.float32(14.0)
"""What a stranger costs."""


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Words of up to four characters and marks, and what each two that follow one another save."""

    codes: Codes
    """The words (`dictionary.code_of`)."""
    costs: Costs
    """Negative logarithm of each word's frequency."""
    strangers: Costs
    """What it costs more that a word is followed by one that it is not known with."""
    pairs: npt.NDArray[np.uint32]
    """The numbers of two words that follow one another, as one number."""
    savings: npt.NDArray[np.int8]
    """What each pair costs less than strangers, in parts of a logarithm."""

    def words_of(self, codes: Codes) -> Words:
        """The words with these codes; strangers where there are none."""
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[places] == codes, places, STRANGER)

    def costs_behind(self, before: Words, words: Words) -> Costs:
        """What each word costs behind the one before it. The edge of a text costs nothing, and tells nothing of what follows."""
        costs: Costs = np.where(words == EDGE, np.float32(0), UNKNOWN)
        costs[words >= 0] = self.costs[words[words >= 0]]
        both = np.flatnonzero((before >= 0) & (words >= 0))
        left, right = before[both], words[both]
        costs[both] += self.strangers[left] - self._savings_of((left << WORD_BITS | right).astype(np.uint32))
        return costs

    def _savings_of(self, pairs: npt.NDArray[np.uint32]) -> Costs:
        places = np.minimum(np.searchsorted(self.pairs, pairs), len(self.pairs) - 1)
        saved = np.where(self.pairs[places] == pairs, self.savings[places], 0)
        return saved.astype(np.float32) / np.float32(SCALE)


@cache
def load_bigrams(path: Path = TABLE) -> Bigrams:
    """Read the table; of the pairs it keeps how far each is from the one before."""
    with np.load(path) as data:
        pairs = np.cumsum(data["steps"], dtype=np.uint32)
        return Bigrams(data["codes"], data["costs"], data["strangers"], pairs, data["savings"])
