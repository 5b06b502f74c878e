"""Knows what a strict build may be told not to put up with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from builder.problems import Problem
from builder.publish.manifest import Summary

VANISHED = "vanished"
KINDS = {
    "undecoded": "bytes that do not decode",
    "invisible": "characters that cannot be seen",
    "too-many-blocks": "a text of more blocks than any page has",
    "cut-start": "a paragraph whose beginning was not found",
    "cut-end": "a paragraph whose end was not found",
    "missing-article": "a district that captions name, without an article",
    "duplicate": "text that repeats other text",
    "loop": "a phrase that the OCR repeats",
    VANISHED: "a page that would go, since its seed is still there but can no longer be read",
}
"""Flags of pages, and what else may be asked for, by name."""


def strict_problems(summary: Summary, docs: Path, kinds: Collection[str]) -> Iterator[Problem]:
    """The flags of some kinds, as problems."""
    for flag in summary.flags:
        if flag.code in kinds:
            pages = ", ".join(f"{docs}/{path}" for path in flag.pages)
            yield Problem(
                f"strict, {flag.code}", f"{KINDS[flag.code]}: {flag.count:,}; see the seeds of {pages}"
            )
