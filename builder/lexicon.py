"""Loads and checks the data files once into one frozen Lexicon."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from builder.errors import SettingsError
from builder.figures.indicators import Indicators, load_indicators
from builder.figures.tokens import Tokenizer
from builder.gazetteer import Gazetteer, load_gazetteer
from builder.lookalikes import load_clues
from builder.placenames import PlaceNames
from builder.presentyear import YearWords, load_year_words
from builder.version import digest
from builder.words import Words, load_words

DATA = Path(__file__).parent / "data"
SETTINGS = DATA / "settings.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the data that stages look things up in."""

    gazetteer: Gazetteer
    words: Words
    places: PlaceNames
    years: YearWords
    indicators: Indicators
    tokenizer: Tokenizer
    signature: str = ""
    """Changes with the gazetteer; the rest is the builder's own, and changes with its version."""
    names_signature: str = ""
    """Changes with the names of the gazetteer's districts, which is all that the reading of a page knows of it."""


def load_lexicon(settings: Path = SETTINGS) -> Lexicon:
    """
    Load what the settings name; paths in them are relative to their file.

    Raises SettingsError.
    """
    try:
        chosen = tomllib.loads(settings.read_text("utf-8"))["gazetteer"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SettingsError(f"{settings}: no settings ({error!r}); it names the gazetteer") from error
    gazetteer = load_gazetteer(settings.parent / chosen)
    words = load_words(DATA / "words")
    indicators = load_indicators(DATA / "indicators.toml", DATA / "units.toml")
    return Lexicon(
        gazetteer=gazetteer,
        words=words,
        places=PlaceNames(gazetteer, words, load_clues(DATA / "placenames.toml")),
        years=load_year_words(DATA / "years.toml"),
        indicators=indicators,
        tokenizer=Tokenizer(indicators),
        signature=digest([repr(gazetteer)]),
        names_signature=digest(name for unit in gazetteer.districts for name in (unit.name, *unit.names, "")),
    )
