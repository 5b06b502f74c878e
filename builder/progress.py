"""Tells how far long work is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""

BAR = 30
"""Characters."""
REDRAWN = 0.1
"""Seconds after which a bar is drawn anew."""
LOGGED = 10.0
"""Seconds after which a log gets another line: short work gets none."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nothing."""


class Teller:
    """Tells on a stream, where the work is long enough that somebody waits."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._is_bar = self._stream.isatty()
        self._what = ""
        self._begun = self._told = 0.0
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell of work, where it is time to."""
        now = self._clock()
        if what != self._what:
            self._what, self._begun, self._told = what, now, now
        if done >= total:
            self._clear()
        elif now - self._told >= (REDRAWN if self._is_bar else LOGGED):
            self._told = now
            self._tell(what, done, total, now - self._begun)

    def _tell(self, what: str, done: int, total: int, spent: float) -> None:
        left = f", {duration(spent / done * (total - done))} left" if done else ""
        words = f"{what}: {done:,} of {total:,}{left}"
        if self._is_bar:
            filled = BAR * done // total
            words = f"\r[{'#' * filled}{'.' * (BAR - filled)}] {words}\x1b[K"
        self._stream.write(words if self._is_bar else words + "\n")
        self._stream.flush()
        self._drawn = self._is_bar

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def duration(seconds: float) -> str:
    """A length of time as people say it: 45 s, 3 min."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
