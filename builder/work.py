"""
Does the work on pages that no other page bears on: once for each content, and on all cores.

What a page's reading needs is its text, its entry in the catalogue, the code, and the districts' names; what the rest
needs is the whole lexicon. So a change in the gazetteer that leaves the names alone leaves the readings alone.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from builder.codec import decode, encode
from builder.errors import LossError
from builder.lexicon import Lexicon
from builder.lossless import check_lossless
from builder.model import Page
from builder.progress import Progress, silent
from builder.store import Store
from builder.version import code_version, digest

Product = Callable[[Page, Lexicon], str]
"""What else is made of a page, whatever the others are, as a text."""

PRODUCT = "product"
"""Under this kind the store keeps what else was made of a page."""
FEW = 12
"""Pages that are done sooner by one process than others are started."""
BATCH = 4
"""Pages that a process is given at once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one page."""

    key: str
    """Changes with whatever the page was made of."""
    page: Page | None
    fault: str = ""
    """Why there is no page."""


@dataclass(frozen=True, slots=True)
class _Task:
    page: Page
    reading: str | None
    """The page as it was read before."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a process hands back."""

    reading: str = ""
    page: str = ""
    product: str = ""
    fault: str = ""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def page_key(page: Page, lexicon: Lexicon) -> str:
    """What a page is kept under when all stages are done."""
    return digest((reading_key(page, lexicon), lexicon.signature))


def reading_key(page: Page, lexicon: Lexicon) -> str:
    """What a page is kept under when it is read."""
    seed = (page.id, page.seed.file, page.seed.encoding, page.seed.sha256)
    return digest((code_version(), lexicon.names_signature, *seed, encode(page.entry)))


def work_on(
    pages: Sequence[Page],
    lexicon: Lexicon,
    store: Store,
    product: Product | None = None,
    *,
    workers: int | None = None,
    progress: Progress = silent,
) -> list[Done]:
    """
    Run pages through the stages, but for those that the store holds; gives them in their order.

    A fault of a stage is told of its page alone. Keeps page, reading and product under the kinds of these names.
    """
    keys = [page_key(page, lexicon) for page in pages]
    done = {key: page for key in keys if (page := kept_page(key, store))}
    left = [(page, key) for page, key in zip(pages, keys, strict=True) if key not in done]
    faults: dict[str, str] = {}
    tasks = [_Task(page, store.get("reading", reading_key(page, lexicon))) for page, _ in left]
    results = _results(tasks, lexicon, product, workers or cores())
    for number, ((page, key), texts) in enumerate(zip(left, results, strict=True), start=1):
        progress("pages", number, len(left))
        if texts.fault:
            faults[key] = texts.fault
            continue
        store.put("reading", reading_key(page, lexicon), texts.reading)
        store.put(PRODUCT, key, texts.product)
        store.put("page", key, texts.page)
        done[key] = decode(Page, texts.page)
    return [Done(key, done.get(key), faults.get(key, "")) for key in keys]


def kept_page(key: str, store: Store) -> Page | None:
    """The page that the store holds under a key."""
    text = store.get("page", key)
    with suppress(ValueError, TypeError, IndexError, KeyError):
        return decode(Page, text) if text else None
    return None


def _results(
    tasks: Sequence[_Task], lexicon: Lexicon, product: Product | None, workers: int
) -> Iterator[_Texts]:
    """What becomes of each page; the first by itself, so that the others' processes share the dictionaries it loads."""
    if workers < 2 or len(tasks) < FEW:
        yield from (_work(task, lexicon, product) for task in tasks)
        return
    yield _work(tasks[0], lexicon, product)
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, _begin, (lexicon, product)) as pool:
        yield from pool.map(_work_in_pool, tasks[1:], chunksize=BATCH)


_shared: tuple[Lexicon, Product | None]
"""What each process of the pool was given when it began."""


def _begin(lexicon: Lexicon, product: Product | None) -> None:
    global _shared
    _shared = lexicon, product
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End with the process that began this one: killed, it cannot say so, and this one would wait for work forever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work_in_pool(task: _Task) -> _Texts:
    return _work(task, *_shared)


def _work(task: _Task, lexicon: Lexicon, product: Product | None) -> _Texts:
    from builder.pipeline import find_meaning, read_page  # with numpy: not where no page has changed

    try:
        reading = task.reading or encode(read_page(task.page, lexicon))
        page = find_meaning(decode(Page, reading), lexicon)
        check_lossless(page)
        return _Texts(reading, encode(page), product(page, lexicon) if product else "")
    except LossError as error:
        return _Texts(fault=str(error))
    except Exception as error:  # a fault of a stage must not take the other pages with it
        return _Texts(fault=f"is left out: {error!r}; this is a fault of the builder, so please report it")
