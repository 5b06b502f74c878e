"""An expression is tried wherever it can match."""

from __future__ import annotations

import re

import pytest

from builder.figures.beginnings import beginnings
from tests.factories import SEEDS, gold_page, lexicon


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("增长|下降", "增下"),
        ("(?:同比)?增长", "同增"),
        ("(?<!进)出口(?=总额)", "出"),
        (r"[a-c]?\d+元", "abc0123456789"),
        ("(?:a|b)*c", "abc"),
        ("x{0,2}y", "xy"),
        (r"\(甲\)", "("),
    ],
)
def test_beginnings(pattern: str, chars: str) -> None:
    """Literals, classes, groups, look-arounds and repeats are read."""
    assert beginnings(pattern) == set(chars)


@pytest.mark.parametrize("pattern", [".口", "[^口]口", r"\S+口"])
def test_any_character(pattern: str) -> None:
    """An expression that can begin with anything is refused: it would be tried everywhere."""
    with pytest.raises(ValueError, match="any character"):
        beginnings(pattern)


def test_no_match_is_lost() -> None:
    """On the seeds, no way of writing an indicator matches where it was not expected to begin."""
    for way in lexicon().indicators.ways:
        pattern = re.compile("|".join(way.words))
        chars = beginnings(pattern.pattern)
        for name in SEEDS:
            assert all(match.group()[0] in chars for match in pattern.finditer(gold_page(name).clean))
