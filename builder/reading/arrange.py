"""Makes articles of links, and a reading order of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.model import Block, Join, Role
from builder.reading.flow import Flow
from builder.reading.marks import ends_closed, ordinal
from builder.reading.solve import LEAST, Link

Pairs = frozenset[tuple[int, int]]
"""Indexes of blocks."""
NONE: Pairs = frozenset()


@dataclass
class Strand:
    """One article on its way: the blocks of its heads, and its bodies in reading order."""

    heads: list[Block] = field(default_factory=list)
    bodies: list[Block] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where it begins on the page."""
        return min(block.index for block in (*self.heads, *self.bodies))


def strands_of(flow: Flow, links: Sequence[Link], openings: frozenset[int] = frozenset()) -> list[Strand]:
    """
    The articles that links make; blocks that are `openings` (indexes) each begin one.

    A headline that nothing follows goes to the article inside which it stands, if that has none of its own. Bodies
    that follow nothing stay with what stands before them on the page.
    """
    follower = {link.source: link.target for link in links}
    led = set(follower.values())
    size = len(flow.bodies)
    strands = [
        Strand(list(head.blocks), _chain(flow, follower, size + n)) for n, head in enumerate(flow.heads)
    ]
    loose = [Strand([], [flow.bodies[n], *_chain(flow, follower, n)]) for n in range(size) if n not in led]
    _place_headlines(strands, loose)
    return _attach([strand for strand in strands if strand.heads], loose, openings)


def _chain(flow: Flow, follower: dict[int, int], source: int) -> list[Block]:
    chain = []
    while source in follower:
        source = follower[source]
        chain.append(flow.bodies[source])
    return chain


def _place_headlines(strands: list[Strand], loose: Sequence[Strand]) -> None:
    """Give each headline without a text to the text without a headline inside which it stands."""
    for strand in strands:
        if strand.bodies or not any(block.role is Role.HEADLINE for block in strand.heads):
            continue
        homes = [other for other in (*strands, *loose) if other.bodies and _lacks_headline(other)]
        inside = [other for other in homes if _spans(other, strand.heads[0].index)]
        near = inside or [other for other in homes if _is_beside(other, strand)]
        if near:
            home = max(near, key=lambda other: other.first)
            home.heads = [*strand.heads, *home.heads]
            strand.heads = []


def _lacks_headline(strand: Strand) -> bool:
    return not any(block.role is Role.HEADLINE for block in strand.heads)


def _spans(strand: Strand, index: int) -> bool:
    places = [block.index for block in (*strand.heads, *strand.bodies)]
    return min(places) < index < max(places)


def _is_beside(strand: Strand, head: Strand) -> bool:
    """Whether a byline's text stands right before or behind a lone headline."""
    places = [block.index for block in (*strand.heads, *strand.bodies)]
    return bool(strand.heads) and head.heads[0].index - max(places) in (1, 2)


def _attach(strands: list[Strand], loose: Sequence[Strand], openings: frozenset[int]) -> list[Strand]:
    """Put bodies that follow nothing behind the article that stands before them; the page's first stay alone."""
    for strand in sorted(loose, key=lambda strand: strand.bodies[0].index):
        if strand.heads or strand.bodies[0].index in openings:
            strands.append(strand)
            continue
        home = _before(strands, strand.bodies[0].index)
        if home is None:
            strands.append(strand)
        else:
            home.bodies += strand.bodies
    return strands


def _before(strands: Sequence[Strand], index: int) -> Strand | None:
    """The article to which the nearest block before a place belongs."""
    nearest, home = -1, None
    for strand in strands:
        for block in (*strand.heads, *strand.bodies):
            if nearest < block.index < index:
                nearest, home = block.index, strand
    return home


def order_of(blocks: Sequence[Block], strands: Sequence[Strand], joins: Sequence[Join]) -> tuple[int, ...]:
    """Indexes of all blocks in reading order; what is in no strand stays behind the block before it."""
    placed = {block.index for strand in strands for block in (*strand.heads, *strand.bodies)}
    hanging: dict[int, list[int]] = {}
    anchor = -1
    for block in blocks:
        if block.index in placed:
            anchor = block.index
        else:
            hanging.setdefault(anchor, []).append(block.index)
    joined = {join.before for join in joins}
    order = hanging.get(-1, [])[:]
    for strand in sorted(strands, key=lambda strand: strand.first):
        waiting: list[int] = []
        for block in (*strand.heads, *strand.bodies):
            order.append(block.index)
            waiting += hanging.get(block.index, ())
            if block.index not in joined:
                order += waiting
                waiting = []
        order += waiting
    return tuple(order)


def joins_of(
    flow: Flow, links: Sequence[Link], joined: Pairs = NONE, parted: Pairs = NONE
) -> tuple[Join, ...]:
    """The links that continue a paragraph: those `joined` do, those `parted` do not, whatever their blocks look like."""
    joins: list[Join] = []
    for link in links:
        if link.source < len(flow.bodies):
            before, after = flow.bodies[link.source], flow.bodies[link.target]
            pair = before.index, after.index
            if pair in joined:
                joins.append(Join(*pair, 1.0))
            elif pair not in parted and is_joining(before, after) and link.probability >= LEAST:
                joins.append(Join(*pair, round(link.probability, 3)))
    return tuple(joins)


HEADING = 24
"""Characters of the longest heading that a column's end parts from its text."""


def is_joining(block: Block, after: Block) -> bool:
    """
    Whether what follows a block goes on with its paragraph: the block breaks off, or is a counted heading.

    Must not act on a counted heading behind which another one stands: that is a list.
    """
    is_heading = (
        len(block.text) <= HEADING and ordinal(block.text) is not None and ordinal(after.text) is None
    )
    return not ends_closed(block.text) or is_heading
