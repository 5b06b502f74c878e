"""Makes the table of jieba's words: `python -m builder.training.dictionary`, needed when jieba has another version."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.dictionary import BITS, LONGEST_WORD, TABLE, code_of

UNCOUNTED = 0.5
"""How often a word counts that jieba gives no count."""


def main(target: Path = TABLE) -> None:
    """Write the table."""
    np.savez_compressed(target, allow_pickle=False, **columns())


def columns() -> dict[str, npt.NDArray[np.generic]]:
    """The table's columns, those of words in the order of their codes."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    lines = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    words = {code: row for line in lines if (code := code_of((row := line.split(" "))[0]))}
    codes = np.array(sorted(words), np.uint64)
    rows = [words[code] for code in codes.tolist()]
    counts = np.array([float(count) or UNCOUNTED for _, count, _ in rows])
    shares = counts / counts.sum()
    names = sorted({name for _, _, name in rows})
    in_words = np.zeros(1 << BITS)
    for place in range(LONGEST_WORD):
        np.add.at(in_words, (codes >> np.uint64(BITS * place)).astype(int) & 0xFFFF, shares)
    in_words[0] = 0.0
    characters = np.flatnonzero(in_words)
    return {
        "codes": codes,
        "costs": -np.log(shares).astype(np.float32),
        "classes": np.array([names.index(name) for _, _, name in rows], np.uint8),
        "class_names": np.array(" ".join(names)),
        "characters": characters.astype(np.uint16),
        "character_costs": -np.log(in_words[characters]),
    }


if __name__ == "__main__":
    main()
