"""Packs a built site for readers without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path

from builder.errors import WriteError

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold; a real one would change the bytes from day to day."""

SERVER_ONLY = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Files of use to a web server alone; the links of the first lead nowhere from disk."""


def write_zip(site: Path, target: Path) -> int:
    """
    Pack a folder into a zip whose bytes depend on the files' names and contents only; returns their number.

    Raises WriteError where there is no site.
    """
    if not (site / "index.html").exists():
        raise WriteError(f"{site}: holds no built site; build it first: make bundle")
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in SERVER_ONLY)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(site).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whatever system packs it
            bundle.writestr(entry, path.read_bytes())
    return len(files)
