"""Which blocks only repeat another one, told before the page is put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from builder.gazetteer import Gazetteer
from builder.model import Block, Page, Role
from builder.reading.chains import chains_of
from builder.reading.copies import Part, Passage, find_shared
from builder.reading.districts import own_district
from builder.reading.flow import HEAD_ROLES, LARGEST, flow_of
from builder.reading.solve import best_reading, load_weights
from builder.reading.themes import cosines
from builder.rulings import placed_blocks

WHOLE = 0.9
"""Share of a block that a copy covers where the block as a whole is one."""
TOLD = 12
"""Characters by which the other half of a passage that was cut in two is known."""
LIKELIER = 0.2
"""Weight of how much likelier the page reads with the one copy than with the other, fitted with those of `copies`."""
THEMES = 6.2
"""Weight of how like the rest of its article each is then by what it is about, a cosine; likewise."""
TERMS = 5.0
"""And by its words."""
MOST_LIKELIER = 8.0
USUAL_DOUBT = 1.5
"""By how much each block more makes a page less likely on the average, as what follows it is not sure."""
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

    @property
    def turned(self) -> SharedBlocks:
        """The same seen from the other side."""
        return SharedBlocks(self.second, self.first, -self.lead)


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
            keeps_first = _read_without(blocks, gazetteer, others | item.second, item.first)
            keeps_second = _read_without(blocks, gazetteer, others | item.first, item.second)
            lead = item.lead + _lead_as_read(keeps_first, keeps_second)
            chosen[place] = replace(item, lead=lead).copies
    return frozenset().union(*chosen) - placed


class _Read(NamedTuple):
    """How a page reads without the copies, and how the blocks that are kept for them fit the rest of their articles."""

    likelihood: float
    """As much as that of pages with as many blocks."""
    themes: float
    """Likeness of what they are about, a cosine."""
    terms: float
    """Likeness of their words, a cosine."""


def _lead_as_read(one: _Read, other: _Read) -> float:
    likelier = float(np.clip(one.likelihood - other.likelihood, -MOST_LIKELIER, MOST_LIKELIER))
    alike = THEMES * (one.themes - other.themes) + TERMS * (one.terms - other.terms)
    return LIKELIER * likelier + alike


def _read_without(
    blocks: Sequence[Block], gazetteer: Gazetteer, copies: frozenset[int], kept: frozenset[int]
) -> _Read:
    flow = flow_of(blocks, copies)
    if not 0 < len(flow.bodies) <= LARGEST:
        return _Read(0.0, 0.0, 0.0)
    reading, evidence = best_reading(flow, gazetteer, load_weights(), thorough=False)
    is_kept = np.zeros((1, len(reading.followers)))
    is_kept[0, [number for number, block in enumerate(flow.bodies) if block.index in kept]] = 1
    article = np.zeros_like(is_kept)
    for chain in chains_of(reading.followers, len(flow.bodies)):
        if is_kept[0, chain].any():
            article[0, chain] = 1
    themes, terms = (
        float(cosines(products, is_kept, article - is_kept)[0, 0])
        for products in (evidence.themes, evidence.products)
    )
    return _Read(reading.likelihood + USUAL_DOUBT * len(flow.bodies), themes, terms)


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

    texts = [part.text for part in parts]

    def wholes(passages: Sequence[Passage], others: Sequence[Passage]) -> frozenset[int]:
        return frozenset(
            bodies[passage.part].index
            for passage, other in zip(passages, others, strict=True)
            if _is_whole(passage, texts) or (_is_whole(other, texts) and _is_pieced(passage, texts))
        )

    return _merged(
        SharedBlocks(wholes(shared.first, shared.second), wholes(shared.second, shared.first), shared.lead)
        for shared in find_shared(parts, gazetteer)
    )


def _merged(found: Iterable[SharedBlocks]) -> list[SharedBlocks]:
    """Those that have a block in common as one: the halves of a passage that a column's end cut in two go together."""
    merged: list[SharedBlocks] = []
    for shared in found:
        for place, other in enumerate(merged):
            turned = shared.turned if shared.first & other.second or shared.second & other.first else shared
            if turned.first & other.first or turned.second & other.second:
                merged[place] = SharedBlocks(
                    other.first | turned.first, other.second | turned.second, other.lead + turned.lead
                )
                break
        else:
            merged.append(shared)
    return merged


def _is_whole(passage: Passage, texts: Sequence[str]) -> bool:
    return passage.end - passage.start >= WHOLE * len(texts[passage.part])


def _is_pieced(passage: Passage, texts: Sequence[str]) -> bool:
    """Whether what its block has beside a passage stands elsewhere, too: there a column's end cut it in two."""
    text = texts[passage.part]
    before, behind = text[: passage.start][-TOLD:], text[passage.end :][:TOLD]
    others = [other for place, other in enumerate(texts) if place != passage.part]
    return any(other.endswith(before) for other in others) and any(
        other.startswith(behind) for other in others
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
