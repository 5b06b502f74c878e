"""Tells at the end of a build what was done, what was not, and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.build import Outcome

MOST_TOLD = 20
"""Of anything that is told by name; the rest is counted."""


def summary_lines(outcome: Outcome, docs: Path, *, dry_run: bool = False) -> Iterator[str]:
    """Files by name, flags by kind with pages that show them, what failed, and the counts."""
    changes, summary = outcome.changes, outcome.summary
    yield from _named("would write" if dry_run else "wrote", changes.written)
    yield from _named("would remove" if dry_run else "removed", changes.removed)
    for flag in summary.flags:
        more = ", …" if flag.count > len(flag.pages) else ""
        yield f"flagged {flag.code}: {flag.count:,}; see {', '.join(f'{docs}/{path}' for path in flag.pages)}{more}"
    failed = [problem.where for problem in outcome.problems if not problem.is_notice]
    yield from _named("failed, see above:", failed)
    flags = sum(flag.count for flag in summary.flags)
    yield (
        f"{summary.pages:,} pages, {summary.articles:,} articles, {flags:,} flags, {len(failed):,} failed; "
        f"{len(changes.written):,} files written, {len(changes.removed):,} removed"
    )


def _named(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name}" for name in names[:MOST_TOLD])
    if len(names) > MOST_TOLD:
        yield f"{what} {len(names) - MOST_TOLD:,} more"
