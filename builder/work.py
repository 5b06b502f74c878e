"""
Does the work on pages that no other page bears on: once for each content, and on all cores.

What a page's reading needs is its text, its entry in the catalogue, the code, and the districts' names; what the rest
needs is the whole lexicon. So a change in the gazetteer that leaves the names alone leaves the readings alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from builder.codec import decode, encode
from builder.cores import on_all_cores
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
    results = on_all_cores(partial(_work, lexicon=lexicon, product=product), tasks, workers)
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
