"""Damaged and hostile seeds and catalogues become pages like any other; `python -m tests.fuzz` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.build import build
from builder.lexicon import Lexicon
from tests.fuzz.checks import html_faults
from tests.fuzz.run import Report, run_batch
from tests.test_build import assert_nothing_lost, files_in, read_archive_json

FOUND = (1019, 14662, 100, 50205)
"""Numbers of seeds that the builder once fell over: a link to a paragraph that is gone, a value without end, an id like a formula, a digit of Java."""


@pytest.mark.parametrize("numbers", [range(1, 25), FOUND], ids=["first", "found"])
def test_bad_seeds(lexicon: Lexicon, numbers: tuple[int, ...]) -> None:
    """Nothing is lost, nothing runs, and the site still builds in strict mode."""
    report = Report()
    run_batch(numbers, lexicon, report, with_site=True)
    assert report.faults == []
    assert report.sites > 0


def test_huge(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """Thousands of tiny blocks are flagged, and published as they stand."""
    text = "\n\n".join(f"区{number}" for number in range(2_500))
    (seeds / "a.txt").write_text(text, "utf-8")
    outcome = build(seeds, docs, lexicon)
    assert not outcome.failed
    [page] = read_archive_json(docs)["pages"]
    assert_nothing_lost(text, page)
    assert [flag["code"] for flag in page["flags"]] == ["too-many-blocks"]


def test_catalogue_values(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """Words of the catalogue stay words on one line, and what nobody sees in them is shown."""
    (seeds / "a.txt").write_text("璧山区建成12个项目。", "utf-8")
    note = '"注\\u202e意\\n\\n# 标题\\n\\n<script>window.hit = 1</script>\\ud800"'
    (seeds / "catalog.yml").write_text(f"a.txt:\n  note: {note}\n", "utf-8")
    assert not build(seeds, docs, lexicon).failed
    page = files_in(docs)["pages/a.md"].decode("utf-8")
    assert "注�意# 标题&lt;script&gt;window.hit = 1&lt;/script&gt;�" in page.replace("\\", "")


@pytest.mark.parametrize("name", ["\u202egnp.txt", "a\nb.txt", "\x1b[31m.txt"])
def test_hostile_names(seeds: Path, docs: Path, lexicon: Lexicon, name: str) -> None:
    """A name that would not be seen as it is is refused, and told so that a terminal obeys nothing in it."""
    (seeds / name).write_text("正文。", "utf-8")
    [problem] = build(seeds, docs, lexicon).problems
    assert "rename it" in problem.what
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "<script>x()</script>",
        "<p onclick='x()'>",
        "<a href='javascript:x()'>x</a>",
        "<img src='http://elsewhere.invalid/x'>",
        "<iframe></iframe>",
        "\u202e",
    ],
)
def test_check(text: str) -> None:
    """The check of pages finds what escaped."""
    assert html_faults(f"<p>{text}</p>")
