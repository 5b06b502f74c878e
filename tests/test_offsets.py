"""A place in a text leads back to the seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import LossError
from builder.model import Page, Seed, Span, Text
from builder.offsets import SeedOffsets

CHARS = st.text(alphabet="渝中江北GDP7 .，\n\u3000", max_size=30)


def page_of(text: str) -> Page:
    """A page whose cleaned text is its seed's."""
    return Page("p", Seed("p.txt", "", "utf-8", text), clean=text)


@given(CHARS, CHARS, CHARS)
def test_every_character_is_found(first: str, between: str, second: str) -> None:
    """Whatever white space is folded and whatever is joined, each character's place holds it."""
    page = page_of(first + between + second)
    spans = [Span(0, len(first)), Span(len(first + between), len(first + between + second))]
    text = page.passage(spans)
    offsets = SeedOffsets(page, text)
    for place, char in enumerate(text.text):
        if char != " ":
            start, end = offsets.span(place, place + 1)
            assert page.clean[start:end] == char


def test_words_across_a_join() -> None:
    """Words that a join cuts have a span on each side, in reading order."""
    page = page_of("到位资金\n\n别的话\n\n14.4亿元")
    text = page.passage([Span(0, 4), Span(11, 17)])
    start = text.text.index("资金14")
    assert SeedOffsets(page, text).spans(start, start + 4) == (Span(2, 4), Span(11, 13))


def test_later_half_first() -> None:
    """A paragraph whose end stands above its beginning keeps the reading order."""
    page = page_of("展身手\n\n大")
    text = page.passage([Span(5, 6), Span(0, 3)])
    assert SeedOffsets(page, text).spans(0, 2) == (Span(5, 6), Span(0, 1))


def test_foreign_text() -> None:
    """A text that is not its spans' is an error, never a wrong place."""
    with pytest.raises(LossError):
        SeedOffsets(page_of("渝中区"), Text("江北区", (Span(0, 3),)))
