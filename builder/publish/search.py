"""Writes the search index into the built site: it is bulky, and made anew from the archive at any time."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.archive import Archive
from builder.publish.write import write_atomically
from builder.search.index import Index, index_files
from builder.search.records import page_records

FOLDER = "assets/search"
"""Below the site."""


def write_search(archive: Archive, site: Path) -> int:
    """
    Write the index below a built site in place of a former one; returns the number of files.

    Raises WriteError.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    count = 0
    for name, content in index_files(Index(page_records(archive), archive.districts)):
        write_atomically(folder / name, content)
        count += 1
    return count
