"""Articles that training pages are laid out from: texts written for this project, and those of the seeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from builder.lexicon import Lexicon
from builder.model import Page, Seed
from builder.stages.blocks import cut_blocks
from builder.stages.clean import clean

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Source:
    """One article as a newspaper would print it."""

    kind: str
    """`speech`, `report`, `news`, `essay`, `editorial`."""
    headline: str
    paragraphs: tuple[str, ...]
    byline: str = ""
    district: str = ""
    """Full name, or empty."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on pages beside the articles' texts."""

    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    notes: tuple[str, ...]
    leads: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    bylines: tuple[str, ...]
    """`{0}` and `{1}` stand for names."""
    headlines: tuple[str, ...] = ()
    """Headlines without their articles: roles are learnt from more headlines than there are articles."""

    def every_second(self, start: int) -> Furniture:
        """Half of it: what stands at even places, or at odd ones."""
        return Furniture(*(getattr(self, field.name)[start::2] for field in fields(self)))


def written(part: str) -> tuple[Source, ...]:
    """The articles of `train`, `dev` or `test`, which share none."""
    return tuple(_parse((TEXTS / part / "articles.txt").read_text("utf-8")))


def furniture(part: str, *, headlines: bool = False) -> Furniture:
    """What stands beside the articles of `train`, `dev` or `test`, which share nothing; other `headlines` there are for training."""
    names = [field.name for field in fields(Furniture) if headlines or field.name != "headlines"]
    return Furniture(**{name: _lines(TEXTS / part / f"{name}.txt") for name in names})


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").split("\n")[:-1])


def _parse(text: str) -> Iterator[Source]:
    for piece in text.split("\n## ")[1:]:
        head, *paragraphs = [line.strip() for line in piece.split("\n") if line.strip()]
        kind, district, headline, byline = (field.strip() for field in (head + "|||").split("|")[:4])
        yield Source(kind, headline, tuple(paragraphs), byline, district)


def seed_articles(seeds: Path, gold: Path, lexicon: Lexicon, without: str = "") -> tuple[Source, ...]:
    """The seeds' articles, but for one seed's."""
    found: list[Source] = []
    for name, reading in json.loads(gold.read_text("utf-8")).items():
        if name.startswith("_") or name == without:
            continue
        text = (seeds / f"{name}.txt").read_text("utf-8")
        page = cut_blocks(clean(Page(name, Seed(name, "", "utf-8", text)), lexicon), lexicon)
        found += [_source(page, article) for article in reading["articles"]]
    return tuple(found)


def _source(page: Page, article: dict[str, Any]) -> Source:
    texts = [block.text for block in page.blocks]
    headline = texts[article["headline"][0]]
    district = article["district"] or ""
    byline = texts[article["byline"][0]] if "byline" in article else ""
    kind = article.get("kind", "speech" if byline else "report")
    if kind == "report" and "label" not in article:
        headline = headline.partition(" ")[2]
    cut = {int(mark[:-1]) for mark in article.get("cut", ())}
    bad = cut | set(article.get("partial_dup", ())) | set(article.get("loop", ()))
    paragraphs = tuple(
        "".join(texts[index] for index in blocks) for blocks in article["paras"] if not bad & set(blocks)
    )
    return Source(kind, headline, paragraphs, byline, district)
