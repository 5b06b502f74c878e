"""Finds the words that a page is known by."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from builder.lexicon import Lexicon
from builder.model import Page

MOST_KEYWORDS = 10
"""What a reader takes in at a glance, and a library's catalogue asks for."""
_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+]+")


def find_keywords(page: Page, lexicon: Lexicon) -> Page:
    """
    Find a page's keywords: the words that its articles use most and newspapers at large use least (TF-IDF).

    Needs: articles (`find_articles`) without copies (`drop_copies`).
    """
    texts = [paragraph.text.text for article in page.articles for paragraph in article.paragraphs]
    if not texts:
        return page
    ranked = _extractor().extract_tags("\n".join(texts), topK=4 * MOST_KEYWORDS)
    return replace(page, keywords=tuple([word for word in ranked if _WORD.fullmatch(word)][:MOST_KEYWORDS]))


@lru_cache(maxsize=1)
def _extractor() -> Any:
    """jieba's extractor; its dictionary takes most of a second to load, so only where it is needed."""
    import jieba.analyse

    jieba.setLogLevel(logging.WARNING)
    return jieba.analyse.TFIDF()
