"""Work is done once, on any number of processes, and what is written is the same however it came about."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import cores
from builder.build import build
from builder.codec import decode, encode
from builder.gazetteer import District, Gazetteer
from builder.lexicon import SETTINGS, Lexicon, load_lexicon
from builder.model import Page
from builder.pipeline import read_page, run_stages
from builder.progress import Teller
from builder.publish import shelves
from builder.read import read_pages
from builder.site import too_large
from builder.store import Store
from builder.version import digest
from tests.conftest import ROOT
from tests.test_build import SEED_FILES, Files, files_in


def fill(seeds: Path, count: int = len(SEED_FILES)) -> None:
    """Put some of the project's seeds into a folder, with their catalogue."""
    for file in [*SEED_FILES[:count], ROOT / "seeds" / "catalog.yml"]:
        (seeds / file.name).write_bytes(file.read_bytes())


def times(docs: Path) -> dict[str, int]:
    """When each file was written last."""
    return {path.relative_to(docs).as_posix(): path.stat().st_mtime_ns for path in docs.rglob("*.*")}


@pytest.fixture
def cold(seeds: Path, tmp_path: Path, lexicon: Lexicon) -> Files:
    """What all seeds become, without a store and in one process."""
    fill(seeds)
    build(seeds, tmp_path / "cold", lexicon, workers=1)
    return files_in(tmp_path / "cold")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_workers(
    seeds: Path,
    docs: Path,
    tmp_path: Path,
    lexicon: Lexicon,
    cold: Files,
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
) -> None:
    """Any number of processes gives the same bytes, and so does what they kept."""
    monkeypatch.setattr(cores, "FEW", 2)
    monkeypatch.setattr(cores, "BATCH", 1)
    build(seeds, docs, lexicon, Store(tmp_path / "store"), workers=workers)
    assert files_in(docs) == cold
    build(seeds, tmp_path / "again", lexicon, Store(tmp_path / "store"), workers=workers)
    assert files_in(tmp_path / "again") == cold


def break_in_half(data: bytes) -> bytes:
    """Cut off what a full disk would not take."""
    return data[: len(data) // 2]


def change_a_byte(data: bytes) -> bytes:
    """Change what a bad disk would change."""
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("harm", [break_in_half, change_a_byte, lambda data: b"", lambda data: b"{}" * 99])
def test_broken_store(
    seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon, cold: Files, harm: Callable[[bytes], bytes]
) -> None:
    """A broken entry is thrown away, and the work done again."""
    store = tmp_path / "store"
    build(seeds, tmp_path / "before", lexicon, Store(store))
    kept = [path for path in store.rglob("*") if path.is_file()]
    assert len(kept) == 3 * len(SEED_FILES) + 1
    for path in kept:
        path.write_bytes(harm(path.read_bytes()))
    build(seeds, docs, lexicon, Store(store))
    assert files_in(docs) == cold


def test_nothing_changed(seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon) -> None:
    """Where nothing changed no file is touched and no page is read, and the problems are told all the same."""
    fill(seeds)
    (seeds / "empty.txt").write_bytes(b"")
    first = build(seeds, docs, lexicon, Store(tmp_path / "store"))
    before = times(docs)
    again = build(seeds, docs, lexicon, Store(tmp_path / "store"))
    assert not again.changes
    assert times(docs) == before
    assert again.problems == first.problems
    assert again.summary == first.summary
    assert again.archive.pages == first.archive.pages


@pytest.mark.parametrize("name", ["pages/index.md", "data/figures.csv", "districts/bishan.md"])
def test_tampered(seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon, cold: Files, name: str) -> None:
    """A written file that somebody changed or removed is mended, though no seed changed."""
    build(seeds, docs, lexicon, Store(tmp_path / "store"))
    (docs / name).write_text((docs / name).read_text("utf-8") + "x", "utf-8")
    assert build(seeds, docs, lexicon, Store(tmp_path / "store")).changes.written == [name]
    (docs / name).unlink()
    assert build(seeds, docs, lexicon, Store(tmp_path / "store")).changes.written == [name]
    (docs / "pages" / "gone.md").write_text(cold["pages/index.md"].decode(), "utf-8")
    assert build(seeds, docs, lexicon, Store(tmp_path / "store")).changes.removed == ["pages/gone.md"]
    assert files_in(docs) == cold


def test_one_changed(seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon) -> None:
    """One changed seed writes its page and what speaks of it; pages of other seeds are not touched."""
    fill(seeds)
    build(seeds, docs, lexicon, Store(tmp_path / "store"))
    file = seeds / SEED_FILES[3].name
    file.write_text(
        file.read_text("utf-8")
        + "\n\n璧山区今年新增规上工业企业36家，带动就业2000余人，全区工业经济稳中向好，群众的收入也跟着涨了起来。\n",
        "utf-8",
    )
    written = build(seeds, docs, lexicon, Store(tmp_path / "store")).changes.written
    own = f"pages/{SEED_FILES[3].stem.replace('_', '-')}.md"
    assert own in written
    assert {"data/archive.json", "data/articles.csv"} <= set(written)
    assert [path for path in written if path.startswith("pages/0")] == [own]
    assert "data/archive.schema.json" not in written


def put(file: Path, source: random.Random) -> None:
    """Make a seed one of the project's own, with a line more."""
    file.write_bytes(source.choice(SEED_FILES).read_bytes() + f"\n第{source.randint(1, 9)}版\n".encode())


def drop(file: Path, source: random.Random) -> None:
    """Remove a seed."""
    file.unlink(missing_ok=True)


def say(file: Path, source: random.Random) -> None:
    """Say other things of a seed, and nothing more of the others."""
    day = f"20{source.randint(10, 24)}-03-0{source.randint(1, 9)}"
    entry = (
        f"  date: {day}\n  slug: s{source.randint(1, 3)}\n  withdrawn: {source.choice(('true', 'false'))}\n"
    )
    (file.parent / "catalog.yml").write_text(f"{file.name}:\n{entry}", "utf-8")


def test_any_history(
    docs: Path, seeds: Path, tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was changed, added, removed, withdrawn before: what is written is what a first build writes."""
    monkeypatch.setattr(shelves, "MOST", 12)
    for module in ("indexes", "districts", "figures"):
        monkeypatch.setattr(f"builder.publish.{module}.MOST", 12)
    source = random.Random(8)
    store = Store(tmp_path / "store")
    for number in range(9):
        for name in range(5):
            if source.random() < 0.5 or not number:
                change = source.choice((put, drop, say)) if number else put
                change(seeds / f"s{name}.txt", source)
        build(seeds, docs, lexicon, store)
        first = tmp_path / f"first{number}"
        build(seeds, first, lexicon)
        assert files_in(docs) == files_in(first)


def gazetteer_with(folder: Path, old: str, new: str) -> Lexicon:
    """The project's lexicon with a change in its gazetteer."""
    folder.mkdir()
    for path in [*(SETTINGS.parent / "gazetteers").iterdir(), SETTINGS]:
        target = folder / path.relative_to(SETTINGS.parent)
        target.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8-sig")
        target.write_text(text.replace(old, new, 1), "utf-8")
    return load_lexicon(folder / "settings.toml")


def test_gazetteer_changed(
    seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of the gazetteer is seen; one that leaves the districts' names alone reads no page anew."""
    fill(seeds, 2)
    store = Store(tmp_path / "store")
    build(seeds, docs, lexicon, store)
    moved = gazetteer_with(tmp_path / "moved", 'slug = "bishan"', 'slug = "bi-shan"')
    monkeypatch.setattr("builder.pipeline.READING", (fail,))
    changes = build(seeds, docs, moved, store).changes
    assert "districts/bi-shan.md" in changes.written
    assert "districts/bishan.md" in changes.removed
    monkeypatch.undo()
    build(seeds, tmp_path / "first", moved)
    assert files_in(docs) == files_in(tmp_path / "first")
    named = gazetteer_with(tmp_path / "named", 'short = ["璧山"', 'short = ["璧州", "璧山"')
    assert named.names_signature != lexicon.names_signature


def test_reading_knows_names_alone(lexicon: Lexicon) -> None:
    """Of the gazetteer, the reading of a page needs the districts' names and nothing else."""
    gazetteer = lexicon.gazetteer
    named = tuple(District(unit.slug[::-1], unit.name, unit.names) for unit in gazetteer.districts)
    bare = Lexicon(Gazetteer("", named), *[None] * 5)  # type: ignore[arg-type]  # nobody may ask for the rest
    for page in read_pages(ROOT / "seeds")[0]:
        assert read_page(page, bare) == read_page(page, lexicon)


def fail(page: Page, lexicon: Lexicon) -> Page:
    """A stage that must not be run."""
    raise AssertionError


def test_fault_of_a_stage(seeds: Path, docs: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page on which a stage fails is named and left out; the others are built."""
    fill(seeds)

    def fails_on_one(page: Page, lexicon: Lexicon) -> Page:
        if page.seed.file == SEED_FILES[1].name:
            raise ValueError("no")
        return page

    monkeypatch.setattr("builder.pipeline.MEANING", (fails_on_one,))
    outcome = build(seeds, docs, lexicon)
    assert outcome.summary.pages == len(SEED_FILES) - 1
    assert [problem.where for problem in outcome.problems] == [SEED_FILES[1].name]


def test_store_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody asks for any more goes; what was asked for stays."""
    monkeypatch.setattr("builder.store.LEAST_KEPT", 5)
    Store(tmp_path).put("page", "mine", "x")
    for number in range(50):
        Store(tmp_path).put("page", str(number), "x")
    store = Store(tmp_path)
    assert store.get("page", "mine") == "x"
    store.tidy()
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 6
    assert Store(tmp_path).get("page", "mine") == "x"


def test_store_without_disk(tmp_path: Path) -> None:
    """A store that cannot be written stops nothing."""
    (tmp_path / "store").write_text("in the way")
    store = Store(tmp_path / "store")
    store.put("page", "a", "x")
    store.tidy()
    assert store.get("page", "a") is None


def test_codec(lexicon: Lexicon) -> None:
    """A page comes back as it was."""
    for page in read_pages(ROOT / "seeds")[0]:
        done = run_stages(page, lexicon)
        assert decode(Page, encode(done)) == done
    strange = replace(done, clean='\ud800\u2028\x00"\\')
    assert decode(Page, encode(strange)) == strange


@pytest.mark.parametrize("one, other", [(["ab", "c"], ["a", "bc"]), ([""], []), (["a", "b"], ["b", "a"])])
def test_digest(one: list[str], other: list[str]) -> None:
    """Other texts have another name, though they be the same one behind the other."""
    assert digest(one) != digest(other)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_progress(stream: io.StringIO) -> None:
    """Long work tells how much is done and how long the rest takes; short work tells nothing."""
    clock = iter([0.0, 1.0, *[20.0] * 9])
    tell = Teller(stream, lambda: next(clock))
    tell("pages", 0, 100)
    tell("pages", 1, 1)
    quiet = stream.getvalue()
    assert "of" not in quiet
    tell("files", 0, 1_000)
    stream.truncate(0)
    late = Teller(stream, iter([0.0, 50.0]).__next__)
    late("pages", 0, 1_000)
    late("pages", 500, 1_000)
    assert "pages: 500 of 1,000, 50 s left" in stream.getvalue()
    assert stream.isatty() == ("[###" in stream.getvalue())


def test_parts_of_a_year() -> None:
    """Parts are counted from the oldest: an item more leaves the full parts as they are."""
    items = [f"{year}{number}" for year in (2024, 2023) for number in "54321"]
    cut = shelves.shelve(items, lambda item: item[:4], most=2)
    assert [shelf.slug for shelf in cut] == ["2024-3", "2024-2", "2024", "2023-3", "2023-2", "2023"]
    assert [item for shelf in cut for item in shelf.items] == items
    more = shelves.shelve(["20246", *items], lambda item: item[:4], most=2)
    assert more[1:] == cut[1:]
    assert shelves.shelve(["a"], lambda _: "", most=2)[0].slug == "undated"


def test_json_as_one(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """archive.json, put together from pages, is what JSON's own writer makes of it."""
    for count in (0, 2):
        fill(seeds, count)
        build(seeds, docs, lexicon)
        text = (docs / "data" / "archive.json").read_text("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that GitHub Pages would not take is told of, with what is largest in it."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.html").write_bytes(b"x" * 6_000_000)
    assert too_large(tmp_path) is None
    monkeypatch.setattr("builder.site.MOST_BYTES", 5_000_000)
    assert "the site has 6 MB (sources 6 MB)" in str(too_large(tmp_path))
