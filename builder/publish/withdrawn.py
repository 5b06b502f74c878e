"""Writes what stands at the address of a page that was withdrawn."""

from __future__ import annotations

from builder.archive import Archive
from builder.publish.markdown import render
from builder.publish.pages import page_path


def render_withdrawn(archive: Archive) -> dict[str, str]:
    """Markdown of the withdrawn pages, by path below docs/: that they are, and why, and no word of their text."""
    metadata = {"title": "此版面已撤下", "search": {"exclude": True}}
    return {
        page_path(page): render("withdrawn.md.j2", metadata, note=page.entry.note, identity=page.id)
        for page in archive.withdrawn
    }
