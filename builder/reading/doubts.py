"""
Decides which of two roles a block has, where its look leaves that open, by reading the page with the one and with the other.

Of ten roles that were guessed wrong on pages of unseen articles this mends two: captions of whole sentences, for the most part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from builder.gazetteer import Gazetteer
from builder.model import Block, Role
from builder.reading.guess import Rival
from builder.reading.trial import NO_FIT, Trial, odds_by, try_out

DOUBT_SIGNS = (
    "odds",
    "likelier",
    "is-body",
    "body-or-caption",
    "themes",
    "before",
)
"""What speaks for the other role: how likely its look makes it; how much likelier the page reads with it; that the block is text by it
(against it: the number is -1); the same where by one of the two it is a caption, and how well it then fits the article in which it is
text: what both are about, and the link that leads to it."""
MOST_LIKELIER = 15.0
"""Largest difference of logarithms that counts; more tells of other places of the page."""
MOST_DOUBTS = 4
"""Of a page, the likeliest: each is a reading more."""


def settle_doubts(
    blocks: Sequence[Block], rivals: Mapping[int, Rival], gazetteer: Gazetteer
) -> tuple[Block, ...]:
    """A page's blocks, each with its likelier role; `rivals` are other roles that some may have, by number of the block."""
    settled = tuple(blocks)
    doubtful = doubtful_places(settled, rivals)
    now = try_out(settled, gazetteer) if doubtful else None
    for place in doubtful:
        changed = with_role(settled, place, rivals[place].role)
        other = try_out(changed, gazetteer)
        if now and other:
            signs = doubt_signs(settled[place], rivals[place], now, other)
            if odds_by("doubts", DOUBT_SIGNS, signs) > 0:
                settled, now = changed, other
    return settled


def doubtful_places(blocks: Sequence[Block], rivals: Mapping[int, Rival]) -> list[int]:
    """The blocks that by one of two roles are text of an article, and by the other none; the most doubtful first."""
    places = [place for place, rival in rivals.items() if Role.BODY in (blocks[place].role, rival.role)]
    return sorted(places, key=lambda place: -rivals[place].odds)[:MOST_DOUBTS]


def with_role(blocks: Sequence[Block], place: int, role: Role) -> tuple[Block, ...]:
    """Blocks one of which has another role."""
    return tuple(replace(block, role=role) if n == place else block for n, block in enumerate(blocks))


def doubt_signs(block: Block, rival: Rival, now: Trial, other: Trial) -> tuple[float, ...]:
    """What speaks for the other role of a block, by the names of `DOUBT_SIGNS`: the page was read with its role `now`, and with the other."""
    is_body = 1.0 if rival.role is Role.BODY else -1.0
    body_or_caption = is_body * (Role.CAPTION in (block.role, rival.role))
    as_body = other if is_body > 0 else now
    fit = as_body.fit_of(frozenset({block.index})) if body_or_caption else NO_FIT
    likelier = float(
        np.clip(other.comparable_likelihood - now.comparable_likelihood, -MOST_LIKELIER, MOST_LIKELIER)
    )
    told = (body_or_caption, body_or_caption * fit.themes, body_or_caption * fit.before)
    return rival.odds, likelier, is_body, *told
