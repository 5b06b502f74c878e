"""Archives of any size for the search bench, made of the seeds' sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from builder.archive import Archive, read_archive
from builder.gazetteer import District
from builder.lexicon import load_lexicon
from builder.search.index import Index
from builder.search.records import Field, PageRecord, Unit, page_records

ROOT = Path(__file__).parents[2]
VOCABULARIES = 12
BAND = 24
"""Characters of like frequency that a vocabulary exchanges: new words, and text that compresses as before."""
CHARACTERS = 6_000
"""Of a page."""
ARTICLES = 12
"""On a page."""
HALF = 12
"""Characters of each of a headline's two halves: of sentences' beginnings alone there are too few for many pages."""


@cache
def seed_archive() -> Archive:
    """The five seeds, read."""
    return read_archive(ROOT / "seeds", load_lexicon())[0]


def seed_index() -> Index:
    """What the project's own site is searched by."""
    archive = seed_archive()
    return Index(page_records(archive), archive.districts)


def made_index(count: int) -> Index:
    """An archive of so many pages; the same every time."""
    source = random.Random(count)
    texts = [_sentences(vocabulary) for vocabulary in range(VOCABULARIES)]
    districts = seed_archive().districts
    return Index(
        tuple(
            _page(number, count, source, texts[number % VOCABULARIES], districts) for number in range(count)
        ),
        districts,
    )


def _page(
    number: int, count: int, source: random.Random, sentences: list[str], districts: tuple[District, ...]
) -> PageRecord:
    year = 2025 - number * 10 // count
    title = source.choice(sentences)[:20]
    own = Unit("", "page", title, (Field(title),), (Field(source.choice(sentences), "captions"),))
    articles = (_article(line, source, sentences, districts) for line in range(10, 10 + 10 * ARTICLES, 10))
    return PageRecord(
        f"{number:05}-{source.randbytes(8).hex()}", title, f"{year}年", str(year), (own, *articles)
    )


def _article(line: int, source: random.Random, sentences: list[str], districts: tuple[District, ...]) -> Unit:
    headline = " ".join(source.choice(sentences)[:HALF].rstrip("，。") for _ in range(2))
    kind = source.choice(("speech", "report", "news"))
    body = tuple(_paragraphs(line, source, sentences))
    return Unit(f"l{line}", kind, headline, (Field(headline),), body, source.choice(districts).name)


def _paragraphs(line: int, source: random.Random, sentences: list[str]) -> Iterator[Field]:
    left = CHARACTERS // ARTICLES - 90  # what the headline and a last paragraph have more
    while left > 0:
        text = "".join(source.choices(sentences, k=3))
        left -= len(text)
        line += 1
        yield Field(text, f"l{line}")


@cache
def _sentences(vocabulary: int) -> list[str]:
    """The seeds' sentences, with Chinese characters exchanged for others as frequent; vocabulary 0 is the seeds'."""
    fields = [field.text for page in seed_index().pages for unit in page.units for field in unit.body]
    table = _exchange("".join(fields), vocabulary)
    sentences = (f"{part}。" for text in fields for part in text.split("。") if part)
    return [sentence.translate(table) for sentence in sentences]


def _exchange(text: str, vocabulary: int) -> dict[int, str]:
    if not vocabulary:
        return {}
    ranked = [char for char, _ in Counter(text).most_common() if "一" <= char <= "龥"]
    source = random.Random(vocabulary)
    table: dict[int, str] = {}
    for start in range(0, len(ranked), BAND):
        band = ranked[start : start + BAND]
        table |= {ord(char): other for char, other in zip(band, source.sample(band, len(band)), strict=True)}
    return table
