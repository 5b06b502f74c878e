"""The offline zip has the same bytes everywhere, and names that every system can unpack."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from builder.bundle import write_zip
from builder.errors import WriteError


def make_site(folder: Path) -> Path:
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "重庆.html").write_text("<p>页</p>", "utf-8")
    (folder / "index.html").write_text("<p>首页</p>", "utf-8")
    (folder / "pages" / "404.html").write_text("<p>第404号</p>", "utf-8")
    (folder / "404.html").write_text("<p>无</p>", "utf-8")
    return folder


def test_same_bytes(tmp_path: Path) -> None:
    """Neither the folder nor the time of the files changes a byte of the zip."""
    first, second = make_site(tmp_path / "a"), make_site(tmp_path / "b" / "c")
    os.utime(second / "index.html", (0, 0))
    write_zip(first, tmp_path / "a.zip")
    write_zip(second, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_contents(tmp_path: Path) -> None:
    """The zip opens with index.html, and holds no page for servers."""
    write_zip(make_site(tmp_path / "site"), tmp_path / "new" / "a.zip")
    assert zipfile.ZipFile(tmp_path / "new" / "a.zip").namelist() == [
        "index.html",
        "pages/404.html",
        "pages/重庆.html",
    ]


def test_no_site(tmp_path: Path) -> None:
    """Without a site there is no zip, and the message says what to do."""
    with pytest.raises(WriteError, match="make bundle"):
        write_zip(tmp_path, tmp_path / "a.zip")
