"""A source view shows a seed as it is, and says of every line what became of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.archive import Archive, read_archive
from builder.build import build
from builder.lexicon import Lexicon
from builder.publish.addresses import Addresses
from builder.publish.reports import report_text, report_url
from builder.publish.sources import lines_of, render_sources
from builder.site import complete_site
from tests.conftest import ROOT
from tests.publish.test_markdown import HOSTILE

WEB, DISK = Addresses(), Addresses(directories=False)


class Reader(HTMLParser):
    """The lines of a source view as a browser shows them, its ids, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._in_text = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = dict(attrs)
        self.tags.add(tag)
        self.ids |= {values["id"] or ""} if "id" in values else set()
        self.links += [values["href"] or ""] if tag == "a" else []
        if values.get("class") == "text":
            self._in_text = True
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """A line's text ends with its paragraph."""
        self._in_text = self._in_text and tag != "p"

    def handle_data(self, data: str) -> None:
        """Collect the text of a line."""
        if self._in_text:
            self.lines[-1] += data


@pytest.fixture(scope="module")
def archive(lexicon: Lexicon) -> Archive:
    """The project's own five pages."""
    return read_archive(ROOT / "seeds", lexicon)[0]


def test_text_as_it_was(archive: Archive) -> None:
    """Each line that is not blank stands there whole, in its order, whatever became of it."""
    views = dict(render_sources(archive, WEB))
    for page in archive.pages:
        lines = [line for line in page.seed.text.split("\n") if line.strip()]
        assert Reader(views[f"sources/{page.id}.html"]).lines == lines


def test_every_line_accounted(archive: Archive) -> None:
    """Each line that is not blank says what became of it; what is dropped says why."""
    for page in archive.pages:
        for line in lines_of(page, WEB):
            text = "".join(piece.text for piece in line.pieces)
            assert bool(line.fates) == bool(text.strip())
            assert any(fate.why for fate in line.fates) == any(piece.is_dropped for piece in line.pieces)


def test_joins_both_ways(archive: Archive) -> None:
    """A line that continues another and that other name each other."""
    joined = 0
    for page in archive.pages:
        lines = {line.number: line for line in lines_of(page, WEB)}
        for line in lines.values():
            if line.before:
                assert lines[line.before].after == line.number
                joined += 1
    assert joined


@pytest.mark.parametrize(("addresses", "ending"), [(WEB, "/"), (DISK, ".html")])
def test_links_back(
    archive: Archive, docs: Path, lexicon: Lexicon, addresses: Addresses, ending: str
) -> None:
    """Every link leads to an anchor of the view itself, or to one that the page has."""
    build(ROOT / "seeds", docs, lexicon)
    views = dict(render_sources(archive, addresses))
    for page in archive.pages:
        view = Reader(views[f"sources/{page.id}.html"])
        anchors = set(re.findall(r'<a id="([\w-]+)">', (docs / "pages" / f"{page.id}.md").read_text("utf-8")))
        for link in view.links:
            target, _, anchor = link.partition("#")
            assert target in ("", f"../pages/{page.id}{ending}")
            assert not anchor or anchor in (anchors if target else view.ids), link
        begun = {paragraph.id for article in page.articles for paragraph in article.paragraphs}
        assert {identity.rsplit("-", 1)[-1] for identity in begun} <= view.ids


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(seeds: Path, lexicon: Lexicon, text: str) -> None:
    """Markup in a seed is shown as it stands there."""
    (seeds / "a.txt").write_text(f"璧山 {text}\n\n{text}。\n\n璧山区{text}建成。", "utf-8")
    own, _ = read_archive(seeds, lexicon)
    view = Reader(dict(render_sources(own, WEB))["sources/a.html"])
    assert view.lines == [line for line in own.pages[0].seed.text.split("\n") if line]
    assert not view.tags & {"img", "b", "h4"}


def test_report(archive: Archive) -> None:
    """A report names paragraph, file, line and words; it is filled in where there is a repository."""
    page = archive.pages[0]
    paragraph = page.articles[0].paragraphs[0]
    line = page.line_of(paragraph.text.spans[0].start)
    text = report_text(page, paragraph)
    assert paragraph.id in text
    assert f"{page.seed.file}，第 {line} 行" in text
    assert report_url(page, paragraph, WEB) == ""
    url = report_url(page, paragraph, Addresses(repository="https://example.org/a/b"))
    assert re.fullmatch(r"https://example\.org/a/b/issues/new\?title=[\w%+-]+&body=[\w%+.-]+", url)
    assert len(url) < 8000


def test_site_twice(archive: Archive, tmp_path: Path) -> None:
    """What is added to a site is the same each time."""
    for name in ("a", "b"):
        complete_site(archive, tmp_path / name, WEB)
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert len(files) >= len(archive.pages)
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)
