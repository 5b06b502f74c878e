"""What is measured with was never learnt from."""

from __future__ import annotations

import itertools
from dataclasses import fields

import pytest

from builder.training.corpus import Furniture, furniture, written

PARTS = ("train", "dev", "test")


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(PARTS, 2)))
def test_parts_share_nothing(one: str, other: str) -> None:
    """No two parts have an article, a paragraph or a line in common."""
    paragraphs, headlines = (
        [{text for source in written(part) for text in texts(source)} for part in (one, other)]
        for texts in (lambda source: source.paragraphs, lambda source: (source.headline,))
    )
    assert not paragraphs[0] & paragraphs[1]
    assert not headlines[0] & headlines[1]
    for field in fields(Furniture):
        if field.name != "headlines":
            lines = [set(getattr(furniture(part), field.name)) for part in (one, other)]
            assert not lines[0] & lines[1], field.name


def test_lone_headlines_are_of_no_article() -> None:
    """Headlines that roles are learnt from stand over no article that is held back."""
    lone = set(furniture("train", headlines=True).headlines)
    assert not lone & {source.headline for part in ("dev", "test") for source in written(part)}
