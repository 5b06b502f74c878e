"""The table of words is that of the installed dictionary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from builder.reading.dictionary import TABLE, class_of, cut_words
from builder.stages.names import RARITIES
from builder.training.dictionary import Columns, columns, rarity_columns


@pytest.mark.parametrize(("path", "made"), [(TABLE, columns), (RARITIES, rarity_columns)])
def test_table_is_of_the_installed_dictionary(path: Path, made: Callable[[], Columns]) -> None:
    """Another version of jieba needs other tables: `python -m builder.training.dictionary`."""
    with np.load(path) as table:
        for name, column in made().items():
            assert np.array_equal(table[name], column), name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("经济", "n"),
        ("的", "uj"),
        ("。", "。"),
        ("2024", "0"),
        ("GDP", "A"),
        ("囗囗", "?"),
        ("𠀀", "?"),
    ],
)
def test_classes(word: str, name: str) -> None:
    """A word has the class that jieba gives it; what is no word has a class of its own."""
    assert class_of(word) == name


def test_cut_words() -> None:
    """Nothing is lost, and no word is made up."""
    assert cut_words("强化经济增长𠀀x") == ("强化", "经济", "增长", "𠀀", "x")
