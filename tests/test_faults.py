"""What goes wrong on the way leaves nothing broken, and is told."""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import cli
from builder.build import build
from builder.bundle import write_entries
from builder.errors import WriteError
from builder.lexicon import Lexicon
from builder.publish.lock import sole_writer
from builder.publish.write import write_atomically
from builder.read import read_pages
from builder.strict import KINDS, VANISHED
from tests.conftest import ROOT
from tests.kill import killed_builds
from tests.test_build import SEED_FILES, files_in
from tests.test_cli import run

TEXT = "璧山 跑出新年“加速度”\n\n一年之计在于春。2月19日，璧山区46个项目集中签约，总投资385亿元。\n"
FULL = OSError(28, "No space left on device")


def fail(*_: object) -> None:
    """What a full disk does."""
    raise FULL


def test_killed(tmp_path: Path) -> None:
    """A builder killed at any moment leaves every file whole, and the next run ends as an undisturbed one."""
    assert killed_builds(SEED_FILES[:2], tmp_path, kills=4) == []


def test_full_disk(seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file cannot be written whole, the old one stays, nothing is left beside it, and the message names it."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    assert run("build", "--seeds", seeds, "--docs", docs) == 0
    before = files_in(docs)
    (seeds / "a.txt").write_text(TEXT + "\n又一段。\n" * 100, "utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        assert run("build", "--seeds", seeds, "--docs", docs) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    told = capsys.readouterr().err
    assert "cannot be written" in told
    assert str(docs) in told
    after = files_in(docs)
    assert set(after) == set(before)
    assert [name for name in before if name.endswith(".json") and after[name] != before[name]] == []
    assert run("build", "--seeds", seeds, "--docs", docs) == 0


def test_full_zip(tmp_path: Path) -> None:
    """So does a zip."""
    target = tmp_path / "a.zip"
    write_entries([("a.txt", b"a")], target)
    before = target.read_bytes()

    def entries() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"b"
        raise FULL

    with pytest.raises(WriteError, match=r"a\.zip: cannot be written \(No space left"):
        write_entries(entries(), target)
    assert files_in(tmp_path) == {"a.zip": before}


def test_full_output(seeds: Path, docs: Path) -> None:
    """An output that takes nothing is told, too."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "builder", "build", "--seeds", str(seeds), "--docs", str(docs)]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert "Traceback" not in result.stderr
    assert (docs / "pages" / "a.md").exists()


def test_file_for_folder(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be made, or written into, is named."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "docs").write_text("mine")
    assert run("build", "--seeds", seeds, "--docs", tmp_path / "docs" / "x") == 2
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pages").write_text("mine")
    assert run("build", "--seeds", seeds, "--docs", tmp_path / "other") == 2
    for line in capsys.readouterr().err.splitlines():
        assert line.startswith("problem: ")
        assert str(tmp_path) in line
    assert (tmp_path / "other" / "pages").read_text() == "mine"


def test_read_only(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that must not be replaced stays as it is."""
    (docs / "a.md").write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WriteError, match=r"a\.md: cannot be written \(Read-only file system\)"):
        write_atomically(docs / "a.md", b"new")
    assert files_in(docs) == {"a.md": b"old"}


def test_vanishes_while_read(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed that is gone when its turn comes is told, and the others are read."""
    for name in ("a.txt", "b.txt"):
        (seeds / name).write_text(TEXT + name, "utf-8")
    read = Path.read_bytes

    def vanish(path: Path) -> bytes:
        if path.name == "a.txt":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    pages, [problem] = read_pages(seeds)
    assert [page.id for page in pages] == ["b"]
    assert (problem.where, "is gone since" in problem.what) == ("a.txt", True)


@pytest.mark.parametrize(("times", "pages"), [(1, 1), (9, 0)])
def test_changes_while_read(seeds: Path, monkeypatch: pytest.MonkeyPatch, times: int, pages: int) -> None:
    """A seed that is written meanwhile is read again; one that never rests is told, and never read by half."""
    path = seeds / "a.txt"
    path.write_text(TEXT, "utf-8")
    read = Path.read_bytes
    left = [times]

    def grow(path: Path) -> bytes:
        data = read(path)
        if left[0]:
            left[0] -= 1
            path.write_bytes(data + "又一段。\n".encode())
        return data

    monkeypatch.setattr(Path, "read_bytes", grow)
    found, problems = read_pages(seeds)
    assert [page.seed.text for page in found] == [TEXT + "又一段。\n"] * pages
    assert ["changes while it is read" in problem.what for problem in problems] == [True] * (1 - pages)


def test_closed_folder(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be looked into is told: its pages would go without a word."""
    (seeds / "2023").mkdir()
    look = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "2023":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    _, [problem] = read_pages(seeds)
    assert (problem.where, "Permission denied" in problem.what) == ("2023", True)


def test_two_builders(seeds: Path, docs: Path) -> None:
    """A second builder waits until the first is done, says so, and then finds all done."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "builder", "build", "--seeds", str(seeds), "--docs", str(docs)]
    with sole_writer(docs):
        second = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert second.stderr
        assert "another builder is at work here; waiting" in second.stderr.readline()
        assert second.poll() is None
        assert not (docs / "pages").exists()
    second.communicate()
    assert second.returncode == 0
    assert (docs / "pages" / "a.md").exists()


def test_parts_of_the_killed(docs: Path) -> None:
    """What a killed builder had not finished is cleared away; other hidden files stay."""
    (docs / "pages").mkdir()
    (docs / "pages" / ".a.md.123.part").write_text("half")
    (docs / ".gitignore").write_text("*.zip")
    with sole_writer(docs):
        assert set(files_in(docs)) == {".gitignore"}


@pytest.mark.parametrize("data", [b"", b"\0\1\2\3" * 99])
def test_damaged_seed(
    seeds: Path, docs: Path, lexicon: Lexicon, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    """The page of a seed that was damaged goes, and the build says so; with `--strict vanished` it stays."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    (seeds / "b.txt").write_text(TEXT + "又一段。", "utf-8")
    build(seeds, docs, lexicon)
    before = files_in(docs)
    (seeds / "a.txt").write_bytes(data)
    arguments = ("build", "--seeds", seeds, "--docs", docs)
    assert run(*arguments, "--strict", VANISHED) == 1
    assert files_in(docs) == before
    assert "nothing is written" in capsys.readouterr().err
    assert run(*arguments) == 1
    assert f"{docs}/pages/a.md: goes, since its seed a.txt can no longer be read" in capsys.readouterr().err
    assert not (docs / "pages" / "a.md").exists()
    assert (docs / "pages" / "b.md").exists()


def test_strict_flags(seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flag of a kind that was asked for fails the build before anything is written; one of another kind does not."""
    (seeds / "a.txt").write_bytes(TEXT.encode() + b"\xff\n")
    arguments = ("build", "--seeds", seeds, "--docs", docs, "--strict")
    assert run(*arguments, "undecoded,loop") == 1
    assert "strict, undecoded: bytes that do not decode: 1" in capsys.readouterr().err
    assert files_in(docs) == {}
    assert run(*arguments, "loop,vanished") == 0
    assert run(*arguments, "all") == 1, "also where nothing has changed since"
    assert run(*arguments, "nonsense") == 2


def test_strict_knows_all_flags() -> None:
    """Each flag that a stage may give can be asked for, and the README names it."""
    given = set()
    for path in (ROOT / "builder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Flag":
                given |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert given <= set(KINDS)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in readme] == []


def test_os_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What the system refuses elsewhere is told in one line as well."""
    monkeypatch.setattr(cli, "load_lexicon", fail)
    assert run("build", "--docs", os.devnull) == 2
    assert capsys.readouterr().err.count("\n") == 1
