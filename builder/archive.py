"""Reads all pages of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.catalog import FILE as CATALOG_FILE
from builder.catalog import with_entries
from builder.codec import encode
from builder.errors import ArchiveError
from builder.gazetteer import District
from builder.lexicon import Lexicon
from builder.model import Page
from builder.problems import Problem
from builder.progress import Progress, silent
from builder.read import read_pages
from builder.slugs import settle_addresses
from builder.stages.corrections import unfit_corrections
from builder.store import Store
from builder.version import digest
from builder.work import Product, work_on


@dataclass(frozen=True)
class Archive:
    """All pages, and what they are looked up in."""

    pages: tuple[Page, ...]
    """The newest first, those without a day last, then by id."""
    lexicon: Lexicon
    withdrawn: tuple[Page, ...] = ()
    """Pages that keep their address, and nothing else."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """What the store keeps each page's work under, by page id."""
    store: Store = field(default_factory=Store)

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """Units that an article is about or mentions, in the gazetteer's order."""
        tagged = {name for page in self.pages for name in districts_of(page)}
        return tuple(unit for unit in self.lexicon.gazetteer.districts if unit.name in tagged)

    def key(self, page: Page) -> str:
        """Changes with all that a page was made of."""
        return self.keys.get(page.id) or digest([encode(page)])


def districts_of(page: Page) -> tuple[str, ...]:
    """Full names of the districts that a page's articles are about or mention, in the order of the page."""
    named = (
        name
        for article in page.articles
        for name in (article.district, *(mention.district for mention in article.mentions))
        if name
    )
    return tuple(dict.fromkeys(named))


def read_archive(
    seeds: Path,
    lexicon: Lexicon,
    store: Store | None = None,
    product: Product | None = None,
    *,
    workers: int | None = None,
    progress: Progress = silent,
) -> tuple[Archive, list[Problem]]:
    """
    Read all seeds of a folder and run each through the stages, but for those whose work the store keeps.

    A seed that cannot be read is a problem, and the others go on.
    Raises ArchiveError where there is no such folder or its catalogue cannot be read.
    """
    if not seeds.is_dir():
        raise ArchiveError(f"{seeds} is no folder; name the folder of your texts: --seeds DIR")
    store = store or Store()
    read, problems = read_pages(seeds)
    pages, catalog_problems = with_entries(read, seeds)
    done = work_on(pages, lexicon, store, product, workers=workers, progress=progress)
    problems += [
        Problem(page.seed.file, one.fault) for page, one in zip(pages, done, strict=True) if one.fault
    ]
    keys = {one.page.id: one.key for one in done if one.page}
    settled, taken = settle_addresses(one.page for one in done if one.page)
    problems += [*taken, *(problem for page in settled for problem in _unfit(page))]
    kept = [page for page in settled if not page.entry.withdrawn]
    withdrawn = tuple(page for page in settled if page.entry.withdrawn)
    return Archive(_by_date(kept), lexicon, withdrawn, keys, store), catalog_problems + problems


def _unfit(page: Page) -> Iterator[Problem]:
    for correction in unfit_corrections(page):
        yield Problem(
            f"{CATALOG_FILE}, {page.seed.file}",
            f"“{correction.words}” does not stand in line {correction.line} exactly once, so it is not corrected; "
            "mend the correction, or remove it",
        )
    for unfit in page.unfit:
        yield Problem(
            f"{CATALOG_FILE}, {page.seed.file}",
            f"the correction {unfit.said} is not followed: {unfit.why}; mend the correction, or remove it",
        )


def _by_date(pages: Iterable[Page]) -> tuple[Page, ...]:
    by_id = sorted(pages, key=lambda page: page.id)
    return tuple(sorted(by_id, key=lambda page: day_of(page) or "", reverse=True))


def day_of(page: Page) -> str | None:
    """The day that a page stands under: its publication, else its event, else the earliest day that is possible."""
    return page.date.published or page.date.event or page.date.earliest


def year_of(page: Page) -> str:
    """The year of that day in four digits; empty where no day is known."""
    return (day_of(page) or "")[:4]
