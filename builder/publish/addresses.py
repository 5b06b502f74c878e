"""Knows the addresses of what is published: on a web server, and in a folder that opens from disk."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from builder.model import Page, Text

UNDATED = "undated"
"""In place of a year that is not known, in anchors and in names of files."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the addresses of one site look; those that it gives are relative to the site's root and quoted."""

    directories: bool = True
    """`pages/x/` as on a web server, rather than `pages/x.html` as from disk."""
    site: str = ""
    """Address of the site's root, with a slash at its end; empty where it is not known."""
    repository: str = ""
    """Address of the repository, where a reader can report an error; empty where it is not known."""

    def page(self, page: Page) -> str:
        """A page of the newspaper."""
        return self.of(f"pages/{page.address}")

    def passage(self, page: Page, identity: str) -> str:
        """The place of an article or a paragraph on its page, by its id."""
        return f"{self.page(page)}#{anchor_of(identity)}"

    def of(self, path: str) -> str:
        """A page by the path of its Markdown, without the `.md`."""
        return quote(path) + ("/" if self.directories else ".html")

    def index(self, folder: str) -> str:
        """The index page of a folder."""
        return quote(folder) + ("/" if self.directories else "/index.html")

    def absolute(self, path: str) -> str:
        """The whole address; empty where the site's own is not known."""
        return self.site + path if self.site else ""


def anchor_of(identity: str) -> str:
    """The anchor of an article or a paragraph on its page, by its id: `l26`."""
    return identity.rsplit("-", 1)[-1]


def passage_path(page: Page, identity: str) -> str:
    """Path of an article or a paragraph, from Markdown in one of the folders of docs/."""
    return f"../pages/{page.address}.md#{anchor_of(identity)}"


def anchor_of_text(page: Page, text: Text) -> str:
    """The anchor of any text below a page's title: `l` and the seed line of its first character."""
    return f"l{page.line_of(text.spans[0].start)}"
