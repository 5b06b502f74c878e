"""Puts a page's blocks in reading order and joins what a column's end cut in two."""

from __future__ import annotations

from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Join, Page
from builder.reading.arrange import Strand, joins_of, order_of, strands_of
from builder.reading.flow import flow_of, parts_of
from builder.reading.solve import links
from builder.reading.whole import copied_blocks


def find_order(page: Page, lexicon: Lexicon) -> Page:
    """
    Put the blocks in reading order, and join those that are one paragraph.

    Leaves a block where it stands where no other block continues it more likely than not.

    Needs: every block has a role (`find_roles`).
    Keeps: every block, once; a page already in order as it is.
    """
    copied = copied_blocks(page.blocks, lexicon.gazetteer)
    strands, joins = _solve(page, copied, lexicon)
    order = order_of(page.blocks, strands, joins)
    starts = tuple(strand.bodies[0].index for strand in strands if not strand.heads)
    return replace(page, order=order, joins=joins, starts=starts)


def _solve(page: Page, copied: frozenset[int], lexicon: Lexicon) -> tuple[list[Strand], tuple[Join, ...]]:
    """The articles of a page and its joins, without the copied blocks."""
    strands: list[Strand] = []
    joins: list[Join] = []
    for flow in parts_of(flow_of(page.blocks, copied)):
        found = links(flow, lexicon.gazetteer)
        strands += strands_of(flow, found)
        joins += joins_of(flow, found)
    return strands, tuple(joins)
