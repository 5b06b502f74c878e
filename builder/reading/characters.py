"""Characters of a text as numbers, for what is looked up or compared by the thousand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BITS = 32
"""Of the second of two neighbours, in the number of the pair."""

Codes = npt.NDArray[np.uint64]


def characters_of(text: str) -> Codes:
    """The characters of a text, in their order."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)


def pairs_of(characters: Codes) -> Codes:
    """Each two neighbours as one number."""
    return characters[:-1] << np.uint64(BITS) | characters[1:]


def rows_of(texts: Sequence[str], width: int) -> Codes:
    """Texts by characters, `width` at most; 0 behind a text's end."""
    padded = "".join(text[:width].ljust(width, "\0") for text in texts)
    return characters_of(padded).reshape(len(texts), width)
