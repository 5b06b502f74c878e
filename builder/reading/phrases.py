"""
Weighs whether two ends of text belong together by which words follow one another (`bigrams`).

The evidence is what the cheapest path through the words of both sides, with a word across the cut or without one, costs less
than the cheapest path of each side alone. Of 14 ends that no word of jieba's dictionary goes across, the right start was first
for 39 in 100 by all that stands on both sides (`joint`), and for 43 with this besides.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from builder.reading.bigrams import EDGE, Costs, Words, load_bigrams
from builder.reading.characters import Codes, rows_of
from builder.reading.dictionary import BITS, LONGEST_WORD, begin_words, codes_at

WINDOW = 5
"""Characters on each side that are looked at; seven tell no more."""
LAST_CODED = 0xFFFF
"""Of the characters that a code can hold; those behind it are no words."""
AT_ONCE = 1 << 14
"""Pairs that are weighed at once."""

Places = npt.NDArray[np.intp]
Gains = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sides:
    """
    Ends of texts, or starts, by what is left out of each next to the cut: texts by characters left out.

    What is left out belongs to a word across the cut.
    """

    pieces: Codes
    """What is left out, as it stands in the text; 0 where there is less of it."""
    words: Words
    """By their sizes, too: the words next to the cut then."""
    costs: Costs
    """Of the cheapest path from the far edge to each of them: ends with the word's own cost. Infinite where there is no word."""
    alone: Costs
    """Of the cheapest path of each text by itself."""


def phrase_gains(ends: Sequence[str], starts: Sequence[str]) -> Gains:
    """Ends by starts: what both cost less together than alone; below 0 where they cost more."""
    rows, columns = np.divmod(np.arange(len(ends) * len(starts)), max(len(starts), 1))
    return gains_of(ends, starts, rows, columns).reshape(len(ends), len(starts))


def gains_of(ends: Sequence[str], starts: Sequence[str], rows: Places, columns: Places) -> Gains:
    """The same of chosen ends with the starts chosen beside them, by their numbers."""
    left = _sides([text[-WINDOW:][::-1] for text in ends], is_end=True)
    right = _sides([text[:WINDOW] for text in starts], is_end=False)
    gains = np.empty(len(rows))
    for first in range(0, len(rows), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        together = np.minimum(
            _side_by_side(left, right, rows[some], columns[some]),
            _across(left, right, rows[some], columns[some]),
        )
        gains[some] = left.alone[rows[some]] + right.alone[columns[some]] - together
    return gains


def _sides(windows: Sequence[str], *, is_end: bool) -> Sides:
    """Of windows that begin at the cut: those of ends are read backwards."""
    chars = np.minimum(rows_of(windows, WINDOW + 2 * LONGEST_WORD), LAST_CODED)
    codes = codes_at(chars, backwards=is_end)
    words = load_bigrams().words_of(codes)
    is_word = (codes > 0) & ((words >= 0) | (np.arange(LONGEST_WORD) == 0))
    costs = np.full(words.shape, np.inf, np.float32)
    at_edge = chars[:, : words.shape[1]] == 0
    words[at_edge, 0], costs[at_edge, 0] = EDGE, 0
    for place in reversed(range(WINDOW)):
        near, farther = words[:, place, :, None], slice(place + 1, place + 1 + LONGEST_WORD)
        possible = is_word[:, place, :, None] & np.isfinite(costs[:, farther])
        before, behind = (words[:, farther], near) if is_end else (near, words[:, farther])
        paths = costs[:, farther] + _costs_behind(before, behind, possible)
        costs[:, place] = np.minimum(costs[:, place], paths.min(axis=2))
    nearest = words[:, 0]
    first = 0 if is_end else _costs_behind(np.full_like(nearest, EDGE), nearest, np.isfinite(costs[:, 0]))
    left_out = slice(LONGEST_WORD)
    pieces = np.concatenate([np.zeros_like(codes[:, 0, :1]), codes[:, 0, :-1]], axis=1)
    return Sides(pieces, words[:, left_out], costs[:, left_out], (costs[:, 0] + first).min(axis=1))


def _costs_behind(before: Words, words: Words, possible: npt.NDArray[np.bool_]) -> Costs:
    """What each word costs behind the one before it; infinite where that is not possible."""
    left, right = np.broadcast_arrays(before, words)
    costs = np.full(possible.shape, np.inf, np.float32)
    costs[possible] = load_bigrams().costs_behind(left[possible], right[possible])
    return costs


def _side_by_side(left: Sides, right: Sides, rows: Places, columns: Places) -> Costs:
    """The cheapest path without a word across the cut."""
    ends, starts = left.costs[rows, 0, :, None], right.costs[columns, 0, None, :]
    before, behind = left.words[rows, 0, :, None], right.words[columns, 0, None, :]
    both = ends + starts
    paths: Costs = (both + _costs_behind(before, behind, np.isfinite(both))).min(axis=(1, 2))
    return paths


def _across(left: Sides, right: Sides, rows: Places, columns: Places) -> Costs:
    """The cheapest path with a word across the cut; infinite where there is none."""
    bigrams = load_bigrams()
    best = np.full(len(rows), np.inf, np.float32)
    for of_end, of_start in itertools.product(range(1, LONGEST_WORD), repeat=2):
        if of_end + of_start <= LONGEST_WORD:
            heads, tails = left.pieces[:, of_end], right.pieces[:, of_start]
            begins = (heads > 0) & begin_words(bigrams.codes, heads, of_end)
            tried = np.flatnonzero(begins[rows] & (tails > 0)[columns])
            words = bigrams.words_of(heads[rows[tried]] | tails[columns[tried]] >> np.uint64(BITS * of_end))
            tried, words = tried[words >= 0], words[words >= 0, None]
            ends, starts = left.costs[rows[tried], of_end], right.costs[columns[tried], of_start]
            before = _costs_behind(left.words[rows[tried], of_end], words, np.isfinite(ends))
            behind = _costs_behind(words, right.words[columns[tried], of_start], np.isfinite(starts))
            paths = (ends + before).min(axis=1) + (starts + behind).min(axis=1)
            best[tried] = np.minimum(best[tried], paths)
    return best
