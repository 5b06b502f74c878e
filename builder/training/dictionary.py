"""Makes the tables of jieba's words: `python -m builder.training.dictionary`, needed when jieba has another version."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import numpy.typing as npt

from builder.reading.dictionary import BITS, LONGEST_WORD, TABLE, code_of
from builder.stages.names import RARITIES

UNCOUNTED = 0.5
"""How often a word counts that jieba gives no count."""


Columns = dict[str, npt.NDArray[np.generic]]
"""Of a file of arrays, by their names."""


def main(words: Path = TABLE, rarities: Path = RARITIES) -> None:
    """Write the tables."""
    np.savez_compressed(words, allow_pickle=False, **columns())
    np.savez_compressed(rarities, allow_pickle=False, **rarity_columns())


def _file_of_jieba(name: str) -> str:
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / name).read_text("utf-8")


def rarity_columns() -> Columns:
    """How rare words are: those of up to four characters in the order of their codes, and longer ones."""
    entries = _file_of_jieba("analyse/idf.txt").split()
    rarities = dict(zip(entries[::2], map(float, entries[1::2]), strict=True))
    codes = {word: code_of(word) for word in rarities}
    coded = sorted((code, rarities[word]) for word, code in codes.items() if code)
    longer = {word: rarity for word, rarity in rarities.items() if not codes[word]}
    return {
        "codes": np.array([code for code, _ in coded], np.uint64),
        "rarities": np.array([rarity for _, rarity in coded]),
        "longer": np.array("\n".join(longer)),
        "longer_rarities": np.array(list(longer.values())),
    }


def columns() -> Columns:
    """The columns of the table of words, in the order of their codes."""
    lines = _file_of_jieba("dict.txt").splitlines()
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
