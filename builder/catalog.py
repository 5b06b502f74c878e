"""Reads seeds/catalog.yml: what the archivist knows of a page beside its text."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from yaml.composer import Composer

from builder.entry import CatalogEntry, Correction, Matter, Ruling
from builder.errors import CatalogError
from builder.invisible import invisible_in, show_invisible
from builder.model import Page, one_line
from builder.problems import Problem
from builder.read import CATALOG, RESERVED_IDS, page_id

FILE = CATALOG
LONGEST_NAME = 100
"""Of an address: names of files end at 255 bytes, with what is added to them."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_QUOTED = 80
"""Characters of a value that a message repeats."""
_CORRECTION = {"line", "words", "right", "why"}
_FORMS = (
    "line, words, right",
    "join: [line, line]",
    "split: [line, line]",
    "line, role",
    "line, article",
    "line, district",
)


def _day(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        raise ValueError("is a time; write the day alone, such as 2023-10-24")
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise ValueError("is no day; write it as 2023-10-24") from error


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1800 <= value <= 2200:
        raise ValueError("is no year; write four digits, such as 2023")
    return value


def _words(value: Any) -> str:
    """A text, on one line: it stands among others, in Markdown and in data."""
    return one_line(_as_printed(value))


def _as_printed(value: Any) -> str:
    """A text as the archive shows it, its white space as it is."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
        return show_invisible(str(value)).strip()
    raise ValueError("is no text; put it in quotation marks, or remove the line")


def _address(value: Any) -> str:
    is_plain = isinstance(value, str) and not invisible_in(value) and len(value.split()) == 1
    if is_plain and urlsplit(value).scheme in {"http", "https"} and urlsplit(value).netloc:
        return str(value)
    raise ValueError("is no address of a web page; it begins with https://")


def _name(value: Any) -> str:
    is_name = isinstance(value, str) and len(value) <= LONGEST_NAME and _NAME.fullmatch(value)
    if is_name and value not in RESERVED_IDS:
        return str(value)
    raise ValueError(
        f"is no address of a page; write up to {LONGEST_NAME} small letters, digits and hyphens, such as 2023-10-24-p3"
    )


def _names(value: Any) -> tuple[str, ...]:
    return tuple(_name(name) for name in _list(value))


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("is neither true nor false")


def _corrections(value: Any) -> tuple[Correction | Ruling, ...]:
    return tuple(_correction(one) for one in _list(value))


def _correction(value: Any) -> Correction | Ruling:
    keys = set(value) if isinstance(value, dict) else set()
    matters = keys & {matter.value for matter in Matter}
    if not (keys - matters <= _CORRECTION and len(matters | (keys & {"right"})) == 1):
        raise ValueError(f"has an entry that is none of these: {'; '.join(_FORMS)}; each may have a why")
    if any("\n" in part for part in value.values() if isinstance(part, str)):
        raise ValueError("has an entry of more than one line; correct each line by itself")
    why = _words(value["why"]) if value.get("why") else None
    if matters:
        return _ruling(Matter(matters.pop()), value, why)
    if not {"line", "words"} <= keys:
        raise ValueError("has an entry with what is right, but not with the line and the words there")
    return Correction(_line(value["line"]), _as_printed(value["words"]), _as_printed(value["right"]), why)


def _ruling(matter: Matter, value: dict[str, Any], why: str | None) -> Ruling:
    lines, said = _ruled_lines(matter, value)
    given = value.get("words", ())
    words = tuple(
        _as_printed(one) for one in (given if isinstance(given, list) else [given] if given else ())
    )
    if len(words) > len(lines):
        raise ValueError(f"has a {matter} with more words than lines")
    return Ruling(matter, lines, said, words, why)


def _ruled_lines(matter: Matter, value: dict[str, Any]) -> tuple[tuple[int, ...], str]:
    """The lines of which a ruling speaks, and the role or district that it gives."""
    said = value[matter]
    if matter in (Matter.JOIN, Matter.SPLIT):
        if not isinstance(said, list) or len(said) != 2 or said[0] == said[1] or "line" in value:
            raise ValueError(f"has a {matter} that is not of two lines, such as [47, 103]")
        return (_line(said[0]), _line(said[1])), ""
    line = _line(value.get("line"))
    if matter is Matter.ARTICLE:
        return (line, _line(said)), ""
    return (line,), _words(said)


def _line(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    raise ValueError("has an entry whose line is no line of the seed, counted from 1")


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise ValueError("is no list; write each item on a line of its own, after a hyphen")


KEYS: dict[str, Callable[[Any], Any]] = {
    "publication": _words,
    "date": _day,
    "event_date": _day,
    "year": _year,
    "page": _words,
    "source_url": _address,
    "rights": _words,
    "note": _words,
    "slug": _name,
    "aliases": _names,
    "withdrawn": _yes_or_no,
    "corrections": _corrections,
}
"""What an entry may say, and the check of each value."""


def with_entries(pages: Sequence[Page], folder: Path) -> tuple[list[Page], list[Problem]]:
    """
    Give each page its entry in the catalogue of the seeds' folder; a folder without one is fine.

    A wrong key or value is a problem, and the rest of its entry holds; so is an entry that belongs to no page.
    Raises CatalogError where the catalogue is no YAML, since it may keep something from being published.
    """
    problems: list[Problem] = []
    entries: dict[str, CatalogEntry] = {}
    names = _Names(pages)
    for key, node in _read_nodes(folder):
        page = names.page(_name_of(key))
        if page is None:
            told = f"there is no page from a seed {_shown(key)}; mend the name, or remove the entry"
            problems.append(_problem(key, told))
        elif page.id in entries:
            problems.append(_problem(key, f"{_shown(key)} has an entry above; put both into one"))
        else:
            entries[page.id] = _read_entry(node, problems)
    return [replace(page, entry=entries.get(page.id, page.entry)) for page in pages], problems


def _read_nodes(folder: Path) -> list[tuple[yaml.Node, yaml.Node]]:
    """The catalogue's entries as they stand, by the node of their name."""
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return []
    try:
        root = _composed(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CatalogError(f"{FILE} is no UTF-8, so nothing is built; save it as UTF-8") from error
    except (OSError, RecursionError, yaml.YAMLError) as error:
        raise CatalogError(
            f"{FILE} cannot be read, so nothing is built: {' '.join(str(error).split())}"
        ) from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise CatalogError(f"{FILE} is no list of seeds; write a seed's name, a colon, and its entry below")
    return list(root.value)


def _composed(text: str) -> yaml.Node | None:
    r"""The catalogue as a node; where the parser in C refuses it, as for the escape \ud800, the one in Python may read it."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


if TYPE_CHECKING or not yaml.__with_libyaml__:
    _Loader = yaml.SafeLoader
else:

    class _Loader(Composer, yaml.CSafeLoader):
        """Parses in C and composes in Python: there, nesting without end is an error and not the end of the process."""

        def __init__(self, text: str) -> None:
            Composer.__init__(self)
            yaml.CSafeLoader.__init__(self, text)


class _Names:
    """Pages by the names that a catalogue may call them."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._by_path = {page.seed.file: page for page in pages}
        self._by_file: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            self._by_file[PurePosixPath(page.seed.file).name].append(page)
        self._by_id = {page.id: page for page in pages}

    def page(self, name: str) -> Page | None:
        """The page of that file, or else of that name without folder or ending; None where it is not told which."""
        if name in self._by_path:
            return self._by_path[name]
        if by_file := self._by_file.get(name):
            return by_file[0] if len(by_file) == 1 else None
        return None if name.lower().endswith(".txt") else self._by_id.get(page_id(f"{name}.txt"))


def _read_entry(entry: yaml.Node, problems: list[Problem]) -> CatalogEntry:
    if not isinstance(entry, yaml.MappingNode):
        problems.append(
            _problem(entry, f"an entry is a list of keys and values; the keys are {', '.join(KEYS)}")
        )
        return CatalogEntry()
    values: dict[str, Any] = {}
    for key, value in entry.value:
        name = _name_of(key)
        if name not in KEYS:
            problems.append(_problem(key, f"there is no key {_shown(key)}; the keys are {', '.join(KEYS)}"))
        elif name in values:
            problems.append(_problem(key, f"{name} is given twice; keep one"))
        else:
            try:
                values[name] = KEYS[name](_value(value))
            except ValueError as error:
                problems.append(_problem(value, f"{name}: {_quoted(value)} {error}"))
    said = values.pop("corrections", ())
    rulings = tuple(one for one in said if isinstance(one, Ruling))
    corrections = tuple(one for one in said if isinstance(one, Correction))
    return CatalogEntry(**values, corrections=corrections, rulings=rulings)


def _value(node: yaml.Node) -> Any:
    """Python value of a node, its words where it has none such as 2023-02-30."""
    constructor = yaml.SafeLoader("")
    try:
        return constructor.construct_object(node, deep=True)
    except (ValueError, yaml.YAMLError):
        return node.value
    finally:
        constructor.dispose()


def _quoted(node: yaml.Node) -> str:
    return f"“{_shown(node)}”" if isinstance(node, yaml.ScalarNode) else "the value"


def _shown(node: yaml.Node) -> str:
    return _name_of(node)[:MOST_QUOTED]


def _name_of(key: yaml.Node) -> str:
    """The words of a key; of what is no word none: written out, it could be without end."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else ""


def _problem(node: yaml.Node, what: str) -> Problem:
    return Problem(f"{FILE}, line {node.start_mark.line + 1}", what)
