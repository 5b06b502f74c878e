"""The search index: every place of every character, and nothing else; same input, same bytes."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import Archive, read_archive
from builder.lexicon import Lexicon
from builder.publish.search import FOLDER, write_search
from builder.search.folding import SPACE, fold, variants
from builder.search.index import Index, index_files
from builder.search.numbers import BASE, BITS, PARAMETER, write_lists
from builder.search.places import HEAD, SLOT, lay_out
from builder.search.postings import postings, shard_of
from builder.search.records import Field, PageRecord, Unit, page_records
from builder.search.texts import codes_of, pack_text, page_text
from tests.conftest import ROOT

folded_text = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.fixture(scope="module")
def archive(lexicon: Lexicon) -> Archive:
    """The five seeds."""
    return read_archive(ROOT / "seeds", lexicon)[0]


def page_of(*texts: str, headline: str = "") -> PageRecord:
    """A page of one article."""
    own = Unit("", "page", "", (), ())
    article = Unit("l1", "news", headline, (Field(headline),), tuple(Field(text, "l2") for text in texts))
    return PageRecord("a", "题", "日期不详", "", (own, article))


def bits_of(text: str) -> str:
    """The bits that are packed in a text."""
    return "".join(f"{ord(char) - BASE:0{BITS}b}" for char in text)


def read_numbers(text: str) -> list[int]:
    """What write_numbers wrote, as the browser reads it."""
    bits = bits_of(text)
    low, at, numbers = int(bits[:PARAMETER] or "0", 2), PARAMETER, []
    while (one := bits.find("1", at)) >= 0:
        numbers.append((one - at) << low | int(bits[one + 1 : one + 1 + low] or "0", 2))
        at = one + 1 + low
    return numbers


def read_text(length: int, packed: str, alphabet: str) -> str:
    """What pack_text packed, as the browser reads it."""
    bits = bits_of(packed)
    codes = zlib.decompress(bytes(int(bits[i : i + 8], 2) for i in range(0, 8 * length, 8))).decode("latin-1")
    chars = {code: chr(char) for char, code in codes_of(alphabet).items()}
    text, code = "", ""
    for byte in codes:
        code += byte
        if code in chars:
            text, code = text + chars[code], ""
    return text


def read_file(content: bytes) -> Any:
    """The data that a script of the index hands over."""
    text = content.decode("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8").strip()
    return json.loads(f"[{text.removeprefix('archiveSearch.add(').removesuffix(')')}]")[2]


@given(st.lists(st.lists(st.integers(0, 2**31), min_size=1, max_size=40)))
def test_numbers(lists: list[list[int]]) -> None:
    """Lists that are written as text are read as they were."""
    begins = np.cumsum([0, *map(len, lists)])[:-1]
    texts = write_lists(np.array([value for values in lists for value in values], np.int64), begins)
    assert [read_numbers(text) for text in texts] == lists


@given(st.sampled_from([0, 239, 240, 4_079, 4_080, 70_000]), st.data())
def test_texts(start: int, data: st.DataObject) -> None:
    """A text of any characters, frequent or rare, is read as it was packed."""
    alphabet = "".join(chr(0x100 + i) for i in range(73_000) if not 0xD800 <= 0x100 + i < 0xE000)
    text = data.draw(st.text(st.sampled_from(alphabet[start : start + 9])))
    length, packed = pack_text(text, codes_of(alphabet))
    assert read_text(length, packed, alphabet) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("兩江新區", "两江新区"),
        ("ＧＤＰ增长５.１％", "gdp增长5.1%"),
        ("ｶﾞ①㎡…", "ガ1m2..."),
        (" 乘势\u3000\n而上 ", "乘势 而上"),
        ("昇腾、著名、乾隆、於", "昇腾、著名、乾隆、於"),
        ("ΑΣ", "ασ"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Width, case, white space and traditional characters are folded; simplified text stays as it is."""
    assert fold(text) == folded


@given(folded_text, folded_text)
def test_fold_again(one: str, other: str) -> None:
    """Folding anew changes nothing, and a text that ends without a joining character folds by parts."""
    assert fold(fold(one)) == fold(one) or "\u0130" in one  # its dot becomes a mark of its own
    if not unicodedata.normalize("NFKC", one + other).startswith(unicodedata.normalize("NFKC", one)):
        return
    together, apart = fold(one + other), fold(one) + fold(other)
    assert together.replace(SPACE, "") == apart.replace(SPACE, "") or other[:1] in "\uff9e\uff9f"


def test_variants() -> None:
    """No character is led on to another that is itself led on, and none to itself."""
    table = variants()
    assert len(table) > 2_900
    assert not set(table.values()) & set(table)


@given(st.lists(folded_text, max_size=3), folded_text)
def test_places(texts: list[str], headline: str) -> None:
    """Each pair of neighbours in a field is listed at its place, no other is, and a head's places are lower than HEAD."""
    layout = lay_out([page_of(*texts, headline=headline)])
    assert layout.slots[0] == 1
    fields = [fold(text).replace(SPACE, "") for text in (headline, *texts)]
    at = "".join(map(chr, layout.codes))
    assert [part for part in at.split("\0") if part] == [field for field in fields if field]
    assert not any(fields[1:]) or (layout.codes[SLOT + HEAD :] != 0).any()
    lists = {item.key: np.cumsum(read_numbers(item.numbers)).tolist() for item in postings(layout)}
    pairs: dict[str, list[int]] = {}
    for place in range(len(at) - 1):
        if "\0" not in (pair := at[place : place + 2]):
            pairs.setdefault(pair, []).append(place)
    assert {key: places for key, places in lists.items() if SPACE not in key} == pairs
    assert {key[0] for key in lists if key[1] == SPACE} == set(at) - {"\0"}


def test_files(archive: Archive) -> None:
    """Each list lies in the shard that its key's hash says; each text reads as it was written."""
    index = Index(page_records(archive), archive.districts)
    files = {name: read_file(content) for name, content in index_files(index)}
    shards = files["core.js"]["shards"]
    for number in range(shards):
        keys, lists = files[f"grams/{number}.js"]
        pairs = [keys[i : i + 2] for i in range(0, len(keys), 2)]
        assert len(pairs) == len(lists.split(","))
        assert {shard_of(key, shards) for key in pairs} == {number}
    for number, page in enumerate(index.pages):
        length, packed = files[f"text/{number}.js"]
        assert read_text(length, packed, files["core.js"]["alphabet"]) == page_text(page)


def test_withdrawn(archive: Archive) -> None:
    """A withdrawn page is not searched."""
    first, *others = archive.pages
    gone = replace(first, entry=replace(first.entry, withdrawn=True))
    assert len(page_records(replace(archive, pages=(gone, *others)))) == len(others)


def test_rewritten(archive: Archive, tmp_path: Path) -> None:
    """A new index takes the place of the former one, whole."""
    count = write_search(archive, tmp_path)
    (tmp_path / FOLDER / "grams" / "stale.js").write_text("", "utf-8")
    assert write_search(archive, tmp_path) == count
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == count


def test_same_bytes(tmp_path: Path) -> None:
    """Hash seed and time zone change no byte of the index."""
    script = (
        "import sys; from pathlib import Path; from builder.archive import read_archive;"
        "from builder.lexicon import load_lexicon; from builder.publish.search import write_search;"
        "write_search(read_archive(Path('seeds'), load_lexicon())[0], Path(sys.argv[1]))"
    )
    results = []
    for number, zone in enumerate(("UTC", "Asia/Shanghai")):
        folder = tmp_path / zone.replace("/", "-")
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone}
        subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, env=environment, check=True)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        results.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert results[0] == results[1]


def test_empty_archive(archive: Archive, tmp_path: Path) -> None:
    """An archive without pages has an index that finds nothing."""
    assert write_search(replace(archive, pages=()), tmp_path)
