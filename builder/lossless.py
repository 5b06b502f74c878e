"""Checks that nothing of a seed is lost, and nothing is doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.errors import LossError
from builder.model import Page, Span, Text


def texts_of(page: Page) -> Iterator[Text]:
    """Every text of a page that is published, in no order."""
    yield from (text for text in (page.title, page.subtitle, page.kicker) if text)
    yield from (*page.note, *page.lead, *page.captions, *page.credits, *page.other)
    for article in page.articles:
        yield from article.texts


def spans_of(page: Page) -> Iterator[Span]:
    """Every stretch of the seed that has a place in what is published, dropped text among it."""
    for text in texts_of(page):
        yield from text.spans
    for dropped in page.dropped:
        yield from dropped.spans


def check_lossless(page: Page) -> None:
    """
    Check that each character that is neither white space nor a byte order mark has exactly one place.

    Raises LossError with the first line that is wrong: a fault of the builder, not of the seed.
    """
    seed = page.seed.text
    taken = Counter(offset for start, end in spans_of(page) for offset in range(start, end))
    for offset, char in enumerate(seed):
        if char.isspace() or char == "\ufeff" or taken[offset] == 1:
            continue
        fate = "lost" if taken[offset] == 0 else "published twice"
        line = page.line_of(offset)
        raise LossError(
            f"line {line}: “{seed[offset : offset + 20]}” would be {fate}; this is a fault of the builder, so please report it"
        )
