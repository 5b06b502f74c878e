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


def copied_blocks(blocks: Sequence[Block], gazetteer: Gazetteer) -> frozenset[int]:
    """
    Indexes of body blocks that repeat another one.

    Must not act on a block of which only a part is copied: that has a text of its own, and its own place.
    """
    bodies, groups = _grouped(blocks)
    texts: dict[int, list[str]] = {}
    heads: dict[int, dict[Role, str]] = {}
    for block, group in groups:
        if block.role in HEAD_ROLES:
            heads.setdefault(group, {})[block.role] = block.text
        else:
            texts.setdefault(group, []).append(block.text)
    districts = {}
    for group, paragraphs in texts.items():
        label, headline, byline = (heads.get(group, {}).get(role, "") for role in HEAD_ROLES)
        districts[group] = own_district(label, headline, byline, paragraphs, gazetteer)
    parts = [Part("".join(block.text.split()), group, districts[group]) for block, group in bodies]
    return frozenset(
        bodies[copy.part][0].index
        for copy in find_copies(parts, gazetteer)
        if copy.end - copy.start >= WHOLE * len(parts[copy.part].text)
    )


def _grouped(blocks: Sequence[Block]) -> tuple[list[tuple[Block, int]], list[tuple[Block, int]]]:
    """Bodies, and bodies and heads, each with the number of the head above it on the page."""
    group, open_head = 0, False
    all_of_them = []
    for block in blocks:
        if block.role in HEAD_ROLES:
            group += not open_head
            open_head = True
        elif block.role is Role.BODY:
            open_head = False
        else:
            continue
        all_of_them.append((block, group))
    return [pair for pair in all_of_them if pair[0].role is Role.BODY], all_of_them
