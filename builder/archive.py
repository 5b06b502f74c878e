"""Reads all pages of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.catalog import FILE as CATALOG_FILE
from builder.catalog import with_entries
from builder.errors import ArchiveError, LossError
from builder.gazetteer import District
from builder.lexicon import Lexicon
from builder.lossless import check_lossless
from builder.model import Page
from builder.pipeline import run_stages
from builder.problems import Problem
from builder.read import read_pages
from builder.slugs import settle_addresses
from builder.stages.corrections import unfit_corrections


@dataclass(frozen=True, slots=True)
class Archive:
    """All pages, and what they are looked up in."""

    pages: tuple[Page, ...]
    """The newest first, those without a day last, then by id."""
    lexicon: Lexicon
    withdrawn: tuple[Page, ...] = ()
    """Pages that keep their address, and nothing else."""

    @property
    def districts(self) -> tuple[District, ...]:
        """Units that an article is about or mentions, in the gazetteer's order."""
        tagged = {name for page in self.pages for name in districts_of(page)}
        return tuple(unit for unit in self.lexicon.gazetteer.districts if unit.name in tagged)


def districts_of(page: Page) -> tuple[str, ...]:
    """Full names of the districts that a page's articles are about or mention, in the order of the page."""
    named = (
        name
        for article in page.articles
        for name in (article.district, *(mention.district for mention in article.mentions))
        if name
    )
    return tuple(dict.fromkeys(named))


def read_archive(seeds: Path, lexicon: Lexicon) -> tuple[Archive, list[Problem]]:
    """
    Read all seeds of a folder and run each through the stages.

    A seed that cannot be read is a problem, and the others go on.
    Raises ArchiveError where there is no such folder or its catalogue cannot be read.
    """
    if not seeds.is_dir():
        raise ArchiveError(f"{seeds} is no folder; name the folder of your texts: --seeds DIR")
    read, problems = read_pages(seeds)
    pages, catalog_problems = with_entries(read, seeds)
    done: list[Page] = []
    for page in pages:
        try:
            page = run_stages(page, lexicon)
            check_lossless(page)
        except LossError as error:
            problems.append(Problem(page.seed.file, str(error)))
        except Exception as error:  # a fault of a stage must not take the other pages with it
            problems.append(
                Problem(
                    page.seed.file,
                    f"is left out: {error!r}; this is a fault of the builder, so please report it",
                )
            )
        else:
            done.append(page)
    done, taken = settle_addresses(done)
    problems += [*taken, *(problem for page in done for problem in _unfit(page))]
    kept = [page for page in done if not page.entry.withdrawn]
    withdrawn = tuple(page for page in done if page.entry.withdrawn)
    return Archive(_by_date(kept), lexicon, withdrawn), catalog_problems + problems


def _unfit(page: Page) -> Iterator[Problem]:
    for correction in unfit_corrections(page):
        yield Problem(
            f"{CATALOG_FILE}, {page.seed.file}",
            f"“{correction.words}” does not stand in line {correction.line} exactly once, so it is not corrected; "
            "mend the correction, or remove it",
        )


def _by_date(pages: Iterable[Page]) -> tuple[Page, ...]:
    by_id = sorted(pages, key=lambda page: page.id)
    return tuple(sorted(by_id, key=lambda page: day_of(page) or "", reverse=True))


def day_of(page: Page) -> str | None:
    """The day that a page stands under: its publication, else its event, else the earliest day that is possible."""
    return page.date.published or page.date.event or page.date.earliest
