"""Gives each searched character a number, its place, from which its article can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.search.folding import SPACE, fold
from builder.search.records import Field, PageRecord, Unit

SLOT = 256
"""
Each unit begins at a multiple of this, so that its number of slots is all the browser must know of it. Smaller ones
would save a hundredth of the postings, and cost every reader a table larger by half.
"""

HEAD = 64
"""Places of a unit that are kept for its head: a hit at a lower one stands in label, headline or byline."""

Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Layout:
    """All folded characters at their places."""

    codes: Codes
    """Code point of each place; 0 where there is no character."""
    spaced: npt.NDArray[np.bool_]
    """Whether white space stood before the character of a place."""
    slots: tuple[int, ...]
    """Number of slots of each unit."""


def lay_out(pages: Iterable[PageRecord]) -> Layout:
    """Lay the units of all pages out one behind the other."""
    texts: list[str] = []
    slots: list[int] = []
    for page in pages:
        for unit in page.units:
            text = _unit_text(unit)
            slots.append(max(1, -(-_length(text) // SLOT)))
            texts.append(text + "\0" * (slots[-1] * SLOT - _length(text)))
    return _layout("".join(texts), tuple(slots))


def _unit_text(unit: Unit) -> str:
    """Head and body with nothing matching across fields; white space does not count for the length."""
    head = _join(unit.head)
    if not unit.body:
        return head + "\0"
    return head + "\0" * max(1, HEAD - _length(head)) + _join(unit.body) + "\0"


def _join(fields: Sequence[Field]) -> str:
    return "\0".join(fold(field.text) for field in fields)


def _length(text: str) -> int:
    return len(text) - text.count(SPACE)


def _layout(text: str, slots: tuple[int, ...]) -> Layout:
    """Take the white space out, and note behind which characters it stood."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    is_space = codes == ord(SPACE)
    follows = np.concatenate(([False], is_space[:-1])) if len(codes) else is_space
    return Layout(codes[~is_space], follows[~is_space], slots)
