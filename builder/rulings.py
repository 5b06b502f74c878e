"""The archivist's corrections of the reading: where they apply, whether they hold, and what would be without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from builder.entry import NO_DISTRICT, Matter, Ruling
from builder.gazetteer import Gazetteer
from builder.model import Article, Block, Page, Paragraph, Role, Ruled, Unfit

Read = Callable[[Page], Page]
"""Runs a page through all stages."""


def settle_rulings(page: Page, read: Read, gazetteer: Gazetteer) -> Page:
    """
    Read a page as the archivist has it, and beside it as it reads by itself, so that both can be shown.

    A ruling that does not fit its line, or that the page as read does not follow, is left out and told in `unfit`.
    """
    said = page.entry.rulings
    if not said:
        return read(page)
    unfit = {ruling: why for ruling in said if (why := _misfit(page, ruling, gazetteer))}
    while True:
        kept = tuple(ruling for ruling in said if ruling not in unfit)
        done = read(_with_rulings(page, kept))
        failed = {ruling: why for ruling in kept if (why := _failure(done, ruling))}
        if not failed:
            break
        unfit |= failed
    plain = read(_with_rulings(page, ())) if kept else done
    ruled = tuple(Ruled(ruling, _wanted(done, ruling) or "", _state(plain, ruling)) for ruling in kept)
    return replace(done, rulings=ruled, unfit=tuple(Unfit(ruling, why) for ruling, why in unfit.items()))


def _with_rulings(page: Page, rulings: tuple[Ruling, ...]) -> Page:
    return replace(page, entry=replace(page.entry, rulings=rulings))


def ruled(page: Page, *matters: Matter) -> Iterator[tuple[Ruling, tuple[Block, ...]]]:
    """The rulings of some matters that a page is to follow, with the blocks in which their lines stand."""
    for ruling in page.entry.rulings:
        if ruling.matter in matters:
            blocks = tuple(block for line in ruling.lines if (block := block_at(page, line)))
            if len(blocks) == len(ruling.lines):
                yield ruling, blocks


def block_at(page: Page, line: int) -> Block | None:
    """The block that holds a line of the seed."""
    span = page.line_span(line)
    if span is None:
        return None
    return next((b for b in page.blocks if b.span.start < span.end and span.start < b.span.end), None)


def ruled_roles(page: Page) -> dict[int, Role]:
    """Roles by the index of their block."""
    return {blocks[0].index: Role(ruling.value) for ruling, blocks in ruled(page, Matter.ROLE)}


def placed_blocks(page: Page) -> frozenset[int]:
    """Indexes of the blocks whose place the archivist knows: none of them is a copy."""
    return frozenset(
        block.index
        for ruling, blocks in ruled(page, Matter.JOIN, Matter.ARTICLE)
        for block in (blocks if ruling.matter is Matter.JOIN else blocks[:1])
    )


def ruled_district(page: Page, article: Article) -> Ruling | None:
    """What the archivist says of an article's district."""
    said = ruled(page, Matter.DISTRICT)
    return next((ruling for ruling, (block,) in said if _stands_in(block, article)), None)


def district_of(ruling: Ruling) -> str | None:
    """The district that a ruling gives an article; None where it is about none."""
    return None if ruling.value == NO_DISTRICT else ruling.value


def _misfit(page: Page, ruling: Ruling, gazetteer: Gazetteer) -> str:
    """Why a ruling cannot be meant for this page; empty where it can."""
    for place, line in enumerate(ruling.lines):
        span = page.line_span(line)
        text = page.seed.text[slice(*span)] if span else ""
        if not text.strip():
            return f"there is no text in line {line}"
        if missing := [words for words in ruling.words[place : place + 1] if words not in text]:
            return f"“{missing[0]}” does not stand in line {line}"
    if ruling.matter is Matter.ROLE and ruling.value not in set(Role):
        return f"{ruling.value} is no role; the roles are {', '.join(Role)}"
    names = {district.name for district in gazetteer.districts}
    if ruling.matter is Matter.DISTRICT and (name := district_of(ruling)) and name not in names:
        return f"{name} is the full name of no district in the gazetteer; of none at all, it is {NO_DISTRICT}"
    return ""


def _failure(page: Page, ruling: Ruling) -> str:
    """Why a page as read does not follow a ruling; empty where it does."""
    state = _state(page, ruling)
    if (state != _wanted(page, ruling)) is (ruling.matter is Matter.SPLIT):
        return ""
    for line in ruling.lines if ruling.matter in (Matter.JOIN, Matter.ARTICLE, Matter.DISTRICT) else ():
        block = block_at(page, line)
        if ruling.matter is Matter.JOIN and block and block.role is not Role.BODY:
            return f"line {line} is read as {block.role}, not as {Role.BODY}; correct its role, too"
        if article_at(page, line) is None:
            return f"line {line} belongs to no article; correct its role, or take it into an article, too"
    return "it cannot be had together with the page's other corrections"


def _wanted(page: Page, ruling: Ruling) -> str | None:
    """The state of a page that follows a ruling; of a split, the one that it must not have."""
    if ruling.matter in (Matter.ROLE, Matter.DISTRICT):
        return ruling.value
    first, second = ruling.lines
    if ruling.matter is not Matter.ARTICLE:
        return str(second)
    article = article_at(page, second)
    opened = f"{page.id}-l{first}"
    return opened if first == second else article.id if article else opened


def _state(page: Page, ruling: Ruling) -> str | None:
    """How a page is read where a ruling speaks: a role, an article's id, a district's name, a line that goes on."""
    line = ruling.lines[0]
    if ruling.matter is Matter.ROLE:
        block = block_at(page, line)
        return block.role.value if block else None
    if ruling.matter in (Matter.JOIN, Matter.SPLIT):
        return _continuation(page, line, ruling.lines[1])
    article = article_at(page, line)
    if article is None or ruling.matter is Matter.ARTICLE:
        return article.id if article else None
    return article.district or NO_DISTRICT


def _continuation(page: Page, line: int, wanted: int) -> str | None:
    """
    The line with which the paragraph of a line goes on, in the block behind its own.

    The wanted one, where the same block holds both.
    """
    block, other = block_at(page, line), block_at(page, wanted)
    if block is None:
        return None
    if block is other:
        return str(wanted)
    for paragraph in page.paragraphs:
        after = _next_block(page, paragraph, block)
        if after:
            return str(wanted if after is other else after.line)
    return None


def _next_block(page: Page, paragraph: Paragraph, block: Block) -> Block | None:
    blocks = [
        b for span in paragraph.text.spans for b in page.blocks if b.span.start <= span.start < b.span.end
    ]
    distinct = list(dict.fromkeys(blocks))
    place = distinct.index(block) + 1 if block in distinct else len(distinct)
    return distinct[place] if place < len(distinct) else None


def article_at(page: Page, line: int) -> Article | None:
    """The article to which a line of the seed belongs."""
    block = block_at(page, line)
    if block is None:
        return None
    return next((article for article in page.articles if _stands_in(block, article)), None)


def _stands_in(block: Block, article: Article) -> bool:
    spans = (span for text in article.texts for span in text.spans)
    return any(start < block.span.end and block.span.start < end for start, end in spans)
