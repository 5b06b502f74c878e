"""Seeds in any number: sentences of the seeds' articles shuffled into new ones, of other districts and years, laid out anew."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from builder.lexicon import Lexicon, load_lexicon
from builder.training.corpus import Source, furniture, seed_articles, written
from builder.training.layout import lay_out
from builder.training.people import person
from tests.conftest import ROOT

FIRST_DAY = datetime.date(2014, 1, 1)
DAYS = 365 * 12
ON_A_PAGE = 14
"""Articles of a kind that a page may choose from; it takes some of them."""
CHARACTERS = (400, 1300)
"""Of an article's text, the least and the most."""
PLACE = "\ue000"
"""Stands in a sentence for the district that its article was about."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=%|亿元|万元|万亩|家|个)")
_SENTENCE = re.compile(r".+?(?:[。！？]”?|$)")


@dataclass(frozen=True, slots=True)
class Material:
    """What articles of one kind are made of."""

    kind: str
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


def write_seeds(folder: Path, count: int) -> None:
    """Write so many seeds, the same every time, and a catalogue of their days, into a new folder."""
    lexicon = load_lexicon()
    materials = list(_materials(lexicon))
    shorts = {unit.name: unit.short[0] if unit.short else unit.name for unit in lexicon.gazetteer.districts}
    catalog: list[str] = []
    for number in range(count):
        source = random.Random(number)
        name = f"{number:05}_{source.randbytes(8).hex()}.txt"
        year = folder / str(FIRST_DAY.year + number * 12 // count)
        year.mkdir(parents=True, exist_ok=True)
        articles = [article for material in materials for article in _articles(material, source, shorts)]
        text = lay_out(articles, furniture("train"), number).text
        (year / name).write_text(text, "utf-8")
        day = FIRST_DAY + datetime.timedelta(days=number * DAYS // count)
        catalog.append(f"{name}:\n  publication: 渝州日报\n  date: {day}\n  page: {source.randint(1, 12)}\n")
    (folder / "catalog.yml").write_text("\n".join(catalog), "utf-8")


def _materials(lexicon: Lexicon) -> Iterator[Material]:
    sources = (
        *seed_articles(ROOT / "seeds", ROOT / "tests/gold/reading.json", lexicon),
        *written("train"),
        *written("test"),
    )
    for kind in ("speech", "report", "news"):
        of_kind = [source for source in sources if source.kind == kind]
        yield Material(
            kind,
            tuple(source.headline for source in of_kind),
            tuple(
                _placeless(sentence, source.district)
                for source in of_kind
                for paragraph in source.paragraphs
                for sentence in _SENTENCE.findall(paragraph)
            ),
        )


def _placeless(sentence: str, district: str) -> str:
    short = district.removesuffix("区").removesuffix("县")
    for name in (district, short):
        if len(name) > 1:
            sentence = sentence.replace(name, PLACE)
    return sentence


def _articles(material: Material, source: random.Random, shorts: dict[str, str]) -> Iterator[Source]:
    """New articles, each of one district, or of none where it is news; no sentence stands in two of them."""
    sentences = iter(source.sample(material.sentences, len(material.sentences)))
    for headline in source.sample(material.headlines, min(ON_A_PAGE, len(material.headlines))):
        district = source.choice(list(shorts)) if material.kind != "news" else ""
        paragraphs = tuple(_paragraphs(sentences, shorts.get(district, "该地"), source))
        if paragraphs:
            byline = f"{district}委书记 {person(source)}" if material.kind == "speech" else ""
            yield Source(material.kind, headline, paragraphs, byline, district)


def _paragraphs(sentences: Iterator[str], place: str, source: random.Random) -> Iterator[str]:
    left = source.randint(*CHARACTERS)
    while left > 0 and (text := "".join(islice(sentences, source.randint(2, 4)))):
        left -= len(text)
        yield _NUMBER.sub(lambda found: _other(found.group(), source), text.replace(PLACE, place))


def _other(number: str, source: random.Random) -> str:
    """Another number of as many digits."""
    return "".join(str(source.randint(1, 9)) if char.isdigit() else char for char in number)
