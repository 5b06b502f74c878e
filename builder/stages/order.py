"""Puts a page's blocks in reading order and joins what a column's end cut in two."""

from __future__ import annotations

from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Join, Page
from builder.reading.arrange import Strand, joins_of, order_of, strands_of
from builder.reading.flow import MOST_BLOCKS
from builder.reading.ruled import solve_page
from builder.reading.whole import mark_copied


def find_order(page: Page, lexicon: Lexicon) -> Page:
    """
    Put the blocks in reading order, and join those that are one paragraph.

    Leaves a block where it stands where no other block continues it more likely than not.

    Must not act on a text of more blocks than any page has.

    Needs: every block has a role (`find_roles`).
    Keeps: every block, once; a page already in order as it is; what the archivist says of order and joins.
    """
    if len(page.blocks) > MOST_BLOCKS:
        return page
    strands: list[Strand] = []
    joins: list[Join] = []
    page = mark_copied(page, lexicon.gazetteer)
    for part in solve_page(page, lexicon.gazetteer):
        strands += strands_of(part.flow, part.links, part.openings)
        joins += joins_of(part.flow, part.links, part.joined, part.parted)
    order = order_of(page.blocks, strands, joins)
    starts = tuple(strand.bodies[0].index for strand in strands if not strand.heads)
    return replace(page, order=order, joins=tuple(joins), starts=starts)
