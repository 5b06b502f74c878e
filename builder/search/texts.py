"""
The texts from which hits are shown.

Each character of the archive stands as its rank among all, the most frequent first, in one to four bytes. Compressed after
that, a page of 6,000 characters takes 6.1 KB; in UTF-8, 8.4.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable

import numpy as np

from builder.search.numbers import write_bytes
from builder.search.records import PageRecord, Unit

ONE_BYTE = 240
"""Ranks that are written as one byte; a byte from this on, but the last, begins two."""

LAST = 255
"""Begins four bytes."""


def page_text(page: PageRecord) -> str:
    """What the browser shows of a page, as JSON: [title, date, unit …]."""
    record = [page.title, page.date, *map(_unit_record, page.units)]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _unit_record(unit: Unit) -> list[object]:
    """[headline, head, body, anchors of the body]."""
    return [
        unit.headline,
        [field.text for field in unit.head],
        [field.text for field in unit.body],
        [field.anchor for field in unit.body],
    ]


def alphabet_of(texts: Iterable[str]) -> str:
    """All characters of some texts, the most frequent first, then by code point."""
    counts = np.zeros(sys.maxunicode + 1, np.int64)
    for text in texts:
        codes, times = np.unique(np.frombuffer(text.encode("utf-32-le"), np.uint32), return_counts=True)
        counts[codes] += times
    order = np.argsort(-counts, kind="stable")
    return "".join(map(chr, order[: np.count_nonzero(counts)]))


def codes_of(alphabet: str) -> dict[int, str]:
    """What stands for each character of an alphabet, for str.translate; a character of it is a byte."""
    return {ord(char): _code(rank).decode("latin-1") for rank, char in enumerate(alphabet)}


def _code(rank: int) -> bytes:
    if rank < ONE_BYTE:
        return bytes([rank])
    high, low = divmod(rank - ONE_BYTE, 256)
    return (
        bytes([ONE_BYTE + high, low]) if ONE_BYTE + high < LAST else bytes([LAST]) + rank.to_bytes(3, "big")
    )


def pack_text(text: str, codes: dict[int, str]) -> tuple[int, str]:
    """The length in bytes of a text's codes, compressed, and these as packed text."""
    data = zlib.compress(text.translate(codes).encode("latin-1"))
    return len(data), write_bytes(data)
