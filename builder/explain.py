"""Shows, block by block, what each stage made of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.catalog import with_entries
from builder.errors import ArchiveError
from builder.lexicon import Lexicon
from builder.model import Block, Page, Span
from builder.pipeline import run_stages
from builder.read import find_seeds, page_id, read_page
from builder.reading.why import explain_joins
from builder.rulings import block_at


def explain(seeds: Path, name: str, lexicon: Lexicon) -> str:
    """
    Tell what each stage made of each block of one page.

    Raises ArchiveError where there is no such seed.
    """
    page = run_stages(find_page(seeds, name), lexicon)
    lines = [f"{page.seed.file}  {page.seed.encoding}  sha256 {page.seed.sha256}"]
    lines += [f"flag       line {flag.line}: {flag.code}: {flag.note}" for flag in page.flags]
    lines += _about_page(page)
    joins = _joins(page, lexicon)
    for block in page.blocks:
        lines += ["", f"block {block.index}, line {block.line}: {block.text}"]
        lines += [f"    {topic:<9}{words}" for topic, tell in TELLERS for words in tell(page, block)]
        lines += [f"    {'joins':<9}{words}" for words in joins.get(block.index, ())]
    return "\n".join(lines)


def find_page(seeds: Path, name: str) -> Page:
    """One page as it is read, with its entry in the catalogue. Raises ArchiveError where there is none."""
    wanted = page_id(name if name.lower().endswith(".txt") else f"{name}.txt")
    path = next((path for path in find_seeds(seeds) if page_id(path.name) == wanted), None)
    if path is None:
        raise ArchiveError(f"there is no seed {name} in {seeds}; its file name or page id is wanted")
    return with_entries([read_page(path, seeds)], seeds)[0][0]


def _about_page(page: Page) -> Iterator[str]:
    for unfit in page.unfit:
        yield f"correction {unfit.said}: not followed: {unfit.why}"
    date = page.date
    known = (
        ("published", date.published),
        ("event", date.event),
        ("earliest", date.earliest),
        ("latest", date.latest),
    )
    days = ", ".join(f"{what} {day}" for what, day in known if day) or "not known"
    yield f"dates      {days}" + (
        f" (from the {date.source}: {' '.join(date.evidence)})" if date.source else ""
    )
    yield f"keywords   {' '.join(page.keywords)}"


def _cleaning(page: Page, block: Block) -> Iterator[str]:
    pairs = zip(page.seed.text[slice(*block.span)], page.clean[slice(*block.span)], strict=True)
    mended = [f"{before}→{after}" for before, after in pairs if before != after]
    if mended:
        yield f"{len(mended)} characters mended: {' '.join(dict.fromkeys(mended))}"


def _corrections(page: Page, block: Block) -> Iterator[str]:
    for one in page.corrections:
        if _meets((one.span,), block):
            yield f"“{one.said.words}” corrected to “{one.said.right}”"
    for ruled in page.rulings:
        if block in [block_at(page, line) for line in ruled.said.lines]:
            yield f"{ruled.said}, as corrected; by itself: {ruled.was or 'none'}"


def _role(page: Page, block: Block) -> Iterator[str]:
    yield block.role.value


def _order(page: Page, block: Block) -> Iterator[str]:
    yield f"place {page.order.index(block.index) + 1} of {len(page.order)}"
    for join in page.joins:
        if join.before == block.index:
            yield f"continued by block {join.after}, line {page.blocks[join.after].line} (p {join.probability:.2f})"
        if join.after == block.index:
            yield f"continues block {join.before}, line {page.blocks[join.before].line} (p {join.probability:.2f})"


def _joins(page: Page, lexicon: Lexicon) -> dict[int, list[str]]:
    """For each block that another may continue: the evidence, how sure it is, and what else might have followed."""
    made = {(join.before, join.after) for join in page.joins}
    told: dict[int, list[str]] = {}
    for join in explain_joins(page, lexicon):
        what = "joined with" if (join.before.index, join.after.index) in made else "too unsure to join with"
        evidence = ", ".join(f"{name} {weight:+.1f}" for name, weight in join.reasons)
        other = f"; else block {join.runner_up.index}" if join.runner_up else ""
        words = f"{what} block {join.after.index} (p {join.probability:.2f}): {evidence}{other}"
        told.setdefault(join.before.index, []).append(words)
    return told


def _article(page: Page, block: Block) -> Iterator[str]:
    for article in page.articles:
        parts = [("label", article.label), ("headline", article.headline), ("byline", article.byline)]
        parts += [(f"paragraph {paragraph.id}", paragraph.text) for paragraph in article.paragraphs]
        for part, text in parts:
            if text and _meets(text.spans, block):
                yield f"{part} of {article.id} ({article.district or 'no district'})"


def _copies(page: Page, block: Block) -> Iterator[str]:
    for dropped in page.dropped:
        if _meets(dropped.spans, block):
            where = f" of {dropped.copy_of}" if dropped.copy_of else ""
            yield f"{dropped.reason}{where}: {page.passage(dropped.spans).text}"


def _places(page: Page, block: Block) -> Iterator[str]:
    for article in page.articles:
        for mention in article.mentions:
            if _meets((mention.span,), block):
                yield f"{page.passage([mention.span]).text}: {mention.district}"


def _figures(page: Page, block: Block) -> Iterator[str]:
    for figure in page.figures:
        if _meets(figure.spans, block):
            said = f"{figure.value or ''}{figure.unit or ''} {figure.change or ''}{figure.change_unit or ''} {figure.rank or ''}"
            yield f"{figure.place} {figure.period or ''} {figure.indicator} {said.strip()}: {figure.quote}"


def _meets(spans: tuple[Span, ...], block: Block) -> bool:
    return any(start < block.span.end and block.span.start < end for start, end in spans)


Teller = Callable[[Page, Block], Iterator[str]]
TELLERS: tuple[tuple[str, Teller], ...] = (
    ("clean", _cleaning),
    ("correct", _corrections),
    ("roles", _role),
    ("order", _order),
    ("articles", _article),
    ("copies", _copies),
    ("places", _places),
    ("figures", _figures),
)
"""What can be said of a block, in the order of the stages."""
