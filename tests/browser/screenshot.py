"""Makes the README's screenshots from the real site: `python -m tests.browser.screenshot`."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, mkdocs_build, serve
from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "screenshots"
PHONE, DESK = (390, 760), (1280, 800)


@dataclass(frozen=True, slots=True)
class Shot:
    """One screenshot."""

    name: str
    path: str
    """Below the site."""
    size: tuple[int, int] = DESK
    """Width and height, CSS pixels."""
    scheme: Literal["light", "dark"] = "light"
    pointed: str = ""
    """What the pointer stands on, as a CSS selector; it is first scrolled into view."""


SHOTS = (
    Shot("home", ""),
    Shot("page", "pages/004-ba639974d9f8cf50/#l11", pointed="#l17 .archive-note"),
    Shot("page-phone", "pages/000-be14e87c061d3500/#l81", PHONE, "dark"),
    Shot("search-phone", "search/?q=柠檬", PHONE, "dark"),
)


def main() -> None:
    """Build the site, and keep what is seen of each page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        mkdocs_build(Path(folder))
        with serve(Path(folder)) as server:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for shot in SHOTS:
                _take(chromium, f"http://127.0.0.1:{server.server_port}/", shot)
            chromium.close()
            server.shutdown()


def _take(browser: Browser, site: str, shot: Shot) -> None:
    width, height = shot.size
    with browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(site + shot.path, wait_until="networkidle")
        if shot.pointed:
            page.locator(shot.pointed).hover()
        page.screenshot(path=FOLDER / f"{shot.name}.png")


if __name__ == "__main__":
    main()
