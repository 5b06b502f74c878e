"""The commands do what the README says, and their exit status tells how it went."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli import main, make_parser
from tests.conftest import ROOT

TEXT = "璧山 跑出新年“加速度”\n\n一年之计在于春。2月19日，璧山区46个项目集中签约。\n"


def run(*arguments: str | Path) -> int:
    """Exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_build_then_check(seeds: Path, docs: Path) -> None:
    """`--check` is content after a build, and tells of a change without writing."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    assert run("build", "--seeds", seeds, "--docs", docs, "--check") == 1
    assert not list(docs.iterdir())
    assert run("build", "--seeds", seeds, "--docs", docs) == 0
    assert run("build", "--seeds", seeds, "--docs", docs, "--check") == 0
    (docs / "pages" / "a.md").write_text("---\ngenerator: newspaper-archive\n---\n", "utf-8")
    assert run("build", "--seeds", seeds, "--docs", docs, "--check") == 1


def test_flags_are_no_failure(seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page with flags is a built page."""
    (seeds / "a.txt").write_bytes(TEXT.encode() + b"\xff")
    assert run("build", "--seeds", seeds, "--docs", docs) == 0
    assert "1 pages" in capsys.readouterr().out


def test_bad_seed_status(seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A seed that failed shows in the exit status and by name."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    (seeds / "b.txt").write_bytes(b"")
    assert run("build", "--seeds", seeds, "--docs", docs) == 1
    assert "problem: b.txt: is empty" in capsys.readouterr().err
    assert (docs / "pages" / "a.md").exists()


@pytest.mark.parametrize(
    "arguments", [("build", "--seeds", "nowhere"), ("explain", "nothing"), ("bundle", "nowhere", "x.zip")]
)
def test_unusable(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done at all says so in one line."""
    assert run(*arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` names each block with its line, its role and where it went."""
    assert run("explain", "003_153ddeac55c241ad.txt", "--seeds", ROOT / "seeds") == 0
    told = capsys.readouterr().out
    assert "block 0, line 3: 以决战决胜姿态冲刺四季度、打好收官战" in told
    assert "headline of 003-153ddeac55c241ad-l11" in told
    assert "，" in told


def test_correct(seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`correct` prints an entry that the catalogue takes as it stands."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    assert run("correct", "a", "3", "--seeds", seeds) == 0
    (seeds / "catalog.yml").write_text(capsys.readouterr().out.replace("right: 一年", "right: 二年"), "utf-8")
    assert run("build", "--seeds", seeds, "--docs", docs) == 0
    assert "二年之计在于春" in (docs / "pages" / "a.md").read_text("utf-8")
    assert run("correct", "a", "2", "--seeds", seeds) == 2


@pytest.mark.parametrize(
    ("line", "option", "said", "told"),
    [
        (17, "--split", "19", "第 19 行不接第 17 行"),
        (17, "--join", "47", "第 17 行下接第 47 行"),
        (17, "--role", "caption", "第 17 行是图片说明"),
        (17, "--article", "43", "第 17 行属于第 43 行起的"),
        (43, "--district", "铜梁区", "地区为铜梁区"),
        (43, "--district", "none", "地区为无"),
    ],
)
def test_correct_reading(
    seeds: Path, docs: Path, capsys: pytest.CaptureFixture[str], line: int, option: str, said: str, told: str
) -> None:
    """`correct` prints an entry for how a line is read, too, which the catalogue takes and `explain` tells."""
    name = "004_ba639974d9f8cf50"
    (seeds / f"{name}.txt").write_bytes((ROOT / "seeds" / f"{name}.txt").read_bytes())
    assert run("correct", name, str(line), option, said, "--seeds", seeds) == 0
    (seeds / "catalog.yml").write_text(capsys.readouterr().out, "utf-8")
    assert run("build", "--seeds", seeds, "--docs", docs) == 0
    assert told in (docs / "pages" / "004-ba639974d9f8cf50.md").read_text("utf-8")
    assert run("explain", name, "--seeds", seeds) == 0
    assert "as corrected; by itself:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "said"),
    [("--join", "x"), ("--join", "2"), ("--role", "heading"), ("--district", "某区")],
)
def test_correct_unfit(capsys: pytest.CaptureFixture[str], option: str, said: str) -> None:
    """`correct` prints no entry that would not be followed, and says why."""
    place = ("correct", "004_ba639974d9f8cf50", "17", option, said, "--seeds", ROOT / "seeds")
    assert run(*place) == 2
    assert not capsys.readouterr().out


def test_readme_names_commands() -> None:
    """Each command and make target stands in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    commands = next(action for action in make_parser()._actions if action.dest == "command").choices or ()
    for words in [f"`make {target}`" for target in targets if target not in {"help", "setup", "clean"}]:
        assert words in readme, words
    for words in [f"python -m builder {command}" for command in commands]:
        assert words in readme, words
