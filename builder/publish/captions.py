"""Knows which article a caption belongs to."""

from __future__ import annotations

from collections.abc import Container, Mapping

from builder.gazetteer import Gazetteer
from builder.model import Article, Page, Text
from builder.reading.districts import count_districts

SHARED = 5
"""Characters in a row that a caption has in common with its article: a firm's name, a bridge's. Four are often set words."""
CLEARER = 2
"""By so many more than with any other article."""


def captions_of(page: Page, gazetteer: Gazetteer) -> dict[str, tuple[Text, ...]]:
    """
    The captions of each article, by its id; those that belong to none, or may belong to several, stand under "".

    A caption belongs to the one article that is about the district that it names; where it names none, to the
    one that shares words with it. The place of a caption on the page says nothing: OCR leaves it anywhere.
    """
    found: dict[str, tuple[Text, ...]] = {}
    told = {article.id: "\n".join(p.text.text for p in article.paragraphs) for article in page.articles}
    for caption in page.captions:
        named = count_districts(caption.text, gazetteer)
        article = _about(page, named) if named else _sharing(page, caption, told)
        key = article.id if article else ""
        found[key] = (*found.get(key, ()), caption)
    return found


def _about(page: Page, named: Container[str]) -> Article | None:
    about = [article for article in page.articles if article.district in named]
    return about[0] if len(about) == 1 else None


def _sharing(page: Page, caption: Text, told: Mapping[str, str]) -> Article | None:
    """Must not act where another article shares about as much: 智能网联新能源汽车 stands in many."""
    shared = sorted(((_shared(caption.text, text), name) for name, text in told.items()), reverse=True)
    if not shared or shared[0][0] < SHARED:
        return None
    if len(shared) > 1 and shared[1][0] > shared[0][0] - CLEARER:
        return None
    return next(article for article in page.articles if article.id == shared[0][1])


def _shared(caption: str, text: str) -> int:
    """The most characters in a row that stand in a caption and in a text."""
    most = 0
    for start in range(len(caption)):
        while start + most < len(caption) and caption[start : start + most + 1] in text:
            most += 1
    return most
