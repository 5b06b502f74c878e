"""Lighthouse on a phone (of npm, so Node must be there): performance, accessibility, best practices, SEO, of 100."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.browser.conftest import CHROMIUM, QuietHandler, mkdocs_build
from tests.conftest import ROOT

PACKAGE = "lighthouse@12.8.2"  # the last that runs on Node 18 to 21
FOLDER = ROOT / ".cache" / "lighthouse"
PAGES = (
    "",
    "pages/004-ba639974d9f8cf50/",
    "districts/bishan/",
    "figures/",
    "figures/di-qu-sheng-chan-zong-zhi/",
    "search/",
    "compare/?d=yongchuan&d=tongnan",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = 95
ROUNDS = 3
"""The median counts: a busy machine costs points for speed."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class _Handler(QuietHandler):
    """Compresses text and lets it be kept for ten minutes, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> Any:
        """Answer with a text's compressed bytes; all else as it lies there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.exists():
            return super().send_head()
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(data)


def main() -> None:
    """Print the scores of each kind of page, what a first view of it weighs, and what cost points."""
    npm = shutil.which("npm")
    if npm is None or CHROMIUM is None:
        print("there is no npm, or no chromium: not measured")
        return
    _install(npm)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=name)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            mkdocs_build(folder, SITE_URL=address)
            for path in PAGES:
                rounds = sorted((_audit(address + path) for _ in range(ROUNDS)), key=_speed)
                _print_report(path, rounds[ROUNDS // 2])
            server.shutdown()


def _install(npm: str) -> None:
    if not (FOLDER / "node_modules" / ".bin" / "lighthouse").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), PACKAGE]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _audit(url: str) -> dict[str, Any]:
    """Lighthouse's report on a page, with its own settings: a mid-range phone on slow 4G."""
    command = [
        str(FOLDER / "node_modules" / ".bin" / "lighthouse"),
        url,
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    result = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def _speed(report: dict[str, Any]) -> float:
    return float(report["categories"]["performance"]["score"] or 0)


def _print_report(path: str, report: dict[str, Any]) -> None:
    scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
    weight = report["audits"]["total-byte-weight"]["numericValue"] / 1024
    print(f"{path or 'home':<36} {' '.join(f'{score:4}' for score in scores)} {weight:6.0f} KB")
    for name, score in zip(CATEGORIES, scores, strict=True):
        for lost in _lost(report, name) if score < 100 else ():
            print(f"    {name} {score}{'' if score >= WANTED else ' (too low)'}: {lost}")


def _lost(report: dict[str, Any], category: str) -> list[str]:
    """Titles of the audits that cost a category points."""
    weighed = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    audits = (report["audits"][name] for name in weighed)
    return [audit["title"] for audit in audits if (audit["score"] is not None and audit["score"] < 0.9)]


if __name__ == "__main__":
    main()
