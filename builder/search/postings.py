"""
Where each pair of characters stands.

Three kinds of keys, each with one list of rising numbers, written as gaps:

    two characters           the places of the first
    space and a character    the places of the character where white space stands before it; for quoted queries
    one character            the units in which it stands, with how often and whether in the head, in one number

A list lies in the shard that its key's hash says; a long one in a file of its own, and the shard holds the file's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.search.folding import SPACE
from builder.search.numbers import Numbers, write_numbers
from builder.search.places import HEAD, SLOT, Layout

SHARD = 12_000
"""Bytes that a shard should have: two or three are read for a query, and each is a request."""

LONG = 12_000
"""Bytes from which a list has a file of its own, so that nobody loads it for its neighbours' sake."""

MOST = 4
"""How many occurrences of a character in a unit are told apart."""

PASS = 8_000_000
"""Pairs that are sorted at once; bounds the memory."""

CODE_BITS = 21
"""Of a Unicode code point."""

Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Posting:
    """One list as it is written."""

    key: str
    numbers: str


def shard_of(key: str, shards: int) -> int:
    """The shard in which a key's list lies; search-index.js reckons the same."""
    value = 0
    for char in key:
        value = (value * 31 + ord(char)) % 65_521
    return value % shards


def postings(layout: Layout) -> Iterator[Posting]:
    """All lists, in an order that depends on the layout alone."""
    yield from _pairs(layout)
    yield from _spaced(layout)
    yield from _singles(layout)


def _pairs(layout: Layout) -> Iterator[Posting]:
    first, second = layout.codes[:-1], layout.codes[1:]
    there = np.flatnonzero((first != 0) & (second != 0))
    passes = len(there) // PASS + 1
    group = first[there] % passes
    for number in range(passes):
        places = there[group == number]
        keys = first[places].astype(np.uint64) << np.uint64(CODE_BITS) | second[places]
        yield from _lists(keys, places)


def _spaced(layout: Layout) -> Iterator[Posting]:
    places = np.flatnonzero(layout.spaced & (layout.codes != 0))
    keys = np.uint64(ord(SPACE) << CODE_BITS) | layout.codes[places].astype(np.uint64)
    yield from _lists(keys, places)


def _singles(layout: Layout) -> Iterator[Posting]:
    """Units by character; a number is the unit's times 8, 4 for a hit in the head, and occurrences but one."""
    starts = np.cumsum((0, *layout.slots)) * SLOT
    alphabet = np.unique(layout.codes)
    passes = len(layout.codes) // PASS + 1
    for chars in np.array_split(alphabet[alphabet != 0], passes):
        places = np.flatnonzero(np.isin(layout.codes, chars))
        unit = np.searchsorted(starts, places, side="right") - 1
        in_head = places - starts[unit] < HEAD
        keys = layout.codes[places].astype(np.uint64)
        pair, index, count = np.unique(
            keys << np.uint64(32) | unit.astype(np.uint64), return_index=True, return_counts=True
        )
        # The first place of a unit is its lowest: where it is not in the head, none is.
        values = (unit * 8 + in_head * 4)[index] + np.minimum(count, MOST) - 1
        yield from _lists(pair >> np.uint64(32), values)


def _lists(keys: Keys, values: Numbers) -> Iterator[Posting]:
    """Group values by key; those of one key must rise already."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    is_first = np.concatenate(([True], keys[1:] != keys[:-1])) if len(keys) else np.array([], bool)
    begins = np.flatnonzero(is_first)
    gaps = np.diff(values, prepend=0)
    gaps[begins] = values[begins]
    text, starts = write_numbers(gaps)
    bounds = starts[[*begins, len(keys)]].tolist()
    for key, start, end in zip(keys[begins].tolist(), bounds, bounds[1:], strict=False):
        yield Posting(_key(key), text[start:end].decode("ascii"))


def _key(number: int) -> str:
    high, low = number >> CODE_BITS, number & ((1 << CODE_BITS) - 1)
    return (chr(high) if high else "") + chr(low)
