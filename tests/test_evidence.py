"""What fragments go on with, where articles begin and end, and what short blocks are, each told by its words alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from builder.model import Role
from builder.reading.bounds import first_odds, last_odds
from builder.reading.continuity import word_gains
from builder.reading.joint import joint_scores
from builder.reading.phrases import phrase_gains
from builder.reading.themes import cosines, themes_of
from builder.reading.wording import ROLES, wording
from tests.casefiles import tables

JOINTS = tables("reading/joints.toml")
BOUNDS = tables("reading/bounds.toml")
PHRASES = tables("reading/phrases.toml")
THEMES = tables("reading/themes.toml")
WORDING = tables("reading/wording.toml")


def goes_on_best(case: dict[str, Any]) -> bool:
    """Whether an end goes on better with its own start than with any other."""
    starts = [case["right"], *case["wrong"]]
    scores = joint_scores([case["end"]], starts, word_gains([case["end"]], starts))[0]
    return bool((scores[0] > scores[1:]).all())


@pytest.mark.parametrize("case", JOINTS["joint"], ids=lambda case: case["end"][-6:])
def test_joints(case: dict[str, Any]) -> None:
    """A text goes on with what fits its last words."""
    assert goes_on_best(case)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", JOINTS["known"], ids=lambda case: case["end"][-6:])
def test_known_joints(case: dict[str, Any]) -> None:
    """Only the meaning tells."""
    assert goes_on_best(case)


def follows_best(case: dict[str, Any]) -> bool:
    """Whether an end's own start costs less behind it than any other."""
    gains = phrase_gains([case["end"]], [case["right"], *case["wrong"]])[0]
    return bool((gains[0] > gains[1:]).all())


@pytest.mark.parametrize("case", PHRASES["phrase"], ids=lambda case: case["end"][-6:])
def test_phrases(case: dict[str, Any]) -> None:
    """A text goes on with the words that often follow its last ones, or end them."""
    assert follows_best(case)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", PHRASES["known"], ids=lambda case: case["end"][-6:])
def test_known_phrases(case: dict[str, Any]) -> None:
    """Words that the table does not know beside one another."""
    assert follows_best(case)


@pytest.mark.parametrize("texts", [[""], ["", "𠀀𠀁", "\ufffe\uffff", "a\0b", "1984", "经济" * 100]])
def test_phrases_of_anything(texts: list[str]) -> None:
    """Whatever two texts are, there is a number for them; nothing behind nothing is neither gain nor loss."""
    gains = phrase_gains(texts, texts)
    assert np.isfinite(gains).all()
    assert gains[0, 0] == 0


def stands_out(text: str, odds: Callable[[str], float]) -> bool:
    """Whether a paragraph has better odds than any from the middle of an article."""
    return all(odds(text) > odds(middle) for middle in BOUNDS["middle"])


@pytest.mark.parametrize("first", BOUNDS["first"])
def test_first(first: str) -> None:
    """An article begins rather with this than with what stands in the middle of others."""
    assert stands_out(first, first_odds)


@pytest.mark.parametrize("last", BOUNDS["last"])
def test_last(last: str) -> None:
    """An article ends rather with this than with what stands in the middle of others."""
    assert stands_out(last, last_odds)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(
    ("text", "odds"),
    [
        *((text, first_odds) for text in BOUNDS["known"]["first"]),
        *((text, last_odds) for text in BOUNDS["known"]["last"]),
    ],
)
def test_known_bounds(text: str, odds: Callable[[str], float]) -> None:
    """A first or last paragraph that might as well stand in the middle."""
    assert stands_out(text, odds)


@pytest.mark.parametrize("case", THEMES["theme"], ids=lambda case: case["text"][:6])
def test_themes(case: dict[str, Any]) -> None:
    """A text is most like what is about the same."""
    vectors = themes_of([case["text"], case["same"], *case["other"]])
    own = np.eye(len(vectors))
    assert int(np.argmax(cosines(vectors @ vectors.T, own, own)[0, 1:])) == 0


def role_of(text: str) -> str:
    """The role for which a short block's words speak most."""
    names: list[str] = list(WORDING["told"])
    return names[int(wording([text])[0][[ROLES.index(Role(name)) for name in names]].argmax())]


def blocks(part: str) -> list[tuple[str, str]]:
    """Texts with their roles."""
    return [(text, role) for role, texts in WORDING[part].items() for text in texts]


@pytest.mark.parametrize(("text", "role"), blocks("told"))
def test_wording(text: str, role: str) -> None:
    """A short block's words say what it is."""
    assert role_of(text) == role


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "role"), blocks("known"))
def test_known_wording(text: str, role: str) -> None:
    """A short block that only its neighbours tell."""
    assert role_of(text) == role
