"""
Makes the table of words that follow one another: `python -m builder.training.bigrams lm_sc.t3g pydict_sc.bin`.

Both files are those of Debian's package sunpinyin-data (0.1.22+20170109-2); `tslminfo`, of sunpinyin-utils, reads the first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.bigrams import SCALE, TABLE, WORD_BITS
from builder.reading.dictionary import code_of

LEAST_SAVED = 1.0
"""Pairs that save or cost less than this tell little, and the table is the smaller without them."""
MOST_WORDS = 1 << WORD_BITS

Column = npt.NDArray[np.generic]


def main(model: Path, dictionary: Path, target: Path = TABLE) -> None:
    """Write the table."""
    np.savez_compressed(target, allow_pickle=False, **_columns(model, _words(dictionary)))


def _words(dictionary: Path) -> list[str]:
    """The words by their numbers; empty where a number is of none."""
    data = dictionary.read_bytes()
    count, _, start = np.frombuffer(data, "<u4", 3).tolist()
    return data[start:].decode("utf-32-le").split("\0")[:count]


def _listing(model: Path, size: int) -> Iterator[tuple[list[int], float, float]]:
    """
    Each entry of so many words: their numbers, and its cost.

    And what it costs more that the next word is one that these are not known with.
    """
    listing = subprocess.run(["tslminfo", "-v", model], capture_output=True, check=True, text=True).stdout
    section = next(part for part in listing.split("\n\\") if part.startswith(f"{size}-gram"))
    for entry in section.splitlines()[1:]:
        fields = entry.split()
        yield [int(field) for field in fields[:size]], float(fields[size]), float(fields[size + 1])


def _columns(model: Path, words: Sequence[str]) -> dict[str, Column]:
    """The table's columns, words in the order of their codes; of as many as have numbers the commonest."""
    codes = [code_of(word) for word in words]
    entries = [(cost, number, more) for (number,), cost, more in _listing(model, 1) if codes[number]]
    commonest = {
        codes[number]: (number, cost, more)
        for cost, number, more in sorted(entries, reverse=True)[-MOST_WORDS:]
    }
    known = [commonest[code] for code in sorted(commonest)]
    numbers, costs, strangers = (np.array(column) for column in zip(*known, strict=True))
    places = np.full(len(words), -1)
    places[numbers] = np.arange(len(numbers))
    firsts, seconds, together = np.array([(*pair, cost) for pair, cost, _ in _listing(model, 2)]).T
    left, right = places[firsts.astype(int)], places[seconds.astype(int)]
    saved = costs[right] + strangers[left] - together
    kept = (left >= 0) & (right >= 0) & (np.abs(saved) >= LEAST_SAVED)
    pairs = (left << WORD_BITS | right)[kept]
    order, limits = np.argsort(pairs), np.iinfo(np.int8)
    return {
        "codes": np.array(sorted(commonest), np.uint64),
        "costs": costs.astype(np.float32),
        "strangers": strangers.astype(np.float32),
        "steps": np.diff(pairs[order], prepend=0).astype(np.uint32),
        "savings": np.clip(np.round(saved[kept][order] * SCALE), limits.min, limits.max).astype(np.int8),
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
