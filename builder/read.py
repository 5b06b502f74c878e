"""Finds the seeds in a folder and reads them, editing nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.encodings import REPLACEMENT, decode
from builder.errors import SeedError
from builder.invisible import invisible_in, spelled_out
from builder.model import Flag, Page, Seed
from builder.problems import Problem

CATALOG = "catalog.yml"
"""What the archivist knows of the pages; `builder.catalog` reads it."""
MOST_BYTES = 4 * 1024 * 1024
"""A broadsheet page has some 20 KB; a file of megabytes is a whole volume, or no page at all."""
MOST_READS = 3
"""How often a file is read that changes meanwhile."""
RESERVED_IDS = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Taken by the index of pages, or not allowed as a file name on Windows."""
_UNSAFE = re.compile(r"[^\w.-]+|_")


def page_id(file: str) -> str:
    """
    Stem of a seed's file name, lower case, with `-` for `_` and for what an address cannot hold.

    Never begins with `-`: a spreadsheet would take it for a formula, a command for an option.
    """
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", Path(file).stem)).lower().strip(".").lstrip("-.")


def find_seeds(folder: Path) -> list[Path]:
    """Text files in a folder and the folders in it, sorted by their path; hidden ones are left out."""
    return _sorted(
        folder, (path for path in _visible(folder) if path.suffix.lower() == ".txt" and not path.is_dir())
    )


def inputs_of(folder: Path) -> str:
    """Changes with whatever a build reads in a folder of seeds: names, bytes, links, the catalogue."""
    hashed = hashlib.sha256()
    for path in _sorted(folder, _visible(folder)):
        if path.suffix.lower() != ".txt" and path.name != CATALOG and not path.is_symlink():
            continue
        try:
            told = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        except OSError as error:
            told = str(error)
        name = path.relative_to(folder).as_posix()
        hashed.update(f"{len(name)} {name} {path.is_symlink()} {told}\n".encode("utf-8", "surrogateescape"))
    return hashed.hexdigest()


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _sorted(folder: Path, paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.relative_to(folder).as_posix())


def _closed_folders(folder: Path) -> Iterator[Problem]:
    """Folders that cannot be looked into: a search passes over them, and their pages would go without a word."""
    for path in _sorted(folder, (path for path in _visible(folder) if path.is_dir())):
        try:
            next(path.iterdir(), None)
        except OSError as error:
            yield Problem(
                _shown(path, folder), f"cannot be looked into ({error.strerror}); look at its rights"
            )


def read_pages(folder: Path) -> tuple[list[Page], list[Problem]]:
    """Read all seeds of a folder; what cannot be read is a problem, and the others go on."""
    problems = [
        Problem(_shown(path, folder), "is a link to a folder, which is not followed; copy the folder itself")
        for path in _sorted(folder, _visible(folder))
        if path.is_symlink() and path.is_dir()
    ]
    problems += _closed_folders(folder)
    pages: dict[str, Page] = {}
    bytes_seen: dict[str, str] = {}
    for path in find_seeds(folder):
        name = path.relative_to(folder).as_posix()
        try:
            page = read_page(path, folder)
            if page.seed.sha256 in bytes_seen:
                same = bytes_seen[page.seed.sha256]
                problems.append(
                    Problem(
                        name, f"has the same bytes as {same}, which is published; remove one", is_notice=True
                    )
                )
                continue
            if page.id in pages:
                raise SeedError(
                    f"would have the id {page.id} of {pages[page.id].seed.file}; rename one of them"
                )
        except SeedError as error:
            problems.append(Problem(_shown(path, folder), str(error)))
            continue
        bytes_seen[page.seed.sha256] = name
        pages[page.id] = page
    return list(pages.values()), problems


def _shown(path: Path, folder: Path) -> str:
    """A file's name as it can be printed, whatever bytes it is made of."""
    return spelled_out(path.relative_to(folder).as_posix())


def read_page(path: Path, folder: Path) -> Page:
    """
    Read one seed.

    Flags: `undecoded` at lines with bytes that do not decode; each stands as U+FFFD.
    Raises SeedError with what to do.
    """
    name = path.relative_to(folder).as_posix()
    if invisible_in(name) or any(char in "\n\r\u2028\u2029\x85" for char in name):
        raise SeedError("has characters in its name that are not UTF-8, or cannot be seen; rename it")
    identity = page_id(name)
    if not identity or identity.split(".")[0] in RESERVED_IDS:
        raise SeedError("cannot be the address of a page by its name; rename it")
    data = _read_bytes(path, folder)
    decoded = decode(data)
    if decoded is None:
        raise SeedError("is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8")
    raw, encoding = decoded
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\ufeff", "").strip():
        raise SeedError("is empty; put the page's text into it, or remove it")
    seed = Seed(name, hashlib.sha256(data).hexdigest(), encoding, text)
    return Page(identity, seed, flags=tuple(_undecoded_flags(text)))


def _read_bytes(path: Path, folder: Path) -> bytes:
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise SeedError("is a link to a file outside the seeds' folder; copy the file itself")
        if not path.is_file():
            raise SeedError("is no file but a device or a pipe; put a text there")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SeedError(
                f"has {size:,} bytes, more than {MOST_BYTES:,}; a seed is one newspaper page, so cut it into pages"
            )
        return _stable_bytes(path)
    except FileNotFoundError as error:
        raise SeedError("is gone since the build began, or a link that leads nowhere; build again") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise SeedError(
            f"cannot be read ({getattr(error, 'strerror', None) or error}); look at its rights"
        ) from error


def _stable_bytes(path: Path) -> bytes:
    """A file's bytes as they were at one time."""
    for _ in range(MOST_READS):
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, len(data)):
            return data
    raise SeedError("changes while it is read; build again when it is written")


def _undecoded_flags(text: str) -> Iterator[Flag]:
    if REPLACEMENT in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if REPLACEMENT in line:
                yield Flag(
                    "undecoded",
                    number,
                    "此行有无法解码的字节，以“\N{REPLACEMENT CHARACTER}”代替，请核对原文件。",
                )
