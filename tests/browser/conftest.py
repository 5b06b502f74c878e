"""The site as readers get it: served below a sub-path, and opened from disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(SimpleHTTPRequestHandler):
    """A static server that prints nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> ThreadingHTTPServer:
    """Serve a folder on a free port of this machine, in the background."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def mkdocs_build(site: Path, cwd: Path = ROOT, **environment: str) -> str:
    """Build the site into a folder; returns what MkDocs printed, and fails where it warned."""
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--site-dir", str(site)]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    result = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site, served below /repo/."""
    folder = tmp_path_factory.mktemp("www")
    with serve(folder) as server:
        address = f"http://127.0.0.1:{server.server_port}/repo/"
        mkdocs_build(folder / "repo", SITE_URL=address)
        yield address
        server.shutdown()


def copy_project(target: Path) -> Path:
    """The project as a user has it, to be changed at will."""
    for name in ("seeds", "docs", "builder", "overrides"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline zip, as `make bundle` makes it."""
    subprocess.run(["make", "bundle"], cwd=ROOT, check=True, capture_output=True)
    copy = tmp_path_factory.mktemp("bundle") / "archive-offline.zip"
    shutil.copy(ROOT / "dist" / "archive-offline.zip", copy)
    return copy


@pytest.fixture(scope="session")
def unzipped(bundle: Path) -> str:
    """Address of the bundle, unzipped into a folder whose name needs care."""
    folder = bundle.parent / "报纸 档案 #1"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder.as_uri() + "/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.fail("there is no chromium; run tests/browser/install.sh")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A tab of the browser, and what went wrong in it."""

    page: Page
    origin: str
    """What every request must begin with."""
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go to a page of the site."""
        self.page.goto(self.origin + path)
        return self.page

    def address(self, path: str) -> str:
        """The path of a page, on a web server or from disk."""
        return f"{path}.html" if self.origin.startswith("file:") else f"{path}/"

    def note_request(self, request: Request) -> None:
        """A request that leaves the site is a fault."""
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.faults.append(f"request to {request.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        """So is an error in the console."""
        if message.type == "error":
            self.faults.append(f"console: {message.text}")


def on_tab(browser: Browser, origin: str) -> Iterator[Visit]:
    """A tab on a site; nothing may go wrong in it."""
    page = browser.new_page()
    tab = Visit(page, origin)
    page.on("request", tab.note_request)
    page.on("console", tab.note_console)
    page.on("pageerror", lambda error: tab.faults.append(f"script: {error}"))
    yield tab
    page.close()
    assert not tab.faults


@pytest.fixture(params=["http", "file"])
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A tab on the site, over http below a sub-path and from disk; nothing may go wrong in it."""
    origin = request.getfixturevalue("site" if request.param == "http" else "unzipped")
    yield from on_tab(browser, origin)
