"""A page's text as a flow: the body blocks that continue one another, and the heads at which articles begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Block, Role
from builder.reading.repeats import without_loops

HEAD_ROLES = (Role.LABEL, Role.HEADLINE, Role.BYLINE)


@dataclass(frozen=True, slots=True)
class Head:
    """Blocks that together head one article."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "　".join(block.text for block in self.blocks)

    @property
    def roles(self) -> frozenset[Role]:
        """What it consists of."""
        return frozenset(block.role for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Flow:
    """Bodies and heads, both by number in the order of the page, and where each stands among all of them."""

    bodies: tuple[Block, ...]
    heads: tuple[Head, ...]
    body_ranks: tuple[int, ...]
    head_ranks: tuple[int, ...]
    texts: tuple[str, ...]
    """Of all the page's blocks, without their loops; of a page of more than `LARGEST`, of the flow's bodies only."""
    places: tuple[int, ...]
    """Where among them each body's stands."""


LARGEST = 240
"""Blocks that are solved together; no printed page has as many."""
MOST_BLOCKS = 2_000
"""A text of more blocks is no page; solved in parts, each block costs some 3 ms, and joins across parts are not found."""


def parts_of(flow: Flow) -> list[Flow]:
    """A flow in parts that can be solved, cut before a head; time grows with the number of parts."""
    parts: list[Flow] = []
    nodes: list[tuple[int, Block | Head]] = sorted(
        [*zip(flow.body_ranks, flow.bodies, strict=True), *zip(flow.head_ranks, flow.heads, strict=True)],
        key=lambda node: node[0],
    )
    part: list[tuple[int, Block | Head]] = []
    for rank, node in nodes:
        full = len(part) >= LARGEST / 2 and isinstance(node, Head)
        if full or len(part) >= LARGEST:
            parts.append(_part(part))
            part = []
        part.append((rank, node))
    if not parts:
        return [flow] if part else []
    return [*parts, _part(part)]


def _part(nodes: Sequence[tuple[int, Block | Head]]) -> Flow:
    bodies = [(rank, node) for rank, node in nodes if isinstance(node, Block)]
    heads = [(rank, node) for rank, node in nodes if isinstance(node, Head)]
    start = nodes[0][0]
    return _flow(
        [node for _, node in bodies],
        [node for _, node in heads],
        [rank - start for rank, _ in bodies],
        [rank - start for rank, _ in heads],
        [node for _, node in bodies],
    )


def _flow(
    bodies: Sequence[Block],
    heads: Sequence[Head],
    body_ranks: Sequence[int],
    head_ranks: Sequence[int],
    around: Sequence[Block],
) -> Flow:
    place = {block.index: place for place, block in enumerate(around)}
    texts = tuple(without_loops(block.text) for block in around)
    places = tuple(place[block.index] for block in bodies)
    return Flow(tuple(bodies), tuple(heads), tuple(body_ranks), tuple(head_ranks), texts, places)


def flow_of(blocks: Sequence[Block], skipped: frozenset[int]) -> Flow:
    """
    The flow of some blocks; captions, credits, notes and the `skipped` take no part in it.

    A headline and its byline are one head; a second headline that does not stand right below the first begins another.
    """
    bodies: list[Block] = []
    heads: list[list[Block]] = []
    ranks: tuple[list[int], list[int]] = ([], [])
    last_was_head = False
    rank = 0
    for block in blocks:
        if block.role in HEAD_ROLES:
            if last_was_head and _belongs(heads[-1], block):
                heads[-1].append(block)
                continue
            heads.append([block])
            ranks[1].append(rank)
            last_was_head = True
        elif block.role is Role.BODY and block.index not in skipped:
            bodies.append(block)
            ranks[0].append(rank)
            last_was_head = False
        else:
            continue
        rank += 1
    around = blocks if len(blocks) <= LARGEST else bodies
    return _flow(bodies, [Head(tuple(head)) for head in heads], *ranks, around)


def _belongs(head: Sequence[Block], block: Block) -> bool:
    """Whether a block still belongs to a head: each role once, a label first, a headline over two blocks."""
    if block.role is Role.LABEL:
        return False
    held = [other.role for other in head]
    return block.role not in held or (head[-1].index + 1 == block.index and held[-1] is block.role)
