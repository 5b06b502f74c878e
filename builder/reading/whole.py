"""Which blocks only repeat another one, told before the page is put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from builder.gazetteer import Gazetteer
from builder.model import Block, Page, Role
from builder.reading.copies import COPY_SIGNS, Part, Passage, Shared, Signs, find_shared, lead_by
from builder.reading.districts import own_district
from builder.reading.flow import HEAD_ROLES
from builder.reading.trial import odds_by, try_out
from builder.rulings import placed_blocks

WHOLE = 0.9
"""Share of a block that a copy covers where the block as a whole is one."""
LEAST_PIECE = 3
"""Characters of the shortest piece of a paragraph that is known again."""
BLOCK_SIGNS = (*COPY_SIGNS, "cut")
"""And how many of its blocks are pieces, cut by a column's end, of what the other ones hold whole: copies are of whole paragraphs."""
READ_SIGNS = ("likelier", "themes", "terms")
"""By how much likelier the page reads with the one copy than with the other; how like the rest of its article each is then."""
MOST_LIKELIER = 8.0
"""Largest difference of logarithms that counts; more tells of other places of the page."""
SURE = 8.0
"""A lead with which the page need not be read for it."""
MOST_READ = 6
"""Pairs of articles with common blocks for which the page is read both ways; no printed page has as many."""


@dataclass(frozen=True, slots=True)
class SharedBlocks:
    """Indexes of blocks that stand twice: either the first ones are copies, or the second ones."""

    first: frozenset[int]
    second: frozenset[int]
    signs: Signs
    """How the first differ from the second by each of `BLOCK_SIGNS`, where they stand on the page (`copies.Shared`)."""
    placed: int
    pieces: int
    """How many blocks on either side are pieces of what the other side holds whole."""

    @property
    def lead(self) -> float:
        """By how much the first fit better where they stand."""
        return lead_by(BLOCK_SIGNS, self.signs, self.placed)

    @property
    def turned(self) -> SharedBlocks:
        """The same seen from the other side."""
        return SharedBlocks(self.second, self.first, -self.signs, -self.placed, self.pieces)

    def copies(self, lead: float) -> frozenset[int]:
        """Those that fit less."""
        return self.second if lead >= 0 else self.first


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
    shared = shared_blocks(blocks, gazetteer, placed)
    chosen = [item.copies(item.lead) for item in shared]
    for place, item in enumerate(shared[:MOST_READ]):
        if item.first and item.second and abs(item.lead) < SURE:
            others = frozenset().union(*chosen[:place], *chosen[place + 1 :])
            as_read = odds_by("copies", READ_SIGNS, read_signs(blocks, gazetteer, item, others))
            chosen[place] = item.copies(item.lead + as_read)
    return frozenset().union(*chosen) - placed


def read_signs(
    blocks: Sequence[Block], gazetteer: Gazetteer, shared: SharedBlocks, others: frozenset[int] = frozenset()
) -> Signs:
    """How the page reads with the first of shared blocks against the second, by `READ_SIGNS`; `others` are copies, too."""
    one = try_out(blocks, gazetteer, others | shared.second)
    other = try_out(blocks, gazetteer, others | shared.first)
    if not one or not other:
        return np.zeros(len(READ_SIGNS))
    likelier = np.clip(one.comparable_likelihood - other.comparable_likelihood, -MOST_LIKELIER, MOST_LIKELIER)
    first, second = one.fit_of(shared.first), other.fit_of(shared.second)
    return np.array([likelier, first.themes - second.themes, first.terms - second.terms])


def shared_blocks(
    blocks: Sequence[Block], gazetteer: Gazetteer, placed: frozenset[int] = frozenset()
) -> list[SharedBlocks]:
    """Blocks of a page that stand twice, those together that were copied in one go."""
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

    return _merged(
        _as_blocks(shared, bodies, [part.text for part in parts]) for shared in find_shared(parts, gazetteer)
    )


def _as_blocks(shared: Shared, bodies: Sequence[Block], texts: Sequence[str]) -> SharedBlocks:
    """What of shared passages are whole blocks, or the pieces into which columns' ends cut a paragraph that stands whole elsewhere."""
    sides: tuple[set[int], set[int]] = set(), set()
    pieces_of = [0, 0]
    for pair in zip(shared.first, shared.second, strict=True):
        for own, other in ((0, 1), (1, 0)):
            if _is_whole(pair[own], texts):
                sides[own].add(pair[own].part)
                if not _is_whole(pair[other], texts) and (pieces := _pieces_beside(pair[other], texts)):
                    sides[own].update(pieces)
                    sides[other].add(pair[other].part)
                    pieces_of[own] += 1
    first, second = (frozenset(bodies[part].index for part in parts) for parts in sides)
    signs = np.append(shared.signs, pieces_of[0] - pieces_of[1])
    return SharedBlocks(first, second, signs, shared.placed, sum(pieces_of))


def _merged(found: Iterable[SharedBlocks]) -> list[SharedBlocks]:
    """Those as one that are pieces of one passage, which a column's end cut in two, with what holds it whole."""
    merged: list[SharedBlocks] = []
    for shared in found:
        for other in tuple(merged):
            if united := _united(other, shared):
                merged.remove(other)
                shared = united
        merged.append(shared)
    return merged


def _united(one: SharedBlocks, other: SharedBlocks) -> SharedBlocks | None:
    """Two as one, where they hold pieces and have a block in common; nothing where that would make a block the copy of itself."""
    if not one.pieces or not other.pieces:
        return None
    turned = other.turned if one.first & other.second or one.second & other.first else other
    first, second = one.first | turned.first, one.second | turned.second
    if not (one.first & turned.first or one.second & turned.second) or first & second:
        return None
    return SharedBlocks(
        first, second, one.signs + turned.signs, one.placed + turned.placed, one.pieces + turned.pieces
    )


def _is_whole(passage: Passage, texts: Sequence[str]) -> bool:
    return passage.end - passage.start >= WHOLE * len(texts[passage.part])


def _pieces_beside(passage: Passage, texts: Sequence[str]) -> set[int]:
    """The texts that make up what stands before a passage in its own text, and behind it; none where they do not make up all of it."""
    own = texts[passage.part]
    before, behind = own[: passage.start], own[passage.end :]
    others = [
        (place, text)
        for place, text in enumerate(texts)
        if place != passage.part and len(text) >= LEAST_PIECE
    ]
    pieces: set[int] = set()
    while piece := next((piece for piece in others if before.endswith(piece[1])), None):
        pieces.add(piece[0])
        before = before[: -len(piece[1])]
    while piece := next((piece for piece in others if behind.startswith(piece[1])), None):
        pieces.add(piece[0])
        behind = behind[len(piece[1]) :]
    return pieces if len(before + behind) <= (1 - WHOLE) * len(own) else set()


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
