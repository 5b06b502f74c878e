"""The preview, and a site from seeds of one's own, in a copy of the project."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import mkdocs_build

pytestmark = pytest.mark.browser

SLOWEST_START = 120
"""Seconds; a loaded machine is no failure."""
SLOWEST_RELOAD = 60_000
"""Milliseconds."""

HOSTILE = """</title><script>window.hit = 1</script>

璧山 <img src=x onerror="window.hit = 1"> 全力“开门红”

璧山区{{ config.site_name }}{% raw %}报告，[x](javascript:window.hit=1) 与 <b>粗</b>、**粗**、&lt;b&gt; 。

---
title: 假的
---

江津 `码` *斜*

江津区建成12个项目。<script>window.hit = 1</script>
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    """Address of `mkdocs serve` on the copy."""
    address = f"127.0.0.1:{free_port()}"
    command = [str(Path(sys.executable).with_name("mkdocs")), "serve", "--dev-addr", address]
    log = project / "serve.log"
    with log.open("w") as output, subprocess.Popen(command, cwd=project, stderr=output) as process:
        for _ in range(SLOWEST_START):
            try:
                urllib.request.urlopen(f"http://{address}/").close()
                break
            except OSError:
                time.sleep(1)
        else:
            process.terminate()
            pytest.fail(f"the preview did not start:\n{log.read_text()}")
        yield f"http://{address}/"
        process.terminate()


def test_saved_changes_show(project: Path, preview: str, browser: Browser) -> None:
    """A change of a seed, the catalogue or a template shows in the open browser by itself."""
    page = browser.new_page()
    page.goto(f"{preview}pages/004-ba639974d9f8cf50/")
    seed = project / "seeds" / "004_ba639974d9f8cf50.txt"
    seed.write_text(seed.read_text("utf-8").replace("全区GDP增长5.1%", "全区GDP增长9.9%"), "utf-8")
    expect(page.get_by_text("全区GDP增长9.9%")).to_be_visible(timeout=SLOWEST_RELOAD)

    catalog = project / "seeds" / "catalog.yml"
    catalog.write_text(catalog.read_text("utf-8").replace("2025-07-24", "2025-07-25"), "utf-8")
    expect(page.get_by_text("2025年7月25日").first).to_be_visible(timeout=SLOWEST_RELOAD)

    template = project / "builder" / "templates" / "page.md.j2"
    template.write_text(template.read_text("utf-8").replace("日期：", "见报日期："), "utf-8")
    expect(page.get_by_text("见报日期：")).to_be_visible(timeout=SLOWEST_RELOAD)


def test_hostile_seed(project: Path, tmp_path: Path, browser: Browser) -> None:
    """Whatever a seed holds is shown as text, on its page, in lists and in search; nothing of it runs."""
    for file in (project / "seeds").iterdir():
        file.unlink()
    (project / "seeds" / "it's a 'test' (1).txt").write_text(HOSTILE, "utf-8")
    site = tmp_path / "site"
    mkdocs_build(site, cwd=project, DIRECTORY_URLS="false")
    page = browser.new_page()
    for name in ("pages/it-s-a-test-1-.html", "pages/index.html", "districts/bishan.html", "index.html"):
        page.goto((site / name).as_uri())
        assert page.evaluate("window.hit") is None, name
        assert not page.locator("article img, article script, article b").count(), name
    page.goto((site / "pages" / "it-s-a-test-1-.html").as_uri())
    text = page.get_by_role("article").inner_text()
    seen = re.sub(r"\s+", "", text)
    for line in HOSTILE.splitlines():
        assert re.sub(r"\s+", "", line) in seen
