"""The stages that a page runs through, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.lexicon import Lexicon
from builder.model import Page
from builder.rulings import settle_rulings
from builder.stages.articles import find_articles
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.stages.copies import drop_copies
from builder.stages.corrections import correct_words
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
    correct_words,
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
)
STAGES = (*READING, *MEANING)


def run_stages(page: Page, lexicon: Lexicon) -> Page:
    """Run a page through all stages."""
    return find_meaning(read_page(page, lexicon), lexicon)


def read_page(page: Page, lexicon: Lexicon) -> Page:
    """Give a page's articles whole, as the archivist has corrected their reading."""
    return settle_rulings(page, lambda page: _run(READING, page, lexicon), lexicon.gazetteer)


def find_meaning(page: Page, lexicon: Lexicon) -> Page:
    """Fill what a page that was read says of days, places and figures."""
    return _run(MEANING, page, lexicon)


def _run(stages: Iterable[Stage], page: Page, lexicon: Lexicon) -> Page:
    for stage in stages:
        page = stage(page, lexicon)
    return page
