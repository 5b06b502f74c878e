"""
Does one thing to many items on all cores.

The processes are copies of this one and know all that it knows, so that nothing but an item's number is handed to them;
where a system makes no such copies, the items are done one after the other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from builder.errors import ArchiveError

T = TypeVar("T")
R = TypeVar("R")

FEW = 12
"""Items that are done sooner by one process than others are started."""
BATCH = 4
"""Items that a process is given at once, where they are many and take about as long."""

_job: tuple[Callable[[Any], Any], Sequence[Any]]
"""What is done, and to what; only the copies have it."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_all_cores(
    work: Callable[[T], R], items: Sequence[T], workers: int | None = None, batch: int = BATCH
) -> Iterator[R]:
    """
    What becomes of each item, in their order; `workers` is the number of processes, one a core where it is not said.

    A process is given a `batch` of items at once.
    The first item is done by this process alone: what it loads for it, the others then share.
    Raises ArchiveError where a process is ended from outside.
    """
    workers = workers or cores()
    if workers < 2 or len(items) < FEW or not _can_copy():
        yield from map(work, items)
        return
    yield work(items[0])
    gc.freeze()  # so that looking for garbage copies none of the memory that is shared
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, context, _begin, (work, items)) as pool:
            yield from pool.map(_work_on, range(1, len(items)), chunksize=batch)
    except BrokenProcessPool as error:
        raise ArchiveError("a process that worked on pages was ended, likely for want of memory") from error
    finally:
        gc.unfreeze()


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Know the job, which a copy is not sent but has; end with the process that began this one: killed, it cannot say so."""
    global _job
    _job = work, items
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work_on(number: int) -> Any:
    work, items = _job
    return work(items[number])


def _can_copy() -> bool:
    """macOS makes copies too, but its own libraries may fail in them."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
