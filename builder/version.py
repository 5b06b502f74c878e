"""Tells one state of the builder from another, so that nothing made by another is taken for its own."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent
LIBRARIES = (
    "jinja2",
    "numpy",
    "python-frontmatter",
    "pyyaml",
    "rjieba",
    "scipy",
)
"""What the builder's output may depend on."""


@cache
def code_version() -> str:
    """Digest of the builder's own code, data and templates, and of the versions of what it uses."""
    files = (
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and "training" not in path.parts
    )
    texts = (f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return digest((sys.version, *(f"{name} {version(name)}" for name in LIBRARIES), *texts))


def digest(parts: Iterable[str]) -> str:
    """A short name for some texts; other texts, or another order, have another."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(data) + data)
    return hashed.hexdigest()[:32]
