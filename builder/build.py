"""The main job: seeds in, docs/ out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.archive import Archive, read_archive
from builder.lexicon import Lexicon
from builder.problems import Problem
from builder.progress import Progress, silent
from builder.publish.datapage import render_data_page
from builder.publish.districts import render_districts
from builder.publish.documents import Publisher
from builder.publish.exports import render_exports
from builder.publish.figures import render_figures
from builder.publish.indexes import render_page_index
from builder.publish.leaves import leaf_text, render_pages
from builder.publish.manifest import FlagCount, Manifest, Summary, read_manifest, write_manifest
from builder.publish.markdown import seed_of
from builder.publish.pages import page_path
from builder.publish.quality import render_quality
from builder.publish.withdrawn import render_withdrawn
from builder.publish.write import Changes, stale_files, stands, sync
from builder.read import inputs_of
from builder.store import Store
from builder.strict import VANISHED, strict_problems
from builder.version import code_version, digest

PUBLISHERS: tuple[Publisher, ...] = (
    render_pages,
    render_page_index,
    render_districts,
    render_figures,
    render_exports,
    render_data_page,
    render_quality,
    render_withdrawn,
)
PAGES_TOLD = 3
"""Of each kind of flag; enough to see what it is about."""


@dataclass(frozen=True)
class Outcome:
    """What a build did."""

    changes: Changes
    problems: tuple[Problem, ...]
    summary: Summary
    read: Callable[[], Archive]
    """Reads the archive, where it was not needed: nothing had changed."""

    @property
    def failed(self) -> bool:
        """Whether something was left out that the user wanted in."""
        return any(not problem.is_notice for problem in self.problems)

    @cached_property
    def archive(self) -> Archive:
        """The archive that docs/ was built from."""
        return self.read()


def build(
    seeds: Path,
    docs: Path,
    lexicon: Lexicon,
    store: Store | None = None,
    *,
    dry_run: bool = False,
    strict: Collection[str] = (),
    workers: int | None = None,
    progress: Progress = silent,
) -> Outcome:
    """
    Build docs/ from the seeds; with `dry_run` only tell what would change.

    The store keeps the work on pages, and what was written; without one everything is done anew. `workers` is the number
    of processes, one a core where it is not said. None of this changes a byte of what is written. Where there is anything of
    the `strict` kinds, it is a problem, and nothing is written.
    Raises ArchiveError where nothing can be built.
    """
    store = store or Store()
    code_version.cache_clear()  # a preview outlives changes of templates and data
    before = read_manifest(store, docs)
    inputs = digest((code_version(), lexicon.signature, inputs_of(seeds)))

    def read() -> tuple[Archive, list[Problem]]:
        return read_archive(seeds, lexicon, store, leaf_text, workers=workers, progress=progress)

    if inputs == before.inputs and stands(docs, before.files):
        refused = tuple(strict_problems(before.summary, docs, strict))
        return Outcome(Changes(), before.problems + refused, before.summary, lambda: read()[0])
    archive, problems = read()
    summary = _summary(archive)
    documents = [document for publisher in PUBLISHERS for document in publisher(archive)]
    vanishing = list(_vanishing(docs, {document.path for document in documents}, problems))
    refused = tuple(strict_problems(summary, docs, strict))
    if refused or (vanishing and VANISHED in strict):
        dry_run = True
        problems += [
            *refused,
            Problem("strict", "nothing is written; mend what is told above, or ask for less"),
        ]
    problems += vanishing
    changes, files = sync(docs, documents, before.files, dry_run=dry_run, progress=progress)
    problems += [
        Problem(
            f"{docs}/{name}", "is a page of your own where a generated one belongs; rename it or the seed"
        )
        for name in changes.in_the_way
    ]
    if not dry_run:
        whole = "" if changes.in_the_way else inputs
        write_manifest(store, docs, Manifest(whole, files, summary, tuple(problems)))
        store.tidy()
    return Outcome(changes, tuple(problems), summary, lambda: archive)


def _vanishing(docs: Path, wanted: Collection[str], problems: Sequence[Problem]) -> Iterator[Problem]:
    """Pages that go though their seed does not: it was damaged or emptied since they were written."""
    failed = {problem.where for problem in problems if not problem.is_notice}
    for path in stale_files(docs, wanted):
        seed = seed_of(path.read_text("utf-8", "replace"))
        if seed in failed:
            yield Problem(
                str(path),
                f"goes, since its seed {seed} can no longer be read; mend the seed, or bring back what it was",
            )


def _summary(archive: Archive) -> Summary:
    flagged: dict[str, list[str]] = defaultdict(list)
    for page in archive.pages:
        for flag in page.flags:
            flagged[flag.code].append(page_path(page))
    flags = tuple(
        FlagCount(code, len(paths), tuple(dict.fromkeys(paths))[:PAGES_TOLD])
        for code, paths in sorted(flagged.items())
    )
    return Summary(len(archive.pages), sum(len(page.articles) for page in archive.pages), flags)
