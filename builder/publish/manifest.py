"""Remembers what was written into docs/ and what it was made of, so that only what differs is rendered again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.codec import decode, encode
from builder.problems import Problem
from builder.store import Store
from builder.version import digest

KIND = "manifest"


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it was written."""

    path: str
    """Below docs/."""
    made_of: str
    sha256: str
    """Of its bytes."""


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How often pages are flagged for one reason."""

    code: str
    count: int
    pages: tuple[str, ...]
    """Paths of the first few, below docs/."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build tells at its end."""

    pages: int = 0
    articles: int = 0
    flags: tuple[FlagCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole build as it was written."""

    inputs: str = ""
    """Changes with everything that the build read; empty where it may not stand for another."""
    files: tuple[Written, ...] = ()
    summary: Summary = Summary()
    problems: tuple[Problem, ...] = ()


def read_manifest(store: Store, docs: Path) -> Manifest:
    """What is remembered of a folder; an empty manifest where nothing is."""
    text = store.get(KIND, _key(docs))
    with suppress(ValueError, TypeError, IndexError):
        return decode(Manifest, text) if text else Manifest()
    return Manifest()


def write_manifest(store: Store, docs: Path, manifest: Manifest) -> None:
    """Remember what was written into a folder."""
    store.put(KIND, _key(docs), encode(manifest))


def checksum(data: bytes) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def _key(docs: Path) -> str:
    return digest([str(docs.resolve())])
