"""Whatever is put into the seeds' folder is read rightly, or named with what to do."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from builder.read import MOST_BYTES, page_id, read_pages
from tests.conftest import ROOT

TEXT = "璧山 跑出新年“加速度”\n\n一年之计在于春。2月19日，璧山区46个项目集中签约，总投资385亿元。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_encodings(seeds: Path, data: bytes, encoding: str) -> None:
    """Each usual encoding of Chinese is told, with and without a byte order mark."""
    (seeds / "a.txt").write_bytes(data)
    [page], problems = read_pages(seeds)
    assert (page.seed.text, page.seed.encoding, problems) == (TEXT, encoding, [])


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends(seeds: Path, line_end: str) -> None:
    """Lines are counted the same on every system."""
    (seeds / "a.txt").write_bytes(TEXT.replace("\n", line_end).encode())
    [page], _ = read_pages(seeds)
    assert page.seed.text == TEXT


@pytest.mark.parametrize("position", [0, 30, 60])
def test_undecodable_byte(seeds: Path, position: int) -> None:
    """A damaged byte costs one character, which is flagged with its line; the rest stays right."""
    data = TEXT.encode()
    (seeds / "a.txt").write_bytes(data[:position] + b"\xff" + data[position:])
    [page], problems = read_pages(seeds)
    assert page.seed.encoding == "utf-8"
    assert page.seed.text.replace("\ufffd", "").startswith("璧山")
    assert [flag.code for flag in page.flags] == ["undecoded"]
    assert page.flags[0].line == page.seed.text[: page.seed.text.index("\ufffd")].count("\n") + 1
    assert not problems


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n\t", "is empty"),
        (bytes(range(256)) * 8, "is no text"),
        (b"\x00\x01\x02\x03", "is no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(128, 256)), "is no text"),
        (b"\n" * (MOST_BYTES + 1), "cut it into pages"),
    ],
)
def test_unreadable(seeds: Path, data: bytes, words: str) -> None:
    """What is no page is named, with what is wrong, and the page beside it is read."""
    (seeds / "bad.txt").write_bytes(data)
    (seeds / "good.txt").write_text(TEXT, "utf-8")
    pages, [problem] = read_pages(seeds)
    assert [page.id for page in pages] == ["good"]
    assert problem.where == "bad.txt"
    assert words in problem.what


def test_fifty_megabytes(seeds: Path) -> None:
    """A huge file is refused by its size, without being read."""
    with (seeds / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    pages, [problem] = read_pages(seeds)
    assert not pages
    assert "52,428,800 bytes" in problem.what


def test_link_out(seeds: Path, tmp_path: Path) -> None:
    """A link cannot bring a file from elsewhere into the archive; one that leads nowhere is named."""
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    (seeds / "out.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "nowhere.txt").symlink_to(tmp_path / "nothing")
    (seeds / "round.txt").symlink_to(seeds / "round.txt")
    pages, problems = read_pages(seeds)
    assert not pages
    assert [problem.where for problem in problems] == ["nowhere.txt", "out.txt", "round.txt"]
    assert "outside the seeds' folder" in problems[1].what


def test_linked_folder(seeds: Path, tmp_path: Path) -> None:
    """Nor can a link to a folder; it is named, not passed over."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text(TEXT, "utf-8")
    (seeds / "more").symlink_to(tmp_path / "elsewhere")
    pages, [problem] = read_pages(seeds)
    assert not pages
    assert problem.where == "more"


def test_strange_files(seeds: Path) -> None:
    """A pipe does not stop the builder, nor does a name that is not UTF-8."""
    os.mkfifo(seeds / "pipe.txt")
    Path(os.fsdecode(bytes(seeds) + b"/bad\xff.txt")).write_text(TEXT, "utf-8")
    pages, problems = read_pages(seeds)
    assert not pages
    assert [str(problem).encode() for problem in problems]
    assert {problem.where for problem in problems} == {"pipe.txt", r"bad\udcff.txt"}


def test_one_id_twice(seeds: Path) -> None:
    """Two files that would have one address are told of; the first stays."""
    (seeds / "a_b.txt").write_text(TEXT, "utf-8")
    (seeds / "2024").mkdir()
    (seeds / "2024" / "A-b.txt").write_text(TEXT + "又一段。", "utf-8")
    pages, [problem] = read_pages(seeds)
    assert [page.seed.file for page in pages] == ["2024/A-b.txt"]
    assert problem.where == "a_b.txt"
    assert "2024/A-b.txt" in problem.what
    assert not problem.is_notice


def test_same_bytes_twice(seeds: Path) -> None:
    """A copy of a file is reported, and published once."""
    (seeds / "a.txt").write_text(TEXT, "utf-8")
    (seeds / "b.txt").write_text(TEXT, "utf-8")
    pages, [problem] = read_pages(seeds)
    assert [page.id for page in pages] == ["a"]
    assert problem.is_notice


@pytest.mark.parametrize(
    ("file", "identity"),
    [
        ("004_ba639974d9f8cf50.txt", "004-ba639974d9f8cf50"),
        ("2024/重庆日报 第3版.txt", "重庆日报-第3版"),
        ('it\'s "quoted" <b>.TXT', "it-s-quoted-b-"),
        ("..a.b.txt", "a.b"),
        ("cafe\u0301.txt", "café"),
    ],
)
def test_page_id(file: str, identity: str) -> None:
    """A page's address is its file's stem, safe in addresses and on Windows."""
    assert page_id(file) == identity


@pytest.mark.parametrize("name", ["index", "CON", "con.1", "___", "com1"])
def test_reserved_names(seeds: Path, name: str) -> None:
    """A name that cannot be an address is refused with what to do."""
    (seeds / f"{name}.txt").write_text(TEXT, "utf-8")
    pages, [problem] = read_pages(seeds)
    assert not pages
    assert "rename it" in problem.what


def test_hidden_files(seeds: Path) -> None:
    """Files that a system leaves about are no seeds."""
    (seeds / "._a.txt").write_text(TEXT, "utf-8")
    (seeds / "notes.md").write_text(TEXT, "utf-8")
    assert read_pages(seeds) == ([], [])


def test_own_seeds() -> None:
    """The five seeds are read without a problem."""
    pages, problems = read_pages(ROOT / "seeds")
    assert [len(page.seed.text) for page in pages] == [6120, 4609, 7349, 6571, 6536]
    assert not problems
