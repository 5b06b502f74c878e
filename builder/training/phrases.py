"""
Makes the table of word pairs from a language model: `python -m builder.training.phrases lm_sc.arpa`.

The model is libime's of simplified Chinese (fcitx, LGPL-2.1-or-later), a back-off model of word trigrams in ARPA format, part of
Debian's source package libime 1.0.16 (`data/lm_sc.arpa-20220810.tar.xz`). Kept are pairs of frequent words that follow one
another more often than chance.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from builder.reading.phrases import PHRASES, STEP

WORDS = 32_000
"""Words that are kept, the most frequent."""
LONGEST = 3
LEAST = 1.5
"""Pairs that are less than e^1.5 times as likely as chance are left out; with e^0.7 as few tails more find their heads."""
_HAN = re.compile(rf"[一-鿿]{{1,{LONGEST}}}")


def main(source: Path, target: Path = PHRASES) -> None:
    """Write the table."""
    chances = {word: chance for chance, word in _entries(source, 1) if _HAN.fullmatch(word)}
    words = sorted(sorted(chances, key=lambda word: -chances[word])[:WORDS])
    number = {word: place for place, word in enumerate(words)}
    pairs = []
    for chance, phrase in _entries(source, 2):
        first, second = phrase.split(" ")
        if first in number and second in number:
            gain = (chance - chances[second]) * math.log(10)
            if gain >= LEAST:
                pairs.append((number[first], number[second], min(round(gain / STEP), 255)))
    pairs.sort()
    _write(words, np.array(pairs, dtype=np.int64), target)


def _entries(source: Path, size: int) -> Iterator[tuple[float, str]]:
    """Chance (decimal logarithm) and words of each entry of an ARPA file with so many words."""
    with source.open(encoding="utf-8") as lines:
        begun = itertools.dropwhile(lambda line: line != f"\\{size}-grams:\n", lines)
        next(begun)
        for line in itertools.takewhile(lambda line: not line.startswith("\\"), begun):
            if line.strip():
                chance, phrase, *_ = line.rstrip("\n").split("\t")
                yield float(chance), phrase


def _write(words: list[str], pairs: np.ndarray, target: Path) -> None:
    sizes = np.bincount(pairs[:, 0], minlength=len(words))
    steps = np.diff(pairs[:, 1], prepend=0)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    firsts = np.where(sizes > 0, pairs[np.minimum(begins, len(pairs) - 1), 1], 0)
    np.savez_compressed(
        target,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        sizes=sizes.astype(np.uint16),
        firsts=firsts.astype(np.uint16),
        steps=steps.astype(np.int32),
        gains=pairs[:, 2].astype(np.uint8),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
