"""A page may get a nicer address and keep its former ones; a withdrawn page keeps its address and nothing else."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builder.archive import read_archive
from builder.build import build
from builder.lexicon import Lexicon
from builder.publish.addresses import Addresses
from builder.publish.bulk import write_data
from builder.publish.redirects import render_redirects
from builder.site import complete_site
from tests.conftest import ROOT

FIRST, SECOND = "000-be14e87c061d3500", "001-df8818a3778645b9"
NOTED = {"archive.json", "withdrawn.csv", "archive.sqlite"}
"""Data that says which pages are withdrawn."""
WEB, DISK = Addresses(site="https://example.org/a/"), Addresses(directories=False)


def fill(seeds: Path, **entries: dict[str, object]) -> Path:
    """Two of the project's own seeds, with what the catalogue says of the first and the second."""
    for name in (FIRST, SECOND):
        file = f"{name.replace('-', '_')}.txt"
        (seeds / file).write_bytes((ROOT / "seeds" / file).read_bytes())
    named = {{"first": FIRST, "second": SECOND}[key]: entry for key, entry in entries.items()}
    (seeds / "catalog.yml").write_text(json.dumps(named), "utf-8")
    return seeds


def test_slug(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """A page with a slug lies there, all lists lead there, and its ids stay."""
    fill(seeds, first={"slug": "chongci-2024"})
    archive = build(seeds, docs, lexicon).archive
    assert (docs / "pages" / "chongci-2024.md").exists()
    assert not (docs / "pages" / f"{FIRST}.md").exists()
    lists = [
        path.read_text("utf-8")
        for path in docs.rglob("*.md")
        if path.parent.name != "pages" or path.name == "index.md"
    ]
    assert any("chongci-2024.md" in text for text in lists)
    assert not any(f"{FIRST}.md" in text for text in lists)
    assert archive.pages[0].articles[0].id.startswith(archive.pages[0].id)


@pytest.mark.parametrize(
    ("addresses", "path", "target"),
    [(WEB, "pages/{}/index.html", "../chongci-2024/"), (DISK, "pages/{}.html", "chongci-2024.html")],
)
def test_redirects(seeds: Path, lexicon: Lexicon, addresses: Addresses, path: str, target: str) -> None:
    """The id and each alias lead on to the slug, with the place on the page, on a server and from disk."""
    fill(seeds, first={"slug": "chongci-2024", "aliases": ["old-1", "old-2"]})
    redirects = dict(render_redirects(read_archive(seeds, lexicon)[0], addresses))
    assert set(redirects) == {path.format(name) for name in (FIRST, "old-1", "old-2")}
    for text in redirects.values():
        assert f'<a href="{target}">' in text
        assert f'location.replace("{target}" + location.hash)' in text


@pytest.mark.parametrize("entry", [{"slug": SECOND}, {"aliases": [SECOND]}])
def test_taken(seeds: Path, lexicon: Lexicon, entry: dict[str, object]) -> None:
    """An address that is another page's is told, and that page keeps it."""
    archive, [problem] = read_archive(fill(seeds, first=entry), lexicon)
    assert SECOND in problem.what
    assert {page.address for page in archive.pages} == {FIRST, SECOND}


def test_taken_twice(seeds: Path, lexicon: Lexicon) -> None:
    """Of two pages that want one address, one gets it."""
    archive, [problem] = read_archive(fill(seeds, first={"slug": "x"}, second={"slug": "x"}), lexicon)
    assert "x" in problem.what
    assert {page.address for page in archive.pages} == {"x", SECOND}


def test_withdrawn(seeds: Path, docs: Path, tmp_path: Path, lexicon: Lexicon) -> None:
    """Of a withdrawn page only its address is left, which says so and why: no word, no article, no feed; the data notes it."""
    fill(seeds, first={"withdrawn": True, "note": "应权利人要求"})
    outcome = build(seeds, docs, lexicon)
    assert not outcome.failed
    assert "此版面已撤下" in (docs / "pages" / f"{FIRST}.md").read_text("utf-8")
    assert "应权利人要求" in (docs / "pages" / f"{FIRST}.md").read_text("utf-8")
    (docs / "pages" / f"{FIRST}.md").unlink()
    complete_site(outcome.archive, tmp_path / "site", WEB)
    write_data(outcome.archive, tmp_path / "data")
    words = "合川高新区玉"  # of the withdrawn page's text
    assert words in (seeds / f"{FIRST.replace('-', '_')}.txt").read_text("utf-8")
    for path in (
        p for folder in (docs, tmp_path / "site", tmp_path / "data") for p in folder.rglob("*") if p.is_file()
    ):
        content = path.read_bytes()
        assert words.encode() not in content, path
        assert (FIRST.encode() in content) == (path.name in NOTED), path
    record = json.loads((docs / "data" / "archive.json").read_text("utf-8"))
    told = {"id": FIRST, "note": "应权利人要求"}
    assert record["withdrawn"] == [told]
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite")) as connection:
        assert connection.execute("SELECT * FROM withdrawn").fetchall() == [tuple(told.values())]


@pytest.mark.parametrize(
    "entry",
    [
        {"slug": "Ä"},
        {"slug": "../x"},
        {"slug": "index"},
        {"slug": "9" * 101},
        {"aliases": "x"},
        {"withdrawn": "yes"},
        {"corrections": [{"line": 1}]},
        {"corrections": [{"line": "1", "words": "a", "right": "b"}]},
        {"corrections": [{"line": 1, "words": "a", "right": "b\nc"}]},
        {"corrections": {"line": 1}},
    ],
)
def test_wrong_entry(seeds: Path, lexicon: Lexicon, entry: dict[str, object]) -> None:
    """A slip in one of these keys is told by its name."""
    _, [problem] = read_archive(fill(seeds, first=entry), lexicon)
    assert problem.what.startswith(next(iter(entry)))
