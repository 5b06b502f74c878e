"""The stages that a page runs through, in their order."""

from __future__ import annotations

from collections.abc import Callable

from builder.lexicon import Lexicon
from builder.model import Page
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.places import find_places

Stage = Callable[[Page, Lexicon], Page]
"""Fills a page further. Pure: no input or output, clock, randomness or globals."""

STAGES: tuple[Stage, ...] = (
    clean,
    cut_blocks,
    find_dates,
    find_places,
    find_figures,
)


def run_stages(page: Page, lexicon: Lexicon) -> Page:
    """Run a page through all stages."""
    for stage in STAGES:
        page = stage(page, lexicon)
    return page
