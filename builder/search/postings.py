"""
Where each pair of characters stands.

Three kinds of keys, each with one list of rising numbers, written as gaps:

    two characters           the places of the first
    space and a character    the places of the character where white space stands before it; for quoted queries
    character and a space    the units in which it stands, with how often and whether in the head, in one number

A list lies in the shard that its key's hash says; a long one in a file of its own, and the shard holds the file's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.search.folding import SPACE
from builder.search.numbers import Numbers, write_lists
from builder.search.places import HEAD, SLOT, Layout

SHARD = 3_000
"""Characters that a shard should have: two or three are read for a query, and each is a request."""

MOST_SHARDS = 16_384
"""So that a large archive's shards grow rather than its number of files."""

LONG = 6_000
"""Characters from which a list has a file of its own, so that nobody loads it for its neighbours' sake."""

PASS = 1_000_000
"""Characters that are sorted at once; bounds the memory."""

Keys = npt.NDArray[np.uint64]
Ranks = npt.NDArray[np.uint32]
Masks = npt.NDArray[np.bool_]


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
    alphabet = _Alphabet.of(layout)
    yield from _pairs(layout, alphabet)
    yield from _spaced(layout, alphabet)
    yield from _singles(layout, alphabet)


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The characters of an archive by numbers so small that a pair of them and a place fit into one integer."""

    chars: list[str]
    """The first is the one that stands for no character."""
    ranks: Ranks
    """Number of the character at each place."""
    counts: Numbers
    """How often each character occurs."""

    @classmethod
    def of(cls, layout: Layout) -> _Alphabet:
        counts = np.bincount(layout.codes, minlength=1)
        counts[0] = max(1, counts[0])
        codes = np.flatnonzero(counts)
        ranks = np.zeros(len(counts), np.uint32)
        ranks[codes] = np.arange(len(codes))
        return cls([chr(code) for code in codes], ranks[layout.codes], counts[codes])

    def passes(self) -> Iterator[Masks]:
        """Masks by rank, each of characters that occur some PASS times together."""
        group = np.cumsum(self.counts) // PASS
        group[0] = -1
        for number in range(int(group[-1]) + 1):
            yield group == number


def _pairs(layout: Layout, alphabet: _Alphabet) -> Iterator[Posting]:
    first, second = alphabet.ranks[:-1], alphabet.ranks[1:]
    for mask in alphabet.passes():
        places = np.flatnonzero(mask[first] & (second != 0))
        keys, places = _sorted(first[places] * np.uint64(len(alphabet.chars)) + second[places], places)
        for rank, numbers in _lists(keys, places):
            high, low = divmod(rank, len(alphabet.chars))
            yield Posting(alphabet.chars[high] + alphabet.chars[low], numbers)


def _spaced(layout: Layout, alphabet: _Alphabet) -> Iterator[Posting]:
    places = np.flatnonzero(layout.spaced & (alphabet.ranks != 0))
    keys, places = _sorted(alphabet.ranks[places].astype(np.uint64), places)
    for rank, numbers in _lists(keys, places):
        yield Posting(SPACE + alphabet.chars[rank], numbers)


def _singles(layout: Layout, alphabet: _Alphabet) -> Iterator[Posting]:
    """Units by character; a number is the unit's times 4, 2 for a hit in the head, and 1 where there is another."""
    starts = np.cumsum((0, *layout.slots)) * SLOT
    slot_units = np.repeat(np.arange(len(layout.slots)), layout.slots)
    for mask in alphabet.passes():
        places = np.flatnonzero(mask[alphabet.ranks])
        keys, places = _sorted(alphabet.ranks[places].astype(np.uint64), places)
        units = slot_units[places // SLOT]
        begins = _begins(keys * np.uint64(len(starts)) + units.astype(np.uint64))
        is_several = np.diff(begins, append=len(keys)) > 1
        # The first place of a unit is its lowest: where it is not in the head, none is.
        in_head = places[begins] - starts[units[begins]] < HEAD
        for rank, numbers in _lists(keys[begins], units[begins] * 4 + in_head * 2 + is_several):
            yield Posting(alphabet.chars[rank] + SPACE, numbers)


def _sorted(keys: Keys, places: Numbers) -> tuple[Keys, Numbers]:
    """Keys and places, by key and then by place; sorting one integer is several times as fast as sorting two."""
    bits = np.uint64(int(places[-1]).bit_length() if len(places) else 0)
    both = np.sort(keys << bits | places.astype(np.uint64))
    return both >> bits, (both & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


def _begins(keys: Keys) -> Numbers:
    """Where in a sorted array another key begins."""
    return (
        np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        if len(keys)
        else np.array([], np.int64)
    )


def _lists(keys: Keys, values: Numbers) -> Iterator[tuple[int, str]]:
    """Each key with its values, which rise, written as gaps."""
    begins = _begins(keys)
    gaps = np.diff(values, prepend=0)
    gaps[begins] = values[begins]
    yield from zip(keys[begins].tolist(), write_lists(gaps, begins), strict=True)
