"""
Keeps work that was done, under the key of what it was made from.

An entry begins with the checksum of the rest: one that is cut, changed or of another kind is thrown away, and the work
is done again. Nothing in an entry runs. The folder may be removed at any time.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import suppress
from pathlib import Path

CACHE = Path(".cache/builder")
"""Where the commands keep it; below the working folder."""
FORMAT = 1
"""Changes where entries must be read in another way."""
PACKED = frozenset({"reading"})
"""Kinds that are compressed: asked for so rarely that room counts for more than time."""
LEAST_KEPT = 2_000
"""Entries that nothing has asked for of late, and that are kept all the same: of another branch, or another gazetteer."""


class Store:
    """Texts by kind and key, in a folder; without one, in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder / f"v{FORMAT}" if folder else None
        self._memory: dict[tuple[str, str], str] = {}
        self._used: set[Path] = set()

    def get(self, kind: str, key: str) -> str | None:
        """What was kept; None where nothing was, or what is there is broken."""
        if self._folder is None:
            return self._memory.get((kind, key))
        path = self._path(kind, key)
        try:
            return self._read(kind, path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, zlib.error):
            with suppress(OSError):
                path.unlink()
            return None

    def put(self, kind: str, key: str, text: str) -> None:
        """Keep a text. What cannot be kept is done again the next time, so no error of the disk stops the work."""
        if self._folder is None:
            self._memory[kind, key] = text
            return
        path = self._path(kind, key)
        body = text.encode("utf-8", "surrogatepass")
        body = zlib.compress(body, 1) if kind in PACKED else body
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}")
            part.write_bytes(hashlib.sha256(body).digest() + body)
            part.replace(path)
            self._used.add(path)

    def tidy(self) -> None:
        """Remove the entries that were not asked for in this run, but for the newest, as many as were."""
        if self._folder is None:
            return
        with suppress(OSError):
            unused = [path for path in self._folder.glob("*/*") if path not in self._used]
            kept = max(LEAST_KEPT, len(self._used))
            for path in sorted(unused, key=lambda path: path.stat().st_mtime, reverse=True)[kept:]:
                path.unlink(missing_ok=True)

    def _path(self, kind: str, key: str) -> Path:
        assert self._folder is not None
        return self._folder / kind / key

    def _read(self, kind: str, path: Path) -> str:
        data = path.read_bytes()
        checksum, body = data[:32], data[32:]
        if hashlib.sha256(body).digest() != checksum:
            raise ValueError(f"{path} is broken")
        self._used.add(path)
        body = zlib.decompress(body) if kind in PACKED else body
        return body.decode("utf-8", "surrogatepass")
