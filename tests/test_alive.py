"""What the project stands on may change or go: it is known, it is free, and the heart of the project does not need it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

RENDERERS = ("mkdocs", "material", "properdocs", "pymdownx")
WITHOUT_RENDERER = """
import sys
sys.modules.update(dict.fromkeys({renderers!r}))  # importing them fails
from builder.cli import main
main(["build", "--docs", sys.argv[1], "--cache", sys.argv[1] + "-cache"])
"""
COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public License", re.IGNORECASE)


def test_builder_needs_no_renderer(docs: Path) -> None:
    """The builder works where MkDocs and Material are not installed."""
    code = WITHOUT_RENDERER.format(renderers=RENDERERS)
    result = subprocess.run(
        [sys.executable, "-c", code, str(docs)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert list(docs.glob("pages/*.md"))


class _Words(HTMLParser):
    """Collects the words of a page that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts and styles are not read."""
        self._hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """What follows them is."""
        self._hidden = False

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if not self._hidden:
            self.words += data.split()


def words_of(path: Path) -> list[str]:
    """The words of a page."""
    parser = _Words()
    parser.feed(path.read_text("utf-8"))
    return parser.words


def test_other_renderer(tmp_path: Path) -> None:
    """Properdocs makes of the same docs/ the same pages, word for word."""
    for renderer in ("mkdocs", "properdocs"):
        command = [str(Path(sys.executable).with_name(renderer)), "build", "--strict", "--site-dir"]
        subprocess.run([*command, str(tmp_path / renderer)], cwd=ROOT, check=True, capture_output=True)
    pages, others = (
        {
            path.relative_to(tmp_path / renderer): words_of(path)
            for path in (tmp_path / renderer).rglob("*.html")
        }
        for renderer in ("mkdocs", "properdocs")
    )
    assert len(pages) > 20
    assert others == pages


def pins() -> dict[str, set[str]]:
    """Versions of all packages in the lock files, by name."""
    found: dict[str, set[str]] = {}
    for file in ("all.txt", "build.txt"):
        text = (ROOT / "requirements" / file).read_text("utf-8")
        for name, version in re.findall(r"^([\w.-]+)==([^\s\\;]+)", text, re.MULTILINE):
            found.setdefault(name, set()).add(version)
    return found


def documented() -> dict[str, list[str]]:
    """Rows of the tables in DEPENDENCIES.md: version, licence and the rest, by name."""
    rows = re.findall(
        r"^\| ([a-z][\w.-]+) \| (.+) \|$", (ROOT / "DEPENDENCIES.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: rest.split(" | ") for name, rest in rows}


def test_document() -> None:
    """Each package is documented with the versions that are pinned, and no other is."""
    assert {name: set(row[0].split(", ")) for name, row in documented().items()} == pins()


def test_reasons() -> None:
    """What the project asks for itself is documented with a reason, and what would take its place."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        Requirement(line).name
        for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    ]
    assert [name for name in asked if len(documented()[name]) != 4] == []


@pytest.mark.parametrize("name", sorted(pins()))
def test_licence(name: str) -> None:
    """The documented licence is the one that the package states, and is not the GPL or the AGPL alone."""
    licence = documented()[name][1]
    try:
        stated = said_of(name, "License-Expression")
    except metadata.PackageNotFoundError:  # of another system, or another version of Python
        stated = ""
    assert licence == (stated or licence)
    assert not is_copyleft(licence)


def said_of(name: str, key: str) -> str:
    """What a package says of itself; empty where it says nothing."""
    about = metadata.metadata(name)
    return str(about[key]) if key in about else ""


def is_copyleft(licence: str) -> bool:
    """Whether all alternatives of a licence are the GPL or the AGPL."""
    return all(COPYLEFT.search(one) for one in re.split(r"\bOR\b", licence))


@pytest.mark.parametrize(
    ("licence", "wanted"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GPL-2.0-only OR MIT", False),
        ("LGPL-2.1-only", False),
        ("BSD-3-Clause", False),
    ],
)
def test_copyleft(licence: str, wanted: bool) -> None:
    """The check tells such licences from others."""
    assert is_copyleft(licence) == wanted


def needed(name: str) -> Iterator[str]:
    """A package, and whatever it needs where it is installed here."""
    yield name
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield from needed(requirement.name)


def test_needed_licences() -> None:
    """Nothing that the builder needs, or the site is made with, says of itself that it is under the GPL or the AGPL alone."""
    names = set(needed("newspaper-archive"))
    assert len(names) > 15
    for name in sorted(names):
        classifiers = metadata.metadata(name).get_all("Classifier") or []
        classified = " OR ".join(one for one in classifiers if one.startswith("License ::"))
        said = said_of(name, "License-Expression") or classified or said_of(name, "License").split("\n")[0]
        assert not is_copyleft(said), name
