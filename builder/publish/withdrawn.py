"""Writes what stands at the address of a page that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.archive import Archive
from builder.publish.documents import Document, made_of
from builder.publish.markdown import render
from builder.publish.pages import page_path


def render_withdrawn(archive: Archive) -> Iterator[Document]:
    """The withdrawn pages: that they are, and why, and no word of their text."""
    metadata = {"title": "此版面已撤下", "withdrawn": True}
    for page in archive.withdrawn:
        content = partial(render, "withdrawn.md.j2", metadata, note=page.entry.note, identity=page.id)
        yield Document(page_path(page), made_of(archive, [page]), content)
