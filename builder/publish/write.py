"""Brings the files below docs/ in line with what they should be; the only module that writes there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import WriteError
from builder.progress import Progress, silent
from builder.publish.documents import Document
from builder.publish.manifest import Written, checksum
from builder.publish.markdown import is_generated

PART = ".part"
"""Ends the name of a file that is not whole yet."""
GENERATED_FOLDERS = ("pages", "years", "districts", "figures")
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


def sync(
    docs: Path,
    documents: Sequence[Document],
    before: Iterable[Written] = (),
    *,
    dry_run: bool = False,
    progress: Progress = silent,
) -> tuple[Changes, tuple[Written, ...]]:
    """
    Write the files that differ and remove generated pages that are no longer wanted; gives what stands now.

    A file is not rendered where it still is what was written before, and is made of the same.
    Must not touch a page that the builder has not written, nor a file that is right already.
    Raises WriteError.
    """
    changes = Changes()
    known = {one.path: one for one in before}
    stand: list[Written] = []
    try:
        for number, document in enumerate(sorted(documents, key=lambda one: one.path), start=1):
            progress("files", number, len(documents))
            if written := _sync_file(docs, document, known, changes, dry_run):
                stand.append(written)
        for path in stale_files(docs, {document.path for document in documents}):
            changes.removed.append(path.relative_to(docs).as_posix())
            if not dry_run:
                path.unlink()
    except OSError as error:
        raise WriteError(
            f"{error.filename or docs}: cannot be read or removed ({error.strerror}); look at its rights"
        ) from error
    return changes, tuple(stand)


def _sync_file(
    docs: Path, document: Document, known: Mapping[str, Written], changes: Changes, dry_run: bool
) -> Written | None:
    path = docs / document.path
    present = path.read_bytes() if path.exists() else None
    before = known.get(document.path)
    if before and before.made_of == document.made_of and _is(present, before.sha256):
        return before
    data = document.render().encode("utf-8")
    if present != data:
        if (
            present is not None
            and path.suffix == ".md"
            and not is_generated(present.decode("utf-8", "replace"))
        ):
            changes.in_the_way.append(document.path)
            return None
        changes.written.append(document.path)
        if not dry_run:
            write_atomically(path, data)
    return Written(document.path, document.made_of, checksum(data))


def _is(data: bytes | None, sha256: str) -> bool:
    return data is not None and checksum(data) == sha256


def stands(docs: Path, files: Collection[Written]) -> bool:
    """Whether a folder holds these files as they were written, and no generated page besides."""
    try:
        return all(
            checksum((docs / one.path).read_bytes()) == one.sha256 for one in files
        ) and not stale_files(docs, {one.path for one in files})
    except OSError:
        return False


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it finds the old or the new one, whole. Raises WriteError."""
    with whole_file(path) as part:
        part.write_bytes(data)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """
    Give the path of a part to write, which takes the file's place when it is whole.

    Raises WriteError where it cannot be written; the part is removed then, and the file is what it was.
    """
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise WriteError(
            f"{path}: cannot be written ({error.strerror or error}); look at its rights and the disk"
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def stale_files(docs: Path, wanted: Collection[str]) -> list[Path]:
    """Generated pages whose subject is gone, and parts of archive.json of years that are gone."""
    pages = (path for folder in GENERATED_FOLDERS for path in sorted((docs / folder).glob("*.md")))
    unwanted = [path for path in pages if path.relative_to(docs).as_posix() not in wanted]
    parts = sorted((docs / "data").glob("archive-*.json"))
    return [path for path in unwanted if is_generated(path.read_text("utf-8", "replace"))] + [
        path for path in parts if path.relative_to(docs).as_posix() not in wanted
    ]
