"""First guess at what each block is, from its own text and its neighbours'."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.model import Role
from builder.reading.districts import nearly_district
from builder.reading.shape import is_note_label, moved, signs_of_blocks

WEIGHTS = Path(__file__).parent.parent / "data" / "roles.json"
"""Fitted by `python -m builder.training.roles`."""
PASSES = 2
LONGEST_LABEL = 12
NOTHING_FIXED: Mapping[int, Role] = MappingProxyType({})

LEAST_CHANCE = 1e-9
"""Of a role that no page had; its logarithm is asked for."""
LEAST_ODDS = -1.0
"""Logarithm of the odds of the second likeliest role from which it may be the right one; below, reading on trial changes hardly any."""

Matrix = npt.NDArray[np.float64]


class Rival(NamedTuple):
    """A role that a block may have instead of the likeliest one."""

    role: Role
    odds: float
    """Logarithm of the odds against the likeliest."""


@cache
def load_weights(path: Path = WEIGHTS) -> tuple[tuple[Role, ...], Matrix, Matrix]:
    """Roles, weights of the first pass, weights of the second, which also sees the neighbours' guessed roles."""
    data = json.loads(path.read_text("utf-8"))
    roles = tuple(Role(name) for name in data["roles"])
    return roles, np.array(data["first"]), np.array(data["second"])


def guess_roles(
    texts: Sequence[str], gazetteer: Gazetteer, fixed: Mapping[int, Role] = NOTHING_FIXED
) -> tuple[list[Role], dict[int, Rival]]:
    """
    The likeliest role of each block of a page, and the second likeliest of those that may be another, by number of the block.

    `fixed` roles, likewise, are certain: the others are guessed beside them.
    """
    if not texts:
        return [], {}
    roles, first, second = load_weights()
    signs = signs_of_blocks(texts, gazetteer)
    chances = _fix(softmax(signs @ first.T), roles, fixed)
    for _ in range(PASSES):
        chances = softmax(np.concatenate([signs, around(chances)], axis=1) @ second.T)
        chances = _fix(chances, roles, fixed)
    guessed = [roles[place] for place in chances.argmax(axis=1)]
    guessed = [fixed.get(place, role) for place, role in enumerate(guessed)]
    mended = _mended(texts, guessed, fixed, gazetteer)
    rivals = {place: _rival(row, roles) for place, row in enumerate(chances) if place not in fixed}
    likely = {
        place: rival
        for place, rival in rivals.items()
        if guessed[place] is mended[place]
        and rival.odds > LEAST_ODDS
        and _stands(texts, mended, place, rival.role, fixed, gazetteer)
    }
    return mended, likely


def _rival(chances: Matrix, roles: Sequence[Role]) -> Rival:
    """The second likeliest role."""
    first, second = np.argsort(-chances, kind="stable")[:2].tolist()
    return Rival(roles[second], float(np.log(max(chances[second], LEAST_CHANCE) / chances[first])))


def _fix(chances: Matrix, roles: Sequence[Role], fixed: Mapping[int, Role]) -> Matrix:
    """The chances with those of fixed roles at 1; a role of which none was learnt leaves its block without any."""
    for place, role in fixed.items():
        chances[place] = [float(role is other) for other in roles]
    return chances


def softmax(scores: Matrix) -> Matrix:
    """Chances that sum to 1 in each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares


def around(chances: Matrix) -> Matrix:
    """
    Chances of the roles of two blocks before and two behind each, and the share of each role before it.

    And of each two roles of two of these that are neighbours, or that the block parts: behind a byline without a headline above it
    stands the headline.
    """
    last_but_one, last, next_one, next_but_one = (moved(chances, step) for step in (-2, -1, 1, 2))
    seen = np.minimum(np.cumsum(chances, axis=0) - chances, 1.0)
    pairs = [(last_but_one, last), (last, next_one), (next_one, next_but_one)]
    both = [(one[:, :, None] * other[:, None, :]).reshape(len(chances), -1) for one, other in pairs]
    return np.concatenate([last_but_one, last, next_one, next_but_one, seen, *both], axis=1)


def _stands(
    texts: Sequence[str],
    roles: Sequence[Role],
    place: int,
    role: Role,
    fixed: Mapping[int, Role],
    gazetteer: Gazetteer,
) -> bool:
    """Whether no rule undoes it that a block has another role."""
    changed = [*roles[:place], role, *roles[place + 1 :]]
    return role is not Role.TITLE and _mended(texts, changed, fixed, gazetteer) == changed


def _mended(
    texts: Sequence[str], guessed: Sequence[Role], fixed: Mapping[int, Role], gazetteer: Gazetteer
) -> list[Role]:
    """
    What is certain: a page has one title; a note's label is a set word, and a note stands behind it; ①…②… are captions.

    And on a page with labels, what is nearly a district's name above a headline is one that was misread.
    """
    roles = list(guessed)
    is_labelled = Role.LABEL in roles
    titles = [place for place, role in enumerate(roles) if role is Role.TITLE]
    for place in sorted(titles, key=lambda place: (place not in fixed, place))[1:]:
        roles[place] = Role.HEADLINE
    for place, text in enumerate(texts):
        if is_note_label(text):
            roles[place] = Role.NOTE_LABEL
        elif roles[place] is Role.NOTE_LABEL:
            roles[place] = Role.OTHER if len(text) < LONGEST_LABEL else Role.BODY
        above_headline = roles[place + 1 : place + 2] == [Role.HEADLINE]
        if is_labelled and above_headline and nearly_district(text, gazetteer):
            roles[place] = Role.LABEL
        if text.startswith("①") and "②" in text:
            roles[place] = Role.CAPTION
        if roles[place] is Role.BODY and place and roles[place - 1] is Role.NOTE_LABEL:
            roles[place] = Role.NOTE
        roles[place] = fixed.get(place, roles[place])
    return roles
