"""Tells where a sentence begins from where it goes on; and what two texts are about."""

from __future__ import annotations

import pytest

from builder.reading.openings import openings
from builder.reading.terms import weighted_pairs
from tests.casefiles import tables

CASES = tables("reading/openings.toml")


@pytest.mark.parametrize("text", CASES["begins"])
def test_begins(text: str) -> None:
    """A sentence begins here."""
    assert openings([text])[0] > 0


@pytest.mark.parametrize("text", CASES["goes_on"])
def test_goes_on(text: str) -> None:
    """A sentence goes on here."""
    assert openings([text])[0] < 0


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("text", CASES["known"]["goes_on"])
def test_known_failures(text: str) -> None:
    """A sentence goes on here, and the reader does not see it."""
    assert openings([text])[0] < 0


def test_rare_words_tell_more() -> None:
    """Two texts that share one rare name are more alike than two that share a common word."""
    texts = [
        "钟表匠在巷口修表",
        "祖母的怀表送到钟表匠手里",
        "我们在今天开会",
        "我们走在大路上",
        "春天来到山坡",
    ]
    terms = weighted_pairs(texts)
    alike = (terms @ terms.T).toarray()
    assert alike[0, 1] > alike[2, 3] > alike[0, 4]


@pytest.mark.parametrize("texts", [["0"], [""], ["甲", "乙"]])
def test_nothing_shared(texts: list[str]) -> None:
    """Texts too short to share anything are about nothing."""
    assert not weighted_pairs(texts).toarray().any()
