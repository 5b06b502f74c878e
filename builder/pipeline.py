"""The stages that a page runs through, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.lexicon import Lexicon
from builder.model import Page
from builder.stages.articles import find_articles
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.stages.copies import drop_copies
from builder.stages.corrections import correct_characters, correct_words
from builder.stages.dates import find_dates
from builder.stages.figures import find_figures
from builder.stages.names import find_keywords
from builder.stages.order import find_order
from builder.stages.places import find_places
from builder.stages.roles import find_roles

Stage = Callable[[Page, Lexicon], Page]
"""Fills a page further. Pure: no input or output, clock, randomness or globals."""

READING: tuple[Stage, ...] = (
    clean,
    correct_characters,
    cut_blocks,
    find_roles,
    find_order,
    find_articles,
    drop_copies,
)
"""Gives the articles whole. Of the lexicon these know the districts' names alone; `reading_key` relies on it."""
MEANING: tuple[Stage, ...] = (
    find_dates,
    find_places,
    find_figures,
    find_keywords,
    correct_words,
)
STAGES = (*READING, *MEANING)


def run_stages(page: Page, lexicon: Lexicon, stages: Iterable[Stage] = STAGES) -> Page:
    """Run a page through some stages, or all."""
    for stage in stages:
        page = stage(page, lexicon)
    return page
