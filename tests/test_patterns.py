"""No pattern of the builder takes longer than it should on a text that was made to be slow."""

from __future__ import annotations

import re
import time
from functools import partial

import pytest

from tests.patterns import compiled_patterns, hostile_texts

SIZE = 2_000
"""Characters of the shorter text; the longer one has four times as many."""
QUICK = 0.02
"""CPU seconds below which a longer text is quick enough: what grows with the square takes several times as long."""
GROWTH = 9.0
"""Between 4, by which work that grows with the text does, and 16, by which work does that grows with its square."""
TRIES = 5
"""A single one may fall on a moment at which the machine is slow."""


def cost(pattern: re.Pattern[str], text: str, enough: float = 0.0) -> float:
    """CPU seconds of finding all matches, the least of some tries; the first below `enough` is the last."""
    spent = []
    for _ in range(TRIES):
        start = time.process_time()
        for _ in pattern.finditer(text):
            pass
        spent.append(time.process_time() - start)
        if spent[-1] < enough:
            break
    return min(spent)


def is_slow(pattern: re.Pattern[str], size: int) -> bool:
    """Whether work on some text of that size grows faster than the text, here and at twice the size."""
    pairs = zip(*map(partial(hostile_texts, pattern), (size, 4 * size)), strict=True)
    return any(
        spent > GROWTH * cost(pattern, short)
        for short, long in pairs
        if (spent := cost(pattern, long, QUICK)) >= QUICK
    )


def test_linear() -> None:
    """Each pattern's time grows with the text, however hostile."""
    patterns = compiled_patterns()
    assert len(patterns) > 100
    assert [text for text, one in patterns.items() if is_slow(one, SIZE) and is_slow(one, 2 * SIZE)] == []


@pytest.mark.parametrize("slow", [r"\s+$", r"\n\s*(?=\S)", r"(?:同比|环比)*增长"])
def test_check(slow: str) -> None:
    """The check finds patterns whose time grows with the square of the text's length."""
    assert is_slow(re.compile(slow), SIZE)
