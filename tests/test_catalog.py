"""What the archivist writes of a page reaches it, and what cannot be understood is named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.catalog import with_entries
from builder.entry import CatalogEntry
from builder.errors import CatalogError
from builder.problems import Problem
from builder.read import read_pages


def write_catalog(seeds: Path, text: str) -> None:
    (seeds / "a_1.txt").write_text("正文。", "utf-8")
    (seeds / "catalog.yml").write_text(text, "utf-8")


def read_catalog(seeds: Path) -> tuple[dict[str, CatalogEntry], list[Problem]]:
    """Entries by page id."""
    pages, problems = with_entries(read_pages(seeds)[0], seeds)
    return {page.id: page.entry for page in pages if page.entry != CatalogEntry()}, problems


def test_none(seeds: Path) -> None:
    """A folder needs no catalogue."""
    assert read_catalog(seeds) == ({}, [])


@pytest.mark.parametrize("name", ["a_1.txt", "a_1", "a-1"])
def test_entry(seeds: Path, name: str) -> None:
    """A page can be named by its file, its stem or its id."""
    write_catalog(
        seeds,
        f"{name}:\n  date: 2023-10-24\n  event_date: '2023-10-23'\n  year: 2023\n  page: 3\n  publication: 某日报\n",
    )
    catalog, problems = read_catalog(seeds)
    assert not problems
    assert catalog == {
        "a-1": CatalogEntry(
            publication="某日报", date="2023-10-24", event_date="2023-10-23", year=2023, page="3"
        ),
    }


@pytest.mark.parametrize(
    ("entry", "line", "words"),
    [
        ("a_1.txt:\n  dates: 2023-10-24", 2, "there is no key dates"),
        ("a_1.txt:\n  year: 2023\n  date: 2023-13-24", 3, "“2023-13-24” is no day"),
        ("a_1.txt:\n  date: 2023-02-30", 2, "is no day"),
        ("a_1.txt:\n  date: 2023-10-24 10:00:00", 2, "is a time"),
        ("a_1.txt:\n  date: [1]", 2, "is no day"),
        ("a_1.txt:\n  year: 23", 2, "is no year"),
        ("a_1.txt:\n  source_url: javascript:alert(1)", 2, "begins with https://"),
        ("a_1.txt:\n  note:", 2, "is no text"),
        ("a_1.txt:\n  year: 2023\n  year: 2024", 3, "is given twice"),
        ("a_1.txt: 2023-10-24", 1, "an entry is a list of keys"),
        ("a_1.txt: {}\na-1: {}", 2, "has an entry above"),
        ("\n\nb.txt:\n  year: 2023", 3, "there is no page from a seed b.txt"),
    ],
)
def test_wrong_entry(seeds: Path, entry: str, line: int, words: str) -> None:
    """A slip is told with its line and what to do."""
    write_catalog(seeds, entry)
    _, [problem] = read_catalog(seeds)
    assert problem.where == f"catalog.yml, line {line}"
    assert words in problem.what
    assert not problem.is_notice


def test_rest_holds(seeds: Path) -> None:
    """A slip in one key takes nothing from the others."""
    write_catalog(seeds, "a_1.txt:\n  dat: 2023-10-24\n  year: 2023\n")
    catalog, _ = read_catalog(seeds)
    assert catalog["a-1"].year == 2023


@pytest.mark.parametrize(
    "text", ["a: [", "- a\n- b", "a: !!python/object/apply:os.system [ls]\n  x", "\x00", "[" * 5000]
)
def test_no_catalogue(seeds: Path, text: str) -> None:
    """A catalogue that cannot be read stops the build: it may keep something from being published."""
    write_catalog(seeds, text)
    with pytest.raises(CatalogError, match=r"catalog\.yml"):
        read_catalog(seeds)


def test_right_file(seeds: Path) -> None:
    """An entry never reaches another file of like name, and is reported where its own is not published."""
    (seeds / "A_b.txt").write_text("正文。", "utf-8")
    (seeds / "a-b.txt").write_text("又一篇正文。", "utf-8")
    (seeds / "catalog.yml").write_text("a-b.txt:\n  date: 2020-01-01\n", "utf-8")
    catalog, [problem] = read_catalog(seeds)
    assert not catalog
    assert "a-b.txt" in problem.what


def test_not_utf8(seeds: Path) -> None:
    """A catalogue in another encoding says what to do."""
    (seeds / "catalog.yml").write_bytes("a_1.txt:\n  note: 编者\n".encode("gb18030"))
    with pytest.raises(CatalogError, match="save it as UTF-8"):
        read_catalog(seeds)
