"""Lets one builder at a time write into a folder, and clears away what a killed one left there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.errors import WriteError
from builder.publish.write import PART

Tell = Callable[[str], None]


def tell_on_stderr(message: str) -> None:
    """Tell a user who may wonder what the builder waits for."""
    print(f"note: {message}", file=sys.stderr, flush=True)


@contextmanager
def sole_writer(folder: Path, tell: Tell = tell_on_stderr) -> Iterator[None]:
    """
    Hold a folder alone; waits, and says so, while another builder holds it.

    The lock is on the folder itself: it leaves no file behind, and ends with the process, however that ends. Where the system has no such
    locks, files are still written whole.
    Raises WriteError where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: the folder cannot be made ({error.strerror})") from error
    with _locked(folder, tell):
        for part in folder.rglob(f".*{PART}"):
            part.unlink(missing_ok=True)
        yield


if sys.platform == "win32":

    @contextmanager
    def _locked(folder: Path, tell: Tell) -> Iterator[None]:
        yield

else:
    import fcntl

    @contextmanager
    def _locked(folder: Path, tell: Tell) -> Iterator[None]:
        handle = os.open(folder, os.O_RDONLY)
        try:
            _lock(handle, folder, tell)
            yield
        finally:
            os.close(handle)

    def _lock(handle: int, folder: Path, tell: Tell) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(f"{folder}: another builder is at work here; waiting until it is done")
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
