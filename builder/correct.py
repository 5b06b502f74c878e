"""Starts a correction for the catalogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from builder.entry import Matter, Ruling
from builder.errors import ArchiveError
from builder.explain import find_page
from builder.lexicon import Lexicon
from builder.model import Page
from builder.pipeline import read_page

LONGEST_LINE = 1_000_000
"""So that YAML folds nothing."""
WITNESS = 12
"""Characters of a line by which a correction knows it again."""


class _OnOneLine(list[Any]):
    """A list that YAML writes as [1, 2]."""


yaml.SafeDumper.add_representer(
    _OnOneLine, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, True)
)


def correction_entry(seeds: Path, name: str, line: int) -> str:
    """
    An entry of catalog.yml that corrects a line by itself: what is left is to cut it to the words that are wrong.

    Raises ArchiveError where there is no such seed, or no such line, or nothing stands in it.
    """
    page = find_page(seeds, name)
    words = _words_of(page, line)
    return _entry(page, {"line": line, "words": words, "right": words, "why": ""})


def ruling_entry(seeds: Path, name: str, line: int, matter: Matter, said: str, lexicon: Lexicon) -> str:
    """
    An entry of catalog.yml that corrects how a line is read; `said` is the other line, the role, or the district.

    Raises ArchiveError where it would not be followed.
    """
    page = find_page(seeds, name)
    other = None if matter in (Matter.ROLE, Matter.DISTRICT) else _number(said)
    lines = (line,) if other is None else (line, other)
    words = tuple(_words_of(page, number)[:WITNESS] for number in lines)
    ruling = Ruling(matter, lines, said if other is None else "", words)
    entry = replace(page.entry, rulings=(*page.entry.rulings, ruling))
    for unfit in read_page(replace(page, entry=entry), lexicon).unfit:
        if unfit.said == ruling:
            raise ArchiveError(f"{page.seed.file}: this would not be followed: {unfit.why}")
    if matter in (Matter.JOIN, Matter.SPLIT):
        return _entry(page, {matter.value: _OnOneLine(lines), "words": _OnOneLine(words), "why": ""})
    told = _OnOneLine(words) if other else words[0]
    return _entry(page, {"line": line, matter.value: other or said, "words": told, "why": ""})


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    raise ArchiveError(f"“{said}” is no line of a seed; write its number")


def _words_of(page: Page, line: int) -> str:
    span = page.line_span(line)
    words = page.seed.text[slice(*span)].strip() if span else ""
    if not words:
        last = page.seed.text.count("\n") + 1
        raise ArchiveError(f"{page.seed.file} has no text in line {line}; its last line is {last}")
    return words


def _entry(page: Page, correction: dict[str, Any]) -> str:
    return yaml.safe_dump(
        {page.seed.file: {"corrections": [correction]}},
        allow_unicode=True,
        sort_keys=False,
        width=LONGEST_LINE,
    )
