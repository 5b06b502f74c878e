"""Which blocks only repeat another one, told before the page is put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from builder.gazetteer import Gazetteer
from builder.model import Block, Page, Role
from builder.reading.copies import Part, Passage, find_shared
from builder.reading.districts import own_district
from builder.reading.flow import HEAD_ROLES, LARGEST, flow_of
from builder.reading.solve import best_reading, load_weights
from builder.rulings import placed_blocks

WHOLE = 0.9
"""Share of a block that a copy covers where the block as a whole is one."""
LIKELIER = 0.4
"""Weight of how much likelier the page reads with the one copy than with the other, fitted with those of `copies`."""
MOST_LIKELIER = 8.0
SURE = 8.0
"""A lead with which the page need not be read for it."""
MOST_READ = 6
"""Pairs of articles with common blocks for which the page is read both ways; no printed page has as many."""


@dataclass(frozen=True, slots=True)
class SharedBlocks:
    """Indexes of blocks that stand twice: either the first ones are copies, or the second ones."""

    first: frozenset[int]
    second: frozenset[int]
    lead: float
    """By how much the first fit better where they stand."""

    @property
    def copies(self) -> frozenset[int]:
        """Those that fit less."""
        return self.second if self.lead >= 0 else self.first


def mark_copied(page: Page, gazetteer: Gazetteer) -> Page:
    """Note the blocks of a page that repeat others (`copied_blocks`), but for those that the archivist placed."""
    copied = copied_blocks(page.blocks, gazetteer, placed_blocks(page))
    return replace(page, copied=tuple(sorted(copied)))


def copied_blocks(
    blocks: Sequence[Block], gazetteer: Gazetteer, placed: frozenset[int] = frozenset()
) -> frozenset[int]:
    """
    Indexes of body blocks that repeat another one: those without which the page reads best.

    Must not act on a block of which only a part is copied: that has a text of its own, and its own place; nor on
    those `placed` (indexes), of which the archivist says where they belong.
    """
    shared = _shared_blocks(blocks, gazetteer, placed)
    chosen = [item.copies for item in shared]
    for place, item in enumerate(shared[:MOST_READ]):
        if item.first and item.second and abs(item.lead) < SURE:
            others = frozenset().union(*chosen[:place], *chosen[place + 1 :])
            likelier = _likelihood(blocks, gazetteer, others | item.second) - _likelihood(
                blocks, gazetteer, others | item.first
            )
            lead = item.lead + LIKELIER * float(np.clip(likelier, -MOST_LIKELIER, MOST_LIKELIER))
            chosen[place] = replace(item, lead=lead).copies
    return frozenset().union(*chosen) - placed


def _likelihood(blocks: Sequence[Block], gazetteer: Gazetteer, copies: frozenset[int]) -> float:
    flow = flow_of(blocks, copies)
    if not 0 < len(flow.bodies) <= LARGEST:
        return 0.0
    return best_reading(flow, gazetteer, load_weights(), thorough=False)[0].likelihood


def _shared_blocks(
    blocks: Sequence[Block], gazetteer: Gazetteer, placed: frozenset[int]
) -> list[SharedBlocks]:
    groups = _groups_of_heads(blocks)
    districts = _districts(blocks, groups, gazetteer)
    bodies = [block for block in blocks if block.role is Role.BODY]
    parts = [
        Part(
            "".join(block.text.split()),
            groups[block.index],
            districts[groups[block.index]],
            block.index in placed,
        )
        for block in bodies
    ]

    def wholes(passages: Sequence[Passage]) -> frozenset[int]:
        return frozenset(
            bodies[part].index
            for part, start, end in passages
            if end - start >= WHOLE * len(parts[part].text)
        )

    return [
        SharedBlocks(wholes(shared.first), wholes(shared.second), shared.lead)
        for shared in find_shared(parts, gazetteer)
    ]


def _groups_of_heads(blocks: Sequence[Block]) -> dict[int, int]:
    """For each body and head the number of the head above it on the page."""
    group, in_head = 0, False
    groups = {}
    for block in blocks:
        if block.role in HEAD_ROLES:
            group += not in_head
            in_head = True
        elif block.role is Role.BODY:
            in_head = False
        groups[block.index] = group
    return groups


def _districts(
    blocks: Sequence[Block], groups: dict[int, int], gazetteer: Gazetteer
) -> dict[int, str | None]:
    """The own district of each group."""
    texts: dict[int, list[str]] = {}
    heads: dict[int, dict[Role, str]] = {}
    for block in blocks:
        group = groups[block.index]
        texts.setdefault(group, [])
        if block.role in HEAD_ROLES:
            heads.setdefault(group, {})[block.role] = block.text
        elif block.role is Role.BODY:
            texts[group].append(block.text)
    return {
        group: own_district(*_heads(heads.get(group, {})), paragraphs, gazetteer)
        for group, paragraphs in texts.items()
    }


def _heads(heads: dict[Role, str]) -> tuple[str, str, str]:
    return heads.get(Role.LABEL, ""), heads.get(Role.HEADLINE, ""), heads.get(Role.BYLINE, "")
