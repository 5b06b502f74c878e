"""Packs a built site for readers without a network."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from builder.errors import WriteError
from builder.publish.write import whole_file

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
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return write_entries(
        ((name, (site / name).read_bytes()) for name in names if name not in SERVER_ONLY), target
    )


def write_entries(entries: Iterable[tuple[str, bytes]], target: Path) -> int:
    """
    Pack names and contents, in their order, into a zip that holds nothing else; returns their number.

    Raises WriteError; a zip that stood there is then as it was.
    """
    count = 0
    with (
        whole_file(target) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle,
    ):
        for name, data in entries:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whatever system packs it
            bundle.writestr(entry, data)
            count += 1
    return count
