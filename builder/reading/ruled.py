"""Solves a page around the archivist's corrections of its reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from builder.entry import Matter
from builder.gazetteer import Gazetteer
from builder.model import Page
from builder.reading.arrange import Pairs, Strand, strands_of
from builder.reading.flow import Flow, flow_of, parts_of
from builder.reading.solve import Fixed, Link, best_reading, likelihood, links, load_weights
from builder.rulings import ruled

MOST_TRIALS = 8
"""Places in its article that are tried for a block, the likeliest first: each costs a solution of the page."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What follows what in one part of a page, and what of it is ruled."""

    flow: Flow
    links: tuple[Link, ...]
    joined: Pairs
    """Blocks of one paragraph."""
    parted: Pairs
    """Blocks of two."""
    openings: frozenset[int]
    """Blocks with which an article begins that has no headline."""


def solve_page(page: Page, gazetteer: Gazetteer) -> Iterator[Solution]:
    """
    The best reading of each part of a page in which every ruling holds that can.

    Needs: every block has a role (`find_roles`); it is known which repeat others (`mark_copied`).
    """
    joined, parted, members = (
        [(blocks[0].index, blocks[1].index) for _, blocks in ruled(page, matter)]
        for matter in (Matter.JOIN, Matter.SPLIT, Matter.ARTICLE)
    )
    openings = frozenset(block for block, home in members if block == home)
    for flow in parts_of(flow_of(page.blocks, frozenset(page.copied))):
        fixed = _fixed(flow, joined, parted, openings)
        for block, home in members:
            fixed = _with_member(flow, fixed, block, home, openings, gazetteer)
        yield Solution(flow, links(flow, gazetteer, fixed), frozenset(joined), frozenset(parted), openings)


def _numbers(flow: Flow) -> dict[int, int]:
    """Numbers of the flow's bodies, by the index of their block."""
    return {block.index: number for number, block in enumerate(flow.bodies)}


def _fixed(
    flow: Flow, joined: list[tuple[int, int]], parted: list[tuple[int, int]], openings: frozenset[int]
) -> tuple[Fixed, ...]:
    """
    The links that must be, or must not be.

    Parted blocks that stand one behind the other may stay so, as two paragraphs: a heading and its text.
    """
    numbers = _numbers(flow)
    sources = range(len(flow.bodies) + len(flow.heads))
    apart = [pair for pair in parted if not _are_neighbours(flow, *pair)]
    said = [(pair, False) for pair in apart] + [(pair, True) for pair in joined]
    return (
        *(
            (source, numbers[block], False)
            for block in sorted(openings & numbers.keys())
            for source in sources
        ),
        *((numbers[a], numbers[b], wanted) for (a, b), wanted in said if {a, b} <= numbers.keys()),
    )


def _are_neighbours(flow: Flow, before: int, after: int) -> bool:
    ranks = {block.index: rank for block, rank in zip(flow.bodies, flow.body_ranks, strict=True)}
    return before in ranks and ranks.get(after) == ranks[before] + 1


def _with_member(
    flow: Flow,
    fixed: tuple[Fixed, ...],
    block: int,
    home: int,
    openings: frozenset[int],
    gazetteer: Gazetteer,
) -> tuple[Fixed, ...]:
    """The fixed links, and one by which a block follows that block of its article after which the page reads best."""
    target = _numbers(flow).get(block)
    article = _strand_of(strands_of(flow, links(flow, gazetteer, fixed), openings), home)
    if target is None or article is None or _holds(article, block):
        return fixed
    best, most = fixed, -np.inf
    for source in _likeliest(flow, fixed, article, target, gazetteer):
        trial = (*fixed, (source, target, True))
        found = strands_of(flow, links(flow, gazetteer, trial), openings)
        there = _strand_of(found, home)
        likely = _likelihood(flow, trial, gazetteer)
        if there and _holds(there, block) and likely > most:
            best, most = trial, likely
    return best


def _strand_of(strands: list[Strand], block: int) -> Strand | None:
    return next((strand for strand in strands if _holds(strand, block)), None)


def _holds(strand: Strand, index: int) -> bool:
    return any(block.index == index for block in (*strand.heads, *strand.bodies))


def _likeliest(
    flow: Flow, fixed: tuple[Fixed, ...], article: Strand, target: int, gazetteer: Gazetteer
) -> list[int]:
    """Heads and bodies of an article that a block may follow, the likeliest first."""
    numbers = _numbers(flow)
    heads = [len(flow.bodies) + n for n, head in enumerate(flow.heads) if head.blocks[0] in article.heads]
    bodies = [numbers[block.index] for block in article.bodies]
    taken = {source for source, _, wanted in fixed if wanted}
    reading, _ = best_reading(flow, gazetteer, load_weights(), fixed, thorough=False)
    free = [source for source in (*heads, *bodies) if source not in taken]
    return sorted(free, key=lambda source: -reading.plain[source, target])[:MOST_TRIALS]


def _likelihood(flow: Flow, fixed: tuple[Fixed, ...], gazetteer: Gazetteer) -> float:
    """How likely a page reads so, were nothing fixed."""
    reading, evidence = best_reading(flow, gazetteer, load_weights(), fixed, thorough=False)
    return likelihood(reading.followers, reading.plain, evidence.kinds)
