"""
Packs numbers and bytes into text, 15 bits a character; search-numbers.js reads it.

Scripts may be UTF-16, which a browser tells by the byte order mark, whatever charset a server names. There the two bytes of a
character take any of 32,768 values without an escape; in UTF-8 the same would be a tenth longer.

A list of numbers is Rice-coded: five bits say how many low bits each number has; then come, number by number, as many zeros as its
high bits say, a one, and the low bits. Zeros to the end stand for nothing. For the gaps of a list of places this comes
within a fiftieth of the best code (measured over the pairs of 1,000 pages: 17.0 bits a place).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

BITS = 15
"""Of one character."""

BASE = 0x3400
"""The character of value 0; no surrogate lies among those that follow."""

PARAMETER = 5
"""Bits that say how many low bits the numbers of a list have."""

MOST_LOW = 30

WINDOW = 3
"""Characters over which a number's one and low bits can lie."""


def write_lists(values: Numbers, begins: Numbers) -> list[str]:
    """The texts of several lists of numbers from 0 on, which lie one behind the other; none is empty."""
    if not len(values):
        return []
    counts = np.diff(begins, append=len(values))
    low = _low_bits(np.add.reduceat(values, begins) / counts)
    lows = np.repeat(low, counts)
    lengths = (values >> lows) + 1 + lows
    sizes = -(-(PARAMETER + np.add.reduceat(lengths, begins)) // BITS)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    ends = np.cumsum(lengths)
    ends += np.repeat(starts[:-1] * BITS + PARAMETER - (ends - lengths)[begins], counts)
    ones = 1 << lows
    symbols = _placed(ends - lows - 1, lows + 1, ones | values & (ones - 1), starts[-1])
    symbols += _placed(starts[:-1] * BITS, np.full(len(low), PARAMETER), low, starts[-1])
    text = _text(symbols)
    return [text[start:end] for start, end in pairwise(starts.tolist())]


def write_numbers(values: list[int]) -> str:
    """The text of one list of numbers from 0 on."""
    return "".join(write_lists(np.array(values, np.int64), np.zeros(1, np.int64)))


def write_bytes(data: bytes) -> str:
    """The text of some bytes, filled up with zeros."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    rows = np.pad(bits, (0, -len(bits) % BITS)).reshape(-1, BITS)
    return _text(rows @ (1 << np.arange(BITS - 1, -1, -1)))


def _low_bits(means: npt.NDArray[np.float64]) -> Numbers:
    """The number of low bits that is best for gaps of a mean size: where about half of the numbers have no high bits."""
    low: Numbers = np.log2(np.maximum(means * np.log(2), 1)).astype(np.int64)
    return np.minimum(low, MOST_LOW)


def _placed(starts: Numbers, widths: Numbers, values: Numbers, size: int) -> Numbers:
    """The values of some characters in which numbers stand at some bits, each so many bits wide."""
    first, offset = np.divmod(starts, BITS)
    window = values << (WINDOW * BITS - offset - widths)
    symbols = np.zeros(size + WINDOW, np.int64)
    for i in range(WINDOW):
        part = window >> (WINDOW - 1 - i) * BITS & (1 << BITS) - 1
        # No two numbers share a bit, so that adding them is setting their bits.
        symbols += np.bincount(first + i, part, len(symbols)).astype(np.int64)
    return symbols[:size]


def _text(symbols: Numbers) -> str:
    return (symbols + BASE).astype("<u2").tobytes().decode("utf-16-le")
