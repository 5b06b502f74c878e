"""Writes the tables into an SQLite database in which every Chinese substring can be found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from builder.archive import Archive
from builder.errors import WriteError
from builder.publish.tables import TABLES, Column, Row, Table

SQL_TYPES = {
    "string": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "boolean": "INTEGER",
}

SEARCHED = (("paragraphs", ("text",)), ("articles", ("headline", "byline")))
"""Tables with a full-text index, and the columns that it holds."""

TOKENS = "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\""
"""
Every character but white space is part of a word. The texts stand in the index with a space between any two
characters, so that each is a word of its own, and a phrase of such words is a substring. SQLite's own trigrams find
nothing shorter than three characters, and its words no part of a Chinese sentence.
"""


def spaced(text: str) -> str:
    """A text as the index holds it: one space between any two characters."""
    return " ".join("".join(text.split()))


def phrase(words: str) -> str:
    """The query that finds some words wherever they stand, white space apart."""
    return '"' + spaced(words).replace('"', '""') + '"'


def write_database(archive: Archive, path: Path) -> None:
    """
    Write a new database; the same archive gives the same bytes, with the same version of SQLite.

    Raises WriteError where a row refers to one that is not there, or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _fill(connection, archive)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise WriteError(f"{path}: no database can be written ({error})") from error


def _fill(connection: sqlite3.Connection, archive: Archive) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(_definition(table))
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(table, archive))
    for name, columns in SEARCHED:
        _index(connection, name, columns)
    connection.execute("COMMIT")
    connection.execute("VACUUM")


def _rows(table: Table, archive: Archive) -> Iterator[Row]:
    return (row for page in table.pages(archive) for row in table.rows(page))


def _definition(table: Table) -> str:
    columns = ", ".join(_column(table, column) for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns})"


def _column(table: Table, column: Column) -> str:
    parts = [f'"{column.name}"', SQL_TYPES[column.type]]
    parts += ["PRIMARY KEY"] if column.name == table.key else []
    parts += ["NOT NULL"] if column.needed else []
    parts += [f"REFERENCES {column.refers}(id)"] if column.refers else []
    return " ".join(parts)


def _index(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    """Index some columns of a table by its row numbers; the texts themselves are not stored again."""
    connection.create_function("spaced", 1, lambda text: spaced(text or ""), deterministic=True)
    connection.execute(
        f"CREATE VIRTUAL TABLE {name}_fts USING fts5({', '.join(columns)}, content='', {TOKENS})"
    )
    connection.execute(
        f"INSERT INTO {name}_fts (rowid, {', '.join(columns)}) "
        f"SELECT rowid, {', '.join(f'spaced({column})' for column in columns)} FROM {name} ORDER BY rowid"
    )
