"""Says of every join why it was made, how sure that is, and what else might have followed."""

from __future__ import annotations

from dataclasses import dataclass

from builder.lexicon import Lexicon
from builder.model import Block, Page
from builder.reading.arrange import is_joining
from builder.reading.ruled import solve_page
from builder.reading.whole import mark_copied


@dataclass(frozen=True, slots=True)
class JoinReason:
    """One join that was made or, where it was too unsure, was not."""

    before: Block
    after: Block
    probability: float
    """0 to 1; below `solve.LEAST` the join was not made."""
    reasons: tuple[tuple[str, float], ...]
    """The evidence that weighs most, as logarithms of odds: `word-gain`, `order-next-after`."""
    runner_up: Block | None
    """The block that would follow, were `after` not there."""


def explain_joins(page: Page, lexicon: Lexicon) -> tuple[JoinReason, ...]:
    """
    The evidence of every join of a page, in the order of the page.

    Needs: every block has a role (`find_roles`).
    """
    told: list[JoinReason] = []
    page = mark_copied(page, lexicon.gazetteer)
    for part in solve_page(page, lexicon.gazetteer):
        bodies = part.flow.bodies
        for link in part.links:
            if link.source < len(bodies) and is_joining(bodies[link.source], bodies[link.target]):
                other = None if link.runner_up is None else bodies[link.runner_up]
                before, after = bodies[link.source], bodies[link.target]
                told.append(JoinReason(before, after, link.probability, link.reasons, other))
    return tuple(told)
