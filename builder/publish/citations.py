"""Writes the citation pages: a page and each of its articles in every form, to copy and to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from builder.archive import Archive
from builder.citations.files import bibtex, csl_json, ris
from builder.citations.printed import apa, gbt, gbt_parts
from builder.citations.reference import Reference, references
from builder.model import Page
from builder.publish.addresses import Addresses
from builder.publish.html import render_html
from builder.publish.words import title_of


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a citation."""

    name: str
    ending: str
    """Of a file that holds it."""
    media_type: str
    write: Callable[[Reference], str]

    def download(self, reference: Reference) -> str:
        """An address that holds the file itself: it works from disk, and needs no script."""
        return f"data:{self.media_type};charset=utf-8,{quote(self.write(reference))}"


PRINTED = (
    Form("GB/T 7714—2025", "gbt.txt", "text/plain", gbt),
    Form("APA", "apa.txt", "text/plain", apa),
)
"""For people."""
FILES = (
    Form("BibTeX", "bib", "application/x-bibtex", bibtex),
    Form("RIS", "ris", "application/x-research-info-systems", ris),
    Form("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
"""For reference managers."""


def citation_path(page: Page) -> str:
    """Path of a page's citations below the site's root."""
    return f"citations/{page.id}.html"


def render_citations(archive: Archive, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """HTML of the citation pages, by path below the site's root."""
    for page in archive.pages:
        yield (
            citation_path(page),
            render_html(
                "citation.html.j2",
                page=page,
                title=title_of(page),
                address=f"../{addresses.page(page)}",
                references=list(references(page, addresses)),
                gbt_parts=gbt_parts,
                printed=PRINTED,
                files=FILES,
            ),
        )
