"""Says what each block is on the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Block, Flag, Page, Role
from builder.reading.doubts import settle_doubts
from builder.reading.flow import MOST_BLOCKS
from builder.reading.guess import Rival, guess_roles
from builder.rulings import ruled_roles

LARGEST = 400
"""Blocks that are judged together; no printed page has as many, and time grows with their square."""

LONGEST = 1_000
"""Characters above which a block is body, whatever it looks like: on printed pages no other has 500."""


def find_roles(page: Page, lexicon: Lexicon) -> Page:
    """
    Give every block its role.

    Must not act on a text of more blocks than any page has: all of it is body, as it stands.
    Needs: blocks (`cut_blocks`).
    Keeps: the blocks' text and order; a role that the archivist fixed.
    Flags: `too-many-blocks`.
    """
    if len(page.blocks) > MOST_BLOCKS:
        note = f"原文有 {len(page.blocks)} 块文字，多于 {MOST_BLOCKS} 块，不像一个版面：未分标题与文章，照原来的次序登载。"
        return replace(page, flags=(*page.flags, Flag("too-many-blocks", 1, note)))
    fixed = ruled_roles(page)
    blocks: list[Block] = []
    rivals: dict[int, Rival] = {}
    for start in range(0, len(page.blocks), LARGEST):
        part = page.blocks[start : start + LARGEST]
        roles, others = _guessed(part, fixed, lexicon)
        blocks += (replace(block, role=role) for block, role in zip(part, roles, strict=True))
        rivals |= {start + place: rival for place, rival in others.items()}
    blocks[LARGEST:] = map(_below_title, blocks[LARGEST:])
    return replace(page, blocks=settle_doubts(blocks, rivals, lexicon.gazetteer))


def _guessed(
    blocks: Sequence[Block], fixed: Mapping[int, Role], lexicon: Lexicon
) -> tuple[list[Role], dict[int, Rival]]:
    """The roles of some blocks, and their rivals; `fixed` are certain, by index."""
    sure = {
        n: role for n, block in enumerate(blocks) if (role := fixed.get(block.index) or _of_length(block))
    }
    return guess_roles([block.text for block in blocks], lexicon.gazetteer, sure)


def _of_length(block: Block) -> Role | None:
    """The role of a block that is too long for any other."""
    return Role.BODY if len(block.text) > LONGEST else None


def _below_title(block: Block) -> Block:
    """A block that cannot be the page's title."""
    return replace(block, role=Role.HEADLINE) if block.role is Role.TITLE else block
