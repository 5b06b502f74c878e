"""Turns a laid-out text into a page of the builder."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Page, Seed
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean
from builder.training.layout import Laid


def raw_page(text: str, lexicon: Lexicon, name: str = "page") -> Page:
    """A text cut into blocks."""
    seed = Seed(f"{name}.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text)
    return cut_blocks(clean(Page(name, seed), lexicon), lexicon)


def page_of(laid: Laid, lexicon: Lexicon) -> Page:
    """A laid-out page with its right roles."""
    page = raw_page(laid.text, lexicon)
    blocks = tuple(replace(block, role=role) for block, role in zip(page.blocks, laid.roles, strict=True))
    return replace(page, blocks=blocks)
