"""Tries another role for a block of which the first guess is unsure, and keeps the one that gives the better page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.gazetteer import Gazetteer
from builder.model import Block, Role
from builder.reading.flow import flow_of, parts_of
from builder.reading.shape import SHORT
from builder.reading.solve import best_reading, likelihood, load_weights

TRIED = {
    Role.BODY: (Role.HEADLINE, Role.CAPTION),
    Role.HEADLINE: (Role.BODY,),
    Role.CAPTION: (Role.BODY,),
}
"""Roles that are tried for one another; headline against caption the page's score told no better than chance."""
LEAST_CHANCE = 0.12
"""A second role less likely than this is not tried: of 100 such one would be kept."""
MOST_TRIALS = 4
"""Blocks of a page that are tried, the least sure first: each costs a solution of the page."""
WEIGHT = 0.35
"""What the page's score counts beside the block's own chances."""
HEAD_COST = 5.0
"""What a head more costs a page's score where it is right: median of generated pages."""
LARGEST = 5.0
"""A page's score counts for no more than this."""
FLOOR = 1e-3


def settle_roles(
    blocks: Sequence[Block], chances: Sequence[dict[Role, float]], gazetteer: Gazetteer
) -> tuple[Block, ...]:
    """
    Give unsure short blocks the role with which the page as a whole reads best.

    Must not act on a block whose role is not a headline, a caption or body.
    """
    now = tuple(blocks)
    tried = sorted(
        (-rival, index, role)
        for index, block in enumerate(blocks)
        if block.role in TRIED and len(block.text) < SHORT
        for role, rival in [_rival(block, chances[index])]
        if rival >= LEAST_CHANCE
    )[:MOST_TRIALS]
    if not tried:
        return now
    score = page_score(now, gazetteer)
    for _, index, role in tried:
        other = (*now[:index], replace(now[index], role=role), *now[index + 1 :])
        again = page_score(other, gazetteer)
        heads = (role is Role.HEADLINE) - (now[index].role is Role.HEADLINE)
        better = min(max(again - score + HEAD_COST * heads, -LARGEST), LARGEST)
        own = math.log(max(chances[index][role], FLOOR) / max(chances[index][now[index].role], FLOOR))
        if own + WEIGHT * better > 0:
            now, score = other, again
    return now


def _rival(block: Block, chances: dict[Role, float]) -> tuple[Role, float]:
    """The likeliest other role, and its chance."""
    return max(((role, chances[role]) for role in TRIED[block.role]), key=lambda pair: pair[1])


def page_score(blocks: Sequence[Block], gazetteer: Gazetteer) -> float:
    """Logarithm of the likelihood of a page's links."""
    total = 0.0
    for flow in parts_of(flow_of(blocks, frozenset())):
        if not flow.bodies:
            continue
        followers, scores, _, evidence = best_reading(flow, gazetteer, load_weights())
        total += likelihood(followers, scores, evidence)
    return total
