"""What a block is, where its look leaves that open, is told by the page around it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from builder.model import Role
from builder.reading.doubts import settle_doubts
from builder.reading.guess import Rival
from tests.factories import blocks_page, lexicon

CASES = tomllib.loads((Path(__file__).parent / "cases" / "reading" / "doubts.toml").read_text("utf-8"))
EVEN = -0.05
"""Logarithm of nearly even odds."""


def settled(case: dict[str, str], guessed: str, rival: str) -> str:
    """The role that the doubtful block of a page has in the end."""
    texts = case["page"].split("|")
    place = next(number for number, text in enumerate(texts) if text.startswith(">"))
    page = blocks_page("\n\n".join(text.strip("><") for text in texts))
    roles = {0: Role.HEADLINE, place: Role(guessed)}
    blocks = [replace(block, role=roles.get(number, Role.BODY)) for number, block in enumerate(page.blocks)]
    rivals = {place: Rival(Role(rival), EVEN)}
    return settle_doubts(blocks, rivals, lexicon().gazetteer)[place].role.value


@pytest.mark.parametrize("case", CASES["doubt"], ids=lambda case: case["page"][:6])
def test_doubts(case: dict[str, str]) -> None:
    """Whichever of the two it was taken for, the right one is found."""
    right, other = case["right"], case["other"]
    assert settled(case, other, right) == right
    assert settled(case, right, other) == right


def test_no_difference() -> None:
    """Between two roles neither of which is text of an article, the page is not asked."""
    assert settled(CASES["doubt"][0], "caption", "credit") == "caption"
