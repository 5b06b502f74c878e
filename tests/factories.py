"""Makes pages for tests: from the careful reading of the seeds, and from a few lines of text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from builder.entry import CatalogEntry
from builder.lexicon import Lexicon, load_lexicon
from builder.model import Article, Page, Paragraph, Role, Seed, Text
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SEEDS = (
    "000_be14e87c061d3500",
    "001_df8818a3778645b9",
    "002_115a21c0de3ff03d",
    "003_153ddeac55c241ad",
    "004_ba639974d9f8cf50",
)

NO_ENTRY = CatalogEntry()


@cache
def lexicon() -> Lexicon:
    """The project's lexicon, loaded once."""
    return load_lexicon()


def seed_page(name: str = "page", entry: CatalogEntry = NO_ENTRY, text: str | None = None) -> Page:
    """A page as it is read: of a text, or of one of the project's own seeds."""
    text = (ROOT / "seeds" / f"{name}.txt").read_text("utf-8") if text is None else text
    seed = Seed(f"{name}.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text)
    return Page(name.replace("_", "-"), seed, entry)


def blocks_page(text: str, name: str = "page.txt", entry: CatalogEntry = NO_ENTRY) -> Page:
    """A page cut into blocks, without articles."""
    page = seed_page(name.removesuffix(".txt"), entry, text)
    return cut_blocks(clean(page, lexicon()), lexicon())


def text_page(
    *paragraphs: str,
    headline: str = "",
    byline: str = "",
    label: str = "",
    note: str = "",
    entry: CatalogEntry = NO_ENTRY,
) -> Page:
    """A page of one article, from its parts."""
    parts = [part for part in (note, label, headline, byline, *paragraphs) if part]
    page = blocks_page("\n\n".join(parts) + "\n", entry=entry)
    texts = iter([page.passage([block.span]) for block in page.blocks])
    head: dict[str, Any] = {
        key: next(texts)
        for key, part in (("note", note), ("label", label), ("headline", headline), ("byline", byline))
        if part
    }
    notes = (head.pop("note"),) if note else ()
    body = tuple(Paragraph(f"{page.id}-l{page.line_of(text.spans[0].start)}", text) for text in texts)
    return replace(page, note=notes, articles=(Article(f"{page.id}-l1", "report", **head, paragraphs=body),))


def gold_page(name: str, entry: CatalogEntry = NO_ENTRY) -> Page:
    """A seed as a careful reader puts it together."""
    gold = json.loads((GOLD / "reading.json").read_text("utf-8"))[name]
    text = (ROOT / "seeds" / f"{name}.txt").read_text("utf-8")
    page = blocks_page(text, f"{name}.txt", entry)
    return replace(
        page,
        title=_text(page, gold["title"]),
        subtitle=_text(page, gold["subtitle"]) if "subtitle" in gold else None,
        note=tuple(_text(page, indexes) for indexes in gold.get("note", ())),
        lead=tuple(_text(page, indexes) for indexes in gold.get("lead", ())),
        captions=tuple(_text(page, [index]) for index in gold.get("captions", ())),
        credits=tuple(_text(page, [index]) for index in gold.get("credits", ())),
        articles=tuple(_article(page, article) for article in gold["articles"]),
        blocks=tuple(replace(block, role=Role.BODY) for block in page.blocks),
    )


def _article(page: Page, gold: dict[str, Any]) -> Article:
    head: dict[str, Any] = {
        key: _text(page, gold[key]) for key in ("label", "headline", "byline") if key in gold
    }
    line = page.blocks[gold["headline"][0]].line
    kind = gold.get("kind", "speech" if "byline" in gold else "report")
    return Article(
        f"{page.id}-l{line}", kind, **head, paragraphs=tuple(_paragraph(page, p) for p in gold["paras"])
    )


def _paragraph(page: Page, indexes: list[int]) -> Paragraph:
    text = _text(page, indexes)
    return Paragraph(f"{page.id}-l{page.line_of(text.spans[0].start)}", text)


def _text(page: Page, indexes: list[int]) -> Text:
    return page.passage(page.blocks[index].span for index in indexes)
