"""Finds the words that a page is known by."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from builder.lexicon import Lexicon
from builder.model import Page

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
    rarity = _rarity()
    weights = {word: count * float(rarity.get(word, MEDIAN_RARITY)) for word, count in Counter(words).items()}
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)[: 4 * MOST_KEYWORDS]
    return replace(page, keywords=tuple([word for word in ranked if _WORD.fullmatch(word)][:MOST_KEYWORDS]))


@cache
def _rarity() -> dict[str, str]:
    """
    How rare words are in newspapers at large: jieba's table of inverse document frequencies, its numbers as they stand there.

    Read here, since jieba.analyse reads it twice, and the classes of all words besides: a second of each start.
    """
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    entries = (Path(spec.origin).parent / "analyse" / "idf.txt").read_text("utf-8").split()
    return dict(zip(entries[::2], entries[1::2], strict=True))
