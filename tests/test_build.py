"""The main job on any seeds: it never fails, loses nothing, doubles nothing, and does the same every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder.build import build
from builder.lexicon import Lexicon
from builder.publish.exports import SCHEMA
from tests.conftest import ROOT
from tests.publish.test_markdown import HOSTILE

SEED_FILES = sorted((ROOT / "seeds").glob("*.txt"))
SEED_BLOCKS = [
    block for file in SEED_FILES for block in file.read_text("utf-8").split("\n\n") if block.strip()
]

Files = dict[str, bytes]


def files_in(folder: Path) -> Files:
    """All files of a folder: contents by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def spans_of(value: Any) -> list[tuple[int, int]]:
    """All spans in a page of archive.json, wherever they stand."""
    if isinstance(value, dict):
        own = [(start, end) for start, end in value.get("spans", [])]
        return own + [span for key, item in value.items() if key != "spans" for span in spans_of(item)]
    return [span for item in value for span in spans_of(item)] if isinstance(value, list) else []


def assert_nothing_lost(seed: str, page: dict[str, Any]) -> None:
    """Each character of a seed that is no white space stands exactly once in a page's data."""
    taken = sorted(
        offset
        for start, end in spans_of(page)
        for offset in range(start, end)
        if not seed[offset].isspace() and seed[offset] != "\ufeff"
    )
    assert taken == [offset for offset, char in enumerate(seed) if not char.isspace() and char != "\ufeff"]


def ids_of(archive: dict[str, Any]) -> list[str]:
    """Ids of pages, and of paragraphs."""
    paragraphs = [
        p["id"] for page in archive["pages"] for article in page["articles"] for p in article["paragraphs"]
    ]
    return [page["id"] for page in archive["pages"]] + paragraphs


def read_archive_json(docs: Path) -> dict[str, Any]:
    """The data that a build wrote, checked against its schema."""
    archive: dict[str, Any] = json.loads((docs / "data" / "archive.json").read_text("utf-8"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(archive)
    return archive


def test_committed_docs(docs: Path, lexicon: Lexicon) -> None:
    """What is committed in docs/ is what the five seeds give, whole."""
    outcome = build(ROOT / "seeds", docs, lexicon)
    assert not outcome.problems
    built = files_in(docs)
    assert {name: (ROOT / "docs" / name).read_bytes() for name in built} == built


def test_own_seeds_lossless(docs: Path, lexicon: Lexicon) -> None:
    """Every character of the five seeds has one place in the data."""
    build(ROOT / "seeds", docs, lexicon)
    pages = {page["seed"]["file"]: page for page in read_archive_json(docs)["pages"]}
    assert len(pages) == len(SEED_FILES)
    for file in SEED_FILES:
        assert_nothing_lost(file.read_text("utf-8"), pages[file.name])


def test_front_matter(docs: Path, lexicon: Lexicon) -> None:
    """Each page's front matter says what the contract asks, as python-frontmatter reads it."""
    build(ROOT / "seeds", docs, lexicon)
    page = frontmatter.load(str(docs / "pages" / "003-153ddeac55c241ad.md"))
    keys = "title date date_earliest districts tags seed sha256 articles flags keywords description"
    assert set(keys.split()) <= set(page.keys())
    assert (page["date"], page["seed"]) == ("2023-10-24", "003_153ddeac55c241ad.txt")
    assert page["districts"] == page["tags"]
    assert "忠县" in str(page["tags"])


block = st.one_of(
    st.sampled_from(SEED_BLOCKS),
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.text("璧山区江津一二三、，。：“”（）0123456789%\u3000 \t", max_size=60),
)
seed_text = st.builds(
    lambda blocks, gap: gap.join(blocks),
    st.lists(block, max_size=14),
    st.sampled_from(["\n\n", "\n", "\r\n\r\n"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(seed_text, min_size=1, max_size=3))
def test_any_seeds(lexicon: Lexicon, texts: list[str]) -> None:
    """On any text the build goes through, loses nothing, doubles nothing, and a second one changes no file."""
    with tempfile.TemporaryDirectory() as folder:
        seeds, docs = Path(folder, "seeds"), Path(folder, "docs")
        seeds.mkdir()
        for number, text in enumerate(texts):
            (seeds / f"s{number}.txt").write_bytes(text.encode())
        outcome = build(seeds, docs, lexicon)
        archive = read_archive_json(docs)
        for page, record in zip(outcome.archive.pages, archive["pages"], strict=True):
            assert_nothing_lost(page.seed.text, record)
        ids = ids_of(archive)
        assert len(set(ids)) == len(ids)
        told = {problem.where for problem in outcome.problems}
        assert len(archive["pages"]) + len(told) == len(texts)
        assert not build(seeds, docs, lexicon).changes


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    """Hash seed, locale, time zone and the order of files change no byte."""
    results = []
    for number, (zone, locale, names) in enumerate(
        (("UTC", "C", SEED_FILES), ("Asia/Shanghai", "zh_CN.UTF-8", SEED_FILES[::-1]))
    ):
        seeds, docs = tmp_path / f"seeds{number}", tmp_path / f"docs{number}"
        seeds.mkdir()
        for name in names:
            (seeds / name.name).write_bytes(name.read_bytes())
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone, "LC_ALL": locale}
        folders = {"--seeds": seeds, "--docs": docs, "--cache": tmp_path / f"cache{number}"}
        options = [str(word) for pair in folders.items() for word in pair]
        command = [sys.executable, "-m", "builder", "build", *options]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        results.append(files_in(docs))
    assert results[0] == results[1]


def test_gone_seed(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """The page of a seed that is gone goes, and its districts with it; hand-written pages stay."""
    for file in SEED_FILES[:2]:
        (seeds / file.name).write_bytes(file.read_bytes())
    build(seeds, docs, lexicon)
    (docs / "pages" / "mine.md").write_text("# 我的\n", "utf-8")
    (docs / "districts" / "mine.md").write_text("---\ntitle: 我的\n---\n", "utf-8")
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    for file in SEED_FILES[:2]:
        (seeds / file.name).unlink()
    outcome = build(seeds, docs, lexicon)
    assert f"pages/{SEED_FILES[0].stem.replace('_', '-')}.md" in outcome.changes.removed
    left = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md") if path.name != "index.md"}
    assert left == {"pages/mine.md", "districts/mine.md"}
    assert (docs / "pages" / "mine.md").read_text("utf-8") == "# 我的\n"


def test_page_in_the_way(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """A hand-written page is never overwritten; the user is told."""
    (seeds / "a.txt").write_text("正文。", "utf-8")
    (docs / "pages").mkdir()
    (docs / "pages" / "a.md").write_text("# 我的\n", "utf-8")
    outcome = build(seeds, docs, lexicon)
    assert (docs / "pages" / "a.md").read_text("utf-8") == "# 我的\n"
    assert outcome.failed
    assert "rename it or the seed" in outcome.problems[0].what


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_seed(seeds: Path, docs: Path, lexicon: Lexicon, text: str) -> None:
    """Markup in a seed reaches the data as it stands, and the page as text."""
    (seeds / "a.txt").write_text(f"{text}\n\n璧山区{text}。\n\n---\ntitle: 假\n---\n\n{text}", "utf-8")
    outcome = build(seeds, docs, lexicon)
    assert not outcome.failed
    page = frontmatter.load(str(docs / "pages" / "a.md"))
    assert page["seed"] == "a.txt"
    assert "<script" not in page.content
    assert_nothing_lost(outcome.archive.pages[0].seed.text, read_archive_json(docs)["pages"][0])


def test_one_bad_of_many(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """A seed that cannot be read stops none of the others."""
    (seeds / "bad.txt").write_bytes(b"\x00\x01" * 50)
    for file in SEED_FILES:
        (seeds / file.name).write_bytes(file.read_bytes())
    outcome = build(seeds, docs, lexicon)
    assert len(outcome.archive.pages) == len(SEED_FILES)
    assert [problem.where for problem in outcome.problems] == ["bad.txt"]
