"""Starts a correction for the catalogue."""

from __future__ import annotations

from pathlib import Path

import yaml

from builder.errors import ArchiveError
from builder.explain import find_page

LONGEST_LINE = 1_000_000
"""So that YAML folds nothing."""


def correction_entry(seeds: Path, name: str, line: int) -> str:
    """
    An entry of catalog.yml that corrects a line by itself: what is left is to cut it to the words that are wrong.

    Raises ArchiveError where there is no such seed, or no such line, or nothing stands in it.
    """
    page = find_page(seeds, name)
    lines = page.seed.text.split("\n")
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        raise ArchiveError(f"{page.seed.file} has no text in line {line}; its last line is {len(lines)}")
    words = lines[line - 1].strip()
    entry = {"line": line, "words": words, "right": words, "why": ""}
    return yaml.safe_dump(
        {page.seed.file: {"corrections": [entry]}}, allow_unicode=True, sort_keys=False, width=LONGEST_LINE
    )
