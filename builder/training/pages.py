"""Pages with their right reading: a laid-out text as a page of the builder, and the seeds as they were read by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.lexicon import Lexicon
from builder.model import Page, Role, Seed
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.training.layout import Laid

SEED_WEIGHT = 10
"""How much one real page counts against one that was laid out: no generator is quite like them."""
SINGLE_ROLES = {
    "title": Role.TITLE, "subtitle": Role.SUBTITLE, "captions": Role.CAPTION, "credits": Role.CREDIT,
    "note_label": Role.NOTE_LABEL, "label": Role.LABEL, "headline": Role.HEADLINE, "byline": Role.BYLINE,
}  # fmt: skip
GROUPED_ROLES = {"note": Role.NOTE, "lead": Role.LEAD}


def raw_page(text: str, lexicon: Lexicon, name: str = "page") -> Page:
    """A text cut into blocks."""
    seed = Seed(f"{name}.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text)
    return cut_blocks(clean(Page(name, seed), lexicon), lexicon)


def page_of(laid: Laid, lexicon: Lexicon) -> Page:
    """A laid-out page with its right roles."""
    page = raw_page(laid.text, lexicon)
    blocks = tuple(replace(block, role=role) for block, role in zip(page.blocks, laid.roles, strict=True))
    return replace(page, blocks=blocks)


def gold_pages(seeds: Path, gold: Path, lexicon: Lexicon, without: str = "") -> Iterator[tuple[str, Laid]]:
    """The seeds but for one, each with its name and the careful reading of it."""
    for name, reading in json.loads(gold.read_text("utf-8")).items():
        if not name.startswith("_") and name != without:
            yield name, _gold_page((seeds / f"{name}.txt").read_text("utf-8"), reading, lexicon)


def _gold_page(text: str, reading: dict[str, Any], lexicon: Lexicon) -> Laid:
    articles, copies, loops = [], set(), set()
    for article in reading["articles"]:
        heads = [index for key in ("label", "headline", "byline") for index in article.get(key, ())]
        articles.append({"district": article["district"], "heads": heads, "paras": article["paras"]})
        copies |= {*article.get("dup", ()), *article.get("partial_dup", ())}
        loops |= set(article.get("loop", ()))
    roles = _gold_roles(reading, len(raw_page(text, lexicon).blocks))
    return Laid(text, tuple(roles), tuple(articles), frozenset(copies), frozenset(loops), "seed")


def _gold_roles(reading: dict[str, Any], count: int) -> list[Role]:
    roles = [Role.BODY] * count
    for part in (reading, *reading["articles"]):
        for key, role in SINGLE_ROLES.items():
            for index in part.get(key, ()):
                roles[index] = role
        for key, role in GROUPED_ROLES.items():
            for (index,) in part.get(key, ()):
                roles[index] = role
    return roles
