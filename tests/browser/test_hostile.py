"""An archive that somebody made to do harm does none in a reader's browser."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Request

from tests.browser.conftest import mkdocs_build
from tests.conftest import ROOT
from tests.fuzz.hostile import FORMULAS, INVISIBLE, MARKUP

pytestmark = pytest.mark.browser

NAMES = ("<script>window.hit = 1<.txt", 'x" onclick="window.hit=1.txt', "{{ 7*7 }}.txt", "=1+1.txt")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The offline site of hostile seeds, with a hostile catalogue."""
    project = tmp_path / "project"
    for name in ("docs", "builder", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "seeds").mkdir()
    entries = {}
    for number, name in enumerate(NAMES):
        words = [*MARKUP, *FORMULAS, *INVISIBLE][number::2]
        blocks = [
            f"璧山 {words[0]} 跑出加速度",
            *(f"璧山区{word}地区生产总值增长{number}%。" for word in words),
        ]
        (project / "seeds" / name).write_text("\n\n".join([*blocks, *words]), "utf-8")
        entries[name] = {"note": words[1], "rights": words[2], "publication": words[0], "page": words[3]}
    (project / "seeds" / "catalog.yml").write_text(json.dumps(entries), "utf-8")
    mkdocs_build(tmp_path / "site", project, DIRECTORY_URLS="false")
    return tmp_path / "site"


def test_hostile_archive(browser: Browser, site: Path) -> None:
    """On no page does a script of a seed run, a dialog open, a request leave the site or an error occur."""
    page = browser.new_page()
    faults: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            faults.append(request.url)

    def note_dialog(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note_dialog)
    page.on("request", note_request)
    page.on("pageerror", lambda error: faults.append(str(error)))
    files = [file for file in sorted(site.rglob("*.html")) if file.name != "404.html"]
    assert len(files) > 3 * len(NAMES)
    for file in files:
        page.goto(file.as_uri())
        if page.evaluate("window.hit"):
            faults.append(f"{file.name}: a script of a seed has run")
    page.close()
    assert faults == []
