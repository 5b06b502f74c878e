"""The files of the index: scripts that hand their data to archiveSearch.add."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from builder.gazetteer import District
from builder.search.folding import variants
from builder.search.numbers import write_numbers
from builder.search.places import HEAD, SLOT, lay_out
from builder.search.postings import LONG, MOST_SHARDS, SHARD, Posting, postings, shard_of
from builder.search.records import PageRecord
from builder.search.texts import alphabet_of, codes_of, pack_text, page_text

BLOCK = 8
"""Pages whose ids lie in one file: many files for a few hundred hits, but few bytes."""

KEY = 3
"""Characters of a key and the mark behind its list in a shard."""

FORMAT = 2
"""Changes where the browser must read the files in another way."""


@dataclass(frozen=True, slots=True)
class Index:
    """What the files are made of."""

    pages: tuple[PageRecord, ...]
    districts: tuple[District, ...]
    """What can be suggested and chosen; every unit's district is among them."""

    @property
    def kinds(self) -> list[str]:
        """All kinds of units, in the order of their names."""
        return sorted({unit.kind for page in self.pages for unit in page.units})


def index_files(index: Index) -> Iterator[tuple[str, bytes]]:
    """Names and contents of all files."""
    texts = [page_text(page) for page in index.pages]
    version = _version(index, texts)
    for name, content in _contents(index, texts):
        yield f"{name}.js", _script(version, name, content)


def _contents(index: Index, texts: list[str]) -> Iterator[tuple[str, Any]]:
    """What each file hands over."""
    layout = lay_out(index.pages)
    lists = list(postings(layout))
    short = sum(len(item.numbers) + KEY for item in lists if len(item.numbers) < LONG)
    shards = min(max(1, short // SHARD), MOST_SHARDS)
    alphabet = alphabet_of(texts)
    yield "core", _core(index, layout.slots, shards, alphabet)
    yield "facets", _facets(index)
    yield from _blocks(index.pages)
    yield from _shards(lists, shards)
    codes = codes_of(alphabet)
    for number, text in enumerate(texts):
        yield f"text/{number}", pack_text(text, codes)


def _script(version: str, name: str, content: Any) -> bytes:
    """A script in UTF-8 or, with a byte order mark that tells it, in UTF-16 (see numbers.py), whichever is shorter."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = f'archiveSearch.add("{version}","{name}",{data})\n'
    return min(text.encode(), codecs.BOM_UTF16_LE + text.encode("utf-16-le"), key=len)


def _version(index: Index, texts: Iterable[str]) -> str:
    """Tells the files of two builds apart, where a browser has kept some of the former."""
    digest = hashlib.sha256(json.dumps([FORMAT, _facets(index), list(_blocks(index.pages))]).encode())
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:12]


def _core(index: Index, slots: tuple[int, ...], shards: int, alphabet: str) -> dict[str, Any]:
    """What every query needs."""
    known = set(alphabet)
    return {
        "slot": SLOT,
        "head": HEAD,
        "block": BLOCK,
        "shards": shards,
        "pages": write_numbers([len(page.units) for page in index.pages]),
        "units": write_numbers(list(slots)),
        "alphabet": alphabet,
        "variants": "".join(a + b for a, b in variants().items() if known & {a, b}),
        "years": [[year, len(list(run))] for year, run in groupby(page.year for page in index.pages)],
        "districts": [[unit.name, unit.slug, *unit.short] for unit in index.districts],
        "kinds": index.kinds,
    }


def _facets(index: Index) -> str:
    """District and kind of each unit, in one number: that of the district, 0 for none, times the kinds, and the kind."""
    districts = {"": 0} | {unit.name: number for number, unit in enumerate(index.districts, 1)}
    kinds = {kind: number for number, kind in enumerate(index.kinds)}
    return write_numbers(
        [
            districts[unit.district] * len(kinds) + kinds[unit.kind]
            for page in index.pages
            for unit in page.units
        ]
    )


def _blocks(pages: tuple[PageRecord, ...]) -> Iterator[tuple[str, Any]]:
    """Ids of some pages, and the anchors of their units."""
    for start in range(0, len(pages), BLOCK):
        rows = [[page.id, *(unit.anchor for unit in page.units)] for page in pages[start : start + BLOCK]]
        yield f"pages/{start // BLOCK}", rows


def _shards(lists: Iterable[Posting], count: int) -> Iterator[tuple[str, Any]]:
    """The long lists, each by itself, then the shards: [keys, lists], where a long list's number stands for it."""
    shards: list[list[Posting]] = [[] for _ in range(count)]
    longs = 0
    for item in lists:
        shard = shards[shard_of(item.key, count)]
        if len(item.numbers) < LONG:
            shard.append(item)
            continue
        shard.append(Posting(item.key, str(longs)))
        yield f"long/{longs}", item.numbers
        longs += 1
    for number, shard in enumerate(shards):
        keys = "".join(item.key for item in shard)
        yield f"grams/{number}", [keys, ",".join(item.numbers for item in shard)]
