"""Which blocks only repeat another one, told before the page is put in order."""

from __future__ import annotations

from collections.abc import Sequence

from builder.gazetteer import Gazetteer
from builder.model import Block, Role
from builder.reading.copies import Part, find_copies
from builder.reading.districts import own_district
from builder.reading.flow import HEAD_ROLES

WHOLE = 0.9
"""Share of a block that a copy covers where the block as a whole is one."""


def copied_blocks(
    blocks: Sequence[Block], gazetteer: Gazetteer, placed: frozenset[int] = frozenset()
) -> frozenset[int]:
    """
    Indexes of body blocks that repeat another one.

    Must not act on a block of which only a part is copied: that has a text of its own, and its own place; nor on
    those `placed` (indexes), of which the archivist says where they belong.
    """
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
    return frozenset(
        bodies[copy.part].index
        for copy in find_copies(parts, gazetteer)
        if copy.end - copy.start >= WHOLE * len(parts[copy.part].text)
    )


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
