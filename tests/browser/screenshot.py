"""Makes the README's screenshot from the real site: `python -m tests.browser.screenshot`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, mkdocs_build, serve
from tests.conftest import ROOT

PAGE = "pages/004-ba639974d9f8cf50/"
TARGET = ROOT / ".github" / "screenshot.png"


def main() -> None:
    """Build the site, open a newspaper page in Chromium, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        mkdocs_build(Path(folder))
        with serve(Path(folder)) as server:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = chromium.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}")
            page.screenshot(path=TARGET)
            chromium.close()
            server.shutdown()


if __name__ == "__main__":
    main()
