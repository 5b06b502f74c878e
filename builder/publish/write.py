"""Brings the files below docs/ in line with what they should be; the only module that writes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import WriteError
from builder.publish.markdown import is_generated

GENERATED_FOLDERS = ("pages", "districts", "figures")
"""Folders whose generated pages go when their subject is gone."""


@dataclass(slots=True)
class Changes:
    """Paths below docs/ that differed from what they should be."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    """Somebody's own pages where a generated one belongs; left as they are."""

    def __bool__(self) -> bool:
        return bool(self.written or self.removed or self.in_the_way)


def sync(docs: Path, files: Mapping[str, str], *, dry_run: bool = False) -> Changes:
    """
    Write the files that differ and remove generated pages that are no longer wanted.

    Must not touch a page that the builder has not written, nor a file that is right already.
    Raises WriteError.
    """
    changes = Changes()
    try:
        for name, content in sorted(files.items()):
            _sync_file(docs, name, content.encode("utf-8"), changes, dry_run)
        for path in _stale_pages(docs, files) + _stale_parts(docs, files):
            changes.removed.append(path.relative_to(docs).as_posix())
            if not dry_run:
                path.unlink()
    except OSError as error:
        raise WriteError(
            f"{error.filename}: cannot be written ({error.strerror}); look at its rights and the disk"
        ) from error
    return changes


def _sync_file(docs: Path, name: str, data: bytes, changes: Changes, dry_run: bool) -> None:
    path = docs / name
    present = path.read_bytes() if path.exists() else None
    if present == data:
        return
    if present is not None and path.suffix == ".md" and not is_generated(present.decode("utf-8", "replace")):
        changes.in_the_way.append(name)
        return
    changes.written.append(name)
    if not dry_run:
        write_atomically(path, data)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it finds the old or the new one, whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:80]}.part")
    part.write_bytes(data)
    part.replace(path)


def _stale_pages(docs: Path, files: Mapping[str, str]) -> list[Path]:
    pages = (path for folder in GENERATED_FOLDERS for path in sorted((docs / folder).glob("*.md")))
    unwanted = (path for path in pages if path.relative_to(docs).as_posix() not in files)
    return [path for path in unwanted if is_generated(path.read_text("utf-8", "replace"))]


def _stale_parts(docs: Path, files: Mapping[str, str]) -> list[Path]:
    """Parts of archive.json of years that are gone."""
    parts = sorted((docs / "data").glob("archive-*.json"))
    return [path for path in parts if path.relative_to(docs).as_posix() not in files]
