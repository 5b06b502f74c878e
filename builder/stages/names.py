"""Finds the words that a page is known by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.lexicon import Lexicon
from builder.model import Page
from builder.reading.dictionary import code_of

RARITIES = Path(__file__).parent.parent / "data" / "rarities.npz"
"""Made of jieba's own table by `python -m builder.training.dictionary`."""
MOST_KEYWORDS = 10
"""What a reader takes in at a glance, and a library's catalogue asks for."""
MEDIAN_RARITY = 11.9547675029
"""The table's median, for words that it lacks; as jieba has it."""
STOP_WORDS = frozenset(
    [
        "the",
        "of",
        "is",
        "and",
        "to",
        "in",
        "that",
        "we",
        "for",
        "an",
        "are",
        "by",
        "be",
        "as",
        "on",
        "with",
        "can",
        "if",
        "from",
        "which",
        "you",
        "it",
        "this",
        "then",
        "at",
        "have",
        "all",
        "not",
        "one",
        "has",
        "or",
        "that",
    ]
)
"""Jieba's."""
_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+]+")


def find_keywords(page: Page, lexicon: Lexicon) -> Page:
    """
    Find a page's keywords: the words that its articles use most and newspapers at large use least (TF-IDF).

    Needs: articles (`find_articles`) without copies (`drop_copies`).
    """
    texts = [paragraph.text.text for paragraph in page.paragraphs]
    if not texts:
        return page
    import rjieba  # its dictionary is made when it is loaded: only where it is needed

    cut = rjieba.cut("\n".join(texts))
    words = [word for word in cut if len(word.strip()) > 1 and word.lower() not in STOP_WORDS]
    counts = Counter(words)
    rarities = zip(counts, _rarities().of(list(counts)), strict=True)
    weights = {word: counts[word] * rarity for word, rarity in rarities}
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)[: 4 * MOST_KEYWORDS]
    return replace(page, keywords=tuple([word for word in ranked if _WORD.fullmatch(word)][:MOST_KEYWORDS]))


@dataclass(frozen=True, slots=True)
class _Rarities:
    """How rare words are in newspapers at large: jieba's inverse document frequencies."""

    codes: npt.NDArray[np.uint64]
    """Words of up to four characters (`dictionary.code_of`), in ascending order."""
    rarities: npt.NDArray[np.float64]
    """In the order of the codes."""
    longer: dict[str, float]
    """Words that no code holds."""

    def of(self, words: Sequence[str]) -> list[float]:
        """The rarity of each word; of unknown words the median."""
        codes = np.array([code_of(word) for word in words], np.uint64)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        found = np.where(self.codes[places] == codes, self.rarities[places], MEDIAN_RARITY)
        return [self.longer.get(word, rarity) for word, rarity in zip(words, found.tolist(), strict=True)]


@cache
def _rarities() -> _Rarities:
    """Read the table; jieba.analyse reads its own twice, and the classes of all words besides: a second of each start, and 60 MB."""
    with np.load(RARITIES) as data:
        longer = zip(data["longer"].item().split("\n"), data["longer_rarities"].tolist(), strict=True)
        return _Rarities(data["codes"], data["rarities"], dict(longer))
