"""Says what each block is on the printed page."""

from __future__ import annotations

from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Page
from builder.reading.guess import guess_roles
from builder.reading.trial import settle_roles
from builder.rulings import ruled_roles


def find_roles(page: Page, lexicon: Lexicon) -> Page:
    """
    Give every block its role.

    Needs: blocks (`cut_blocks`).
    Keeps: the blocks' text and order; a role that the archivist fixed.
    """
    texts = [block.text for block in page.blocks]
    roles, chances = guess_roles(texts, lexicon.gazetteer, ruled_roles(page))
    blocks = tuple(replace(block, role=role) for block, role in zip(page.blocks, roles, strict=True))
    return replace(page, blocks=settle_roles(blocks, chances, lexicon.gazetteer))
