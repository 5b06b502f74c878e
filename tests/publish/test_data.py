"""The data holds what the pages hold, opens everywhere, and is the same each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import Archive, read_archive
from builder.build import PUBLISHERS, build
from builder.errors import CountError
from builder.lexicon import Lexicon
from builder.publish import bulk, datapage, exports
from builder.publish.bulk import FILES, write_data, write_site_data
from builder.publish.counts import check_counts
from builder.publish.database import phrase, spaced
from builder.publish.leaves import Leaf, make_leaf
from builder.publish.tables import ARTICLES, FIGURES, TABLES, csv_text
from tests.conftest import ROOT
from tests.factories import text_page
from tests.publish.test_markdown import HOSTILE


@pytest.fixture(scope="module")
def archive(lexicon: Lexicon) -> Archive:
    """The project's own five pages."""
    return read_archive(ROOT / "seeds", lexicon)[0]


@pytest.fixture(scope="module")
def data(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all data of the five pages."""
    folder = tmp_path_factory.mktemp("data")
    write_data(archive, folder)
    return folder


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def ask(data: Path, query: str, *values: Any) -> list[Any]:
    """The first column of a query's answer."""
    with closing(sqlite3.connect(data / "archive.sqlite")) as connection:
        return [row[0] for row in connection.execute(query, values)]


def test_figures_csv(data: Path, archive: Archive) -> None:
    """A figure reaches the table with its number, its words and its place."""
    text = (data / "figures.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    figures = {row["id"]: row for row in rows_of(text)}
    known = [figure for page in archive.pages for figure in page.figures]
    assert figures.keys() == {figure.id for figure in known}
    for figure in known:
        row = figures[figure.id]
        assert row["quote"] == figure.quote
        assert (float(row["change"]) if row["change"] else None) == figure.change
        assert row["increment"] == str(figure.increment).lower()


def hostile_archive(lexicon: Lexicon, text: str) -> Archive:
    """An archive of one article whose headline is some text."""
    page = text_page("璧山区建成12个项目。", headline="题")
    article = page.articles[0]
    headline = replace(article.paragraphs[0].text, text=text)
    return Archive((replace(page, articles=(replace(article, headline=headline),)),), lexicon)


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-2", "@SUM(A1)", '=HYPERLINK("http://a.b","x")', '引"号,逗']
)
def test_no_formula(lexicon: Lexicon, text: str) -> None:
    """No text is run as a formula, and none breaks out of its cell."""
    [row] = rows_of(csv_text(ARTICLES, hostile_archive(lexicon, text).pages))
    assert row["headline"] in (text, f"'{text}")
    assert not row["headline"].startswith(("=", "+", "-", "@"))


def test_numbers_stay_numbers(archive: Archive) -> None:
    """A decline is a negative number, not a text."""
    page = next(page for page in archive.pages if page.figures)
    falling = replace(page, figures=(replace(page.figures[0], change=-3.2, value=59.0),))
    [row] = rows_of(csv_text(FIGURES, [falling]))
    assert (row["change"], row["value"]) == ("-3.2", "59")


def test_database(data: Path, archive: Archive) -> None:
    """Every table has its rows, and every reference its target."""
    for table in TABLES:
        assert ask(data, f"SELECT count(*) FROM {table.name}") == [
            sum(1 for page in table.pages(archive) for _ in table.rows(page))
        ]
    assert ask(data, "PRAGMA foreign_key_check") == []
    assert ask(data, "PRAGMA integrity_check") == ["ok"]


@pytest.mark.parametrize(
    "words", ["区", "黔江", "刀片电池", "GDP增长5.1%", "“3+3+X”", "规上工业增加值", "33618", "不在此处", "，"]
)
def test_full_text(data: Path, archive: Archive, words: str) -> None:
    """Full-text search finds the paragraphs that hold some words, and no others."""
    query = "SELECT p.id FROM paragraphs_fts f JOIN paragraphs p ON p.rowid = f.rowid WHERE paragraphs_fts MATCH ?"
    known = [p for page in archive.pages for article in page.articles for p in article.paragraphs]
    assert set(ask(data, query, phrase(words))) == {p.id for p in known if words in p.text.text}


@given(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12))
def test_any_query(words: str) -> None:
    """Whatever is asked for is a query that SQLite understands."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        connection.execute("SELECT * FROM t WHERE t MATCH ?", [phrase(words)]).fetchall()


def documented_queries(archive: Archive) -> list[str]:
    """The queries that the data page gives: one with fixed words, one that asks Datasette's reader for them."""
    blocks = published(archive)["data/index.md"].split("\n\n    ")[1:]
    queries = [block for block in blocks if block.startswith(("SELECT", "WITH"))]
    return [query.replace("\n    ", "\n").split(";")[0] for query in queries]


def test_documented_queries(data: Path, archive: Archive) -> None:
    """The queries that the data page gives work as they stand there."""
    fixed, asked = documented_queries(archive)
    with closing(sqlite3.connect(data / "archive.sqlite")) as connection:
        found = connection.execute(fixed).fetchall()
        assert found
        assert connection.execute(asked, {"q": "刀片电池"}).fetchall() == found


def test_texts(data: Path, archive: Archive) -> None:
    """There is one text an article, with all its words."""
    known = {f"{a.id}.txt": a for page in archive.pages for a in page.articles}
    with zipfile.ZipFile(data / "texts.zip") as texts:
        assert set(texts.namelist()) == known.keys()
        for name, article in known.items():
            lines = texts.read(name).decode("utf-8").splitlines()
            paragraphs = [paragraph.text.text for paragraph in article.paragraphs]
            assert lines[len(lines) - len(paragraphs) :] == paragraphs
            assert not article.headline or article.headline.text in lines


def test_package(data: Path, archive: Archive) -> None:
    """The package lists every file with its true size, checksum and number of rows."""
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    listed = {resource["path"]: resource for resource in package["resources"]}
    assert listed.keys() == {path.name for path in data.iterdir()} - {"datapackage.json"}
    for name, resource in listed.items():
        content = (data / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if name.endswith(".csv"):
            rows = rows_of(content.decode("utf-8"))
            assert resource["rows"] == len(rows) == package["counts"][name.removesuffix(".csv")]
            header = content.decode("utf-8-sig").splitlines()[0].split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_package_is_valid(data: Path) -> None:
    """Frictionless finds nothing wrong: every checksum, cell, key and reference is as the package says."""
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(list(data.iterdir())) - 1


def test_substrings(data: Path, archive: Archive) -> None:
    """Full-text search finds any part of a sentence, of one character or more, as the page's query for Datasette has it."""
    _, asked = documented_queries(archive)
    texts = [p.text.text for page in archive.pages for a in page.articles for p in a.paragraphs]
    with closing(sqlite3.connect(data / "archive.sqlite")) as connection:
        for length in (1, 2, 3, 7):
            for text in texts[::9]:
                words = text[len(text) // 2 :][:length]
                found = {text for _, text in connection.execute(asked, {"q": words})}
                assert found == {one for one in texts if spaced(words).casefold() in spaced(one).casefold()}


def test_same_bytes(data: Path, archive: Archive, tmp_path: Path) -> None:
    """The same archive gives the same bytes, binary files too, and a second run touches nothing."""
    write_data(archive, tmp_path)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {path.name: path.read_bytes() for path in data.iterdir()}
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}
    write_site_data(archive, tmp_path.parent / "docs")
    bulk.write_bulk(archive, tmp_path)
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in FILES} == before


def published(archive: Archive) -> dict[str, str]:
    """All committed files of an archive."""
    return {document.path: document.render() for publisher in PUBLISHERS for document in publisher(archive)}


def check_with(leaf: Leaf, table: str, rows: str) -> None:
    """Count what a leaf holds, with other rows in one of its tables."""
    check_counts(leaf.markdown, leaf.record, leaf.figures, {**leaf.rows, table: rows})


@pytest.mark.parametrize("table", ["articles", "figures"])
def test_lost_row(archive: Archive, table: str) -> None:
    """A row that is missing from a table stops the build."""
    leaf = make_leaf(archive.pages[0], archive.lexicon)
    check_with(leaf, table, leaf.rows[table])
    shorter = "".join(leaf.rows[table].splitlines(keepends=True)[:-1])
    with pytest.raises(CountError, match=table):
        check_with(leaf, table, shorter)


def test_lost_mention(archive: Archive) -> None:
    """So does a district that an article mentions and the table does not."""
    page, other = next(
        (p, m.district)
        for p in archive.pages
        for a in p.articles
        for m in a.mentions
        if m.district != a.district
    )
    leaf = make_leaf(page, archive.lexicon)
    rows = leaf.rows["mentions"].splitlines(keepends=True)
    with pytest.raises(CountError, match="mentions"):
        check_with(leaf, "mentions", "".join(row for row in rows if other not in row))


def test_page_explains_all(archive: Archive) -> None:
    """The data page explains each column and each key, none of them empty."""
    page = published(archive)["data/index.md"]
    for table in TABLES:
        for column in table.columns:
            assert (
                f"| {column.name.replace('_', chr(92) + '_')} | {datapage.TYPES[column.type]} | {column.about}"
                in page
            )
    assert "|  |" not in page


def test_large_archive(
    archive: Archive, docs: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above a number of pages archive.json is split by year without loss, and bulky files are left out."""
    write_site_data(archive, docs)
    whole = json.loads(exports.data_files(archive)["archive.json"])
    for module in (exports, bulk, datapage):
        monkeypatch.setattr(module, "MOST_PAGES", 2)
    build(ROOT / "seeds", docs, lexicon)
    write_site_data(archive, docs)
    index = json.loads((docs / "data" / "archive.json").read_text("utf-8"))
    assert index["parts"] == ["archive-2023.json", "archive-2024.json", "archive-2025.json"]
    parts = [json.loads((docs / "data" / name).read_text("utf-8")) for name in index["parts"]]
    assert sorted(page["id"] for part in parts for page in part["pages"]) == sorted(
        p["id"] for p in whole["pages"]
    )
    assert sum(len(part["figures"]) for part in parts) == len(whole["figures"])
    page = (docs / "data" / "index.md").read_text("utf-8")
    assert all(f"({name})" in page for name in index["parts"])
    assert not [name for name in FILES if (docs / "data" / name).exists() or f"({name})" in page]
    monkeypatch.undo()
    build(ROOT / "seeds", docs, lexicon)
    assert not list((docs / "data").glob("archive-*.json"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(tmp_path: Path, lexicon: Lexicon, text: str) -> None:
    """Whatever a headline is, it reaches the database and the texts as it stands."""
    own = hostile_archive(lexicon, text)
    write_data(own, tmp_path / "data")
    assert ask(tmp_path / "data", "SELECT headline FROM articles") == [text]
    with zipfile.ZipFile(tmp_path / "data" / "texts.zip") as texts:
        assert text in texts.read("page-l1.txt").decode("utf-8").splitlines()
