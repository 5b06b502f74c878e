"""
The texts from which hits are shown.

A Chinese character takes three bytes of UTF-8. Here each character of the archive stands as another, the most frequent as one
byte, the next 1,800 as two: half the size, and the browser needs nothing but a table.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np

from builder.search.records import PageRecord, Unit


def unit_record(unit: Unit) -> list[object]:
    """What the browser shows of a unit: [headline, head, body, anchors of the body]."""
    return [
        unit.headline,
        [field.text for field in unit.head],
        [field.text for field in unit.body],
        [field.anchor for field in unit.body],
    ]


def page_text(page: PageRecord) -> str:
    """The texts of a page's units as JSON, before its characters are replaced."""
    return json.dumps([unit_record(unit) for unit in page.units], ensure_ascii=False, separators=(",", ":"))


def alphabet_of(texts: Iterable[str]) -> str:
    """All characters of some texts, the most frequent first, then by code point."""
    counts = np.zeros(sys.maxunicode + 1, np.int64)
    for text in texts:
        codes, times = np.unique(np.frombuffer(text.encode("utf-32-le"), np.uint32), return_counts=True)
        counts[codes] += times
    order = np.argsort(-counts, kind="stable")
    return "".join(map(chr, order[: np.count_nonzero(counts)]))


def codes() -> Iterator[str]:
    """The characters that stand for others, the shortest first: none that a script needs to escape."""
    plain = (code for code in range(0x20, 0x7F) if chr(code) not in '"\\')
    wide = chain(range(0xA1, 0xAD), range(0xAE, 0x800))  # 0xAD is the soft hyphen
    rest = chain(range(0x3400, 0xD800), range(0x20000, 0x110000))
    return map(chr, chain(plain, wide, rest))


def replacement(alphabet: str) -> dict[int, str]:
    """What stands for each character of an alphabet, for str.translate."""
    return {ord(char): code for char, code in zip(alphabet, islice(codes(), len(alphabet)), strict=True)}
