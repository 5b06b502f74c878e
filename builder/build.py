"""The main job: seeds in, docs/ out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.archive import Archive, read_archive
from builder.lexicon import Lexicon
from builder.problems import Problem
from builder.publish.counts import check_counts
from builder.publish.datapage import render_data_page
from builder.publish.districts import render_districts
from builder.publish.exports import render_exports
from builder.publish.figures import render_figures
from builder.publish.indexes import render_page_index
from builder.publish.pages import render_pages
from builder.publish.withdrawn import render_withdrawn
from builder.publish.write import Changes, sync

PUBLISHERS = (
    render_pages,
    render_page_index,
    render_districts,
    render_figures,
    render_exports,
    render_data_page,
    render_withdrawn,
)
"""Each turns the archive into files: contents by path below docs/."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    archive: Archive
    changes: Changes
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether something was left out that the user wanted in."""
        return any(not problem.is_notice for problem in self.problems)


def build(seeds: Path, docs: Path, lexicon: Lexicon, *, dry_run: bool = False) -> Outcome:
    """
    Build docs/ from the seeds; with `dry_run` only tell what would change.

    Raises ArchiveError where nothing can be built.
    """
    archive, problems = read_archive(seeds, lexicon)
    files = {path: content for publisher in PUBLISHERS for path, content in publisher(archive).items()}
    check_counts(files)
    changes = sync(docs, files, dry_run=dry_run)
    problems += [
        Problem(
            f"{docs}/{name}", "is a page of your own where a generated one belongs; rename it or the seed"
        )
        for name in changes.in_the_way
    ]
    return Outcome(archive, changes, tuple(problems))
