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
    "is-body-not-caption",
    "themes",
    "before",
)
MOST_LIKELIER = 15.0
MOST_DOUBTS = 4
"""Of a page, the likeliest: each is a reading more."""


def settle_doubts(
    blocks: Sequence[Block], rivals: Mapping[int, Rival], gazetteer: Gazetteer
) -> tuple[Block, ...]:
    """A page's blocks, each with its likelier role; `rivals` are other roles that some may have, by number of the block."""
    settled = tuple(blocks)
    doubtful = [place for place, rival in rivals.items() if is_doubtful(settled[place].role, rival.role)]
    now = try_out(settled, gazetteer) if doubtful else None
    for place in sorted(doubtful, key=lambda place: -rivals[place].odds)[:MOST_DOUBTS]:
        changed = with_role(settled, place, rivals[place].role)
        other = try_out(changed, gazetteer)
        if now and other and _is_likelier(doubt_signs(settled[place], rivals[place], now, other)):
            settled, now = changed, other
    return settled


def is_doubtful(role: Role, rival: Role) -> bool:
    """Whether by one of two roles a block is text of an article, and so part of what is read."""
    return Role.BODY in (role, rival)


def with_role(blocks: Sequence[Block], place: int, role: Role) -> tuple[Block, ...]:
    """Blocks one of which has another role."""
    return tuple(replace(block, role=role) if n == place else block for n, block in enumerate(blocks))


def doubt_signs(block: Block, rival: Rival, now: Trial, other: Trial) -> tuple[float, ...]:
    """What speaks for the other role of a block, by the names of `DOUBT_SIGNS`: the page was read with its role `now`, and with the other."""
    is_body = 1.0 if rival.role is Role.BODY else -1.0
    not_caption = is_body * (Role.CAPTION in (block.role, rival.role))
    as_body = other if is_body > 0 else now
    fit = as_body.fit_of(frozenset({block.index})) if not_caption else NO_FIT
    likelier = float(np.clip(other.likelihood - now.likelihood, -MOST_LIKELIER, MOST_LIKELIER))
    told = (not_caption, not_caption * fit.themes, not_caption * fit.before)
    return rival.odds, likelier, is_body, *told


def _is_likelier(signs: Sequence[float]) -> bool:
    return odds_by("doubts", DOUBT_SIGNS, signs) > 0
