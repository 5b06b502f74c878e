"""
Writes numbers as printable text that needs no escape in a script.

Dense coding with stoppers and continuers (Brisaboa et al., (s,c)-dense codes): of 93 symbols 61 end a number, 32 continue
it, the high digits first. One symbol holds 61 values, two 1,952, three 62,464; over the gaps of Chinese text 61 and 32 came out
best. search-index.js reads it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

SYMBOLS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
STOPPERS = 61
CONTINUERS = len(SYMBOLS) - STOPPERS
_BYTES = np.frombuffer(SYMBOLS.encode("ascii"), np.uint8)


def write_numbers(values: Numbers) -> tuple[bytes, Numbers]:
    """The text of some numbers from 0 on, and where in it each number begins, with the end as one more."""
    high = values // STOPPERS
    lengths = np.ones(len(values), np.int64)
    bound = 1
    while (longer := high >= bound).any():
        # In a dense code the two-symbol numbers begin where the one-symbol ones end, and so on.
        lengths += longer
        bound = bound * CONTINUERS + 1
    starts = np.concatenate(([0], np.cumsum(lengths)))
    text = np.empty(starts[-1], np.uint8)
    text[starts[1:] - 1] = _BYTES[values % STOPPERS]
    position = starts[1:] - 2
    while (rest := high > 0).any():
        high, position = high[rest] - 1, position[rest]
        text[position] = _BYTES[STOPPERS + high % CONTINUERS]
        high, position = high // CONTINUERS, position - 1
    return text.tobytes(), starts


def text_of(values: list[int]) -> str:
    """The text of some numbers from 0 on."""
    return write_numbers(np.array(values, np.int64))[0].decode("ascii")
