"""What a tab of Chromium asks a static server for, and what that weighs."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page as Tab

from tests.browser.conftest import QuietHandler


class _Handler(QuietHandler):
    def copyfile(self, source: Any, outputfile: Any) -> None:
        """A tab that is closed while it still loads is no fault."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Traffic:
    """Files of a site that a tab asks for, from now on."""

    def __init__(self, tab: Tab, address: str, folder: Path) -> None:
        """The address is that of the folder, over http or on disk."""
        self.address, self.folder = address, folder
        self.paths: list[str] = []
        tab.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if url.startswith(self.address):
            path = unquote(urlsplit(url.removeprefix(self.address)).path)
            self.paths.append(path + "index.html" if path.endswith("/") or not path else path)

    def gzipped(self, *parts: str) -> int:
        """Bytes of the files, each compressed as a server would; with parts, of those whose path has one of them."""
        paths = {path for path in self.paths if not parts or any(part in path for part in parts)}
        return sum(len(gzip.compress((self.folder / path).read_bytes())) for path in paths)
