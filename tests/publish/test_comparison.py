"""What is compared is what can be, and leads to where it is stated."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from builder.archive import Archive, read_archive
from builder.lexicon import Lexicon
from builder.publish.addresses import Addresses
from builder.publish.comparison import render_comparison
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def files(lexicon: Lexicon) -> dict[str, Any]:
    """Arguments of the scripts for the project's own five pages, by name."""
    archive = read_archive(ROOT / "seeds", lexicon)[0]
    found = {}
    for path, script in render_comparison(archive, Addresses(directories=False)):
        call = re.fullmatch(r"archiveCompare\.(?:open|take)\((.*)\)\n", script)
        assert call, path
        found[path.removeprefix("assets/compare/")] = json.loads(f"[{call[1]}]")
    return found


def test_districts(files: dict[str, Any]) -> None:
    """Each district that has numbers to compare has its file; one that has none is not offered."""
    districts, indicators = files["districts.js"]
    assert {f"{slug}.js" for slug, _ in districts} | {"districts.js"} == files.keys()
    assert ["yongchuan", "永川区"] in districts
    assert "changshou" not in dict(districts)
    assert indicators[0] == ["地区生产总值", "figures/di-qu-sheng-chan-zong-zhi.html"]


def test_numbers(files: dict[str, Any]) -> None:
    """Each number has its indicator, its period, its measure, and the sentence that states it."""
    slug, rows = files["yongchuan.js"]
    assert slug == "yongchuan"
    target = "pages/003-153ddeac55c241ad.html#l57"
    assert [0, 20230901, "2023年1—9月", "增速，%", 8.0, "8%", target] in rows


def test_empty(lexicon: Lexicon) -> None:
    """An empty archive offers nothing, and no file is missing that the page loads."""
    assert dict(render_comparison(Archive((), lexicon), Addresses())) == {
        "assets/compare/districts.js": "archiveCompare.open([],[])\n"
    }
