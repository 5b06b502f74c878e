"""Which district an article is about, as far as its reading needs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from builder.gazetteer import District, Gazetteer

_GAP = re.compile(r"[\s　·：:]+")
_CITY_OFFICE = re.compile(r"^(?:重庆)?市(?!区)|本报|评论员|社论|新华社|全国|国务院|中央")
MAIN_SHARE = 0.6
"""An article is about the district that has this share of its mentions: below it, none is told from the text."""
MAIN_COUNT = 2
"""Mentions that a district needs where neither label, headline nor byline names it."""


class _Same:
    """Districts that are compared by identity: to hash them costs more than to search a text for them."""

    def __init__(self, districts: tuple[District, ...]) -> None:
        self.districts = districts

    def __hash__(self) -> int:
        return id(self.districts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.districts is other.districts


def _names(gazetteer: Gazetteer) -> tuple[re.Pattern[str], dict[str, str]]:
    return _compiled(_Same(gazetteer.districts))


@lru_cache(maxsize=8)
def _compiled(same: _Same) -> tuple[re.Pattern[str], dict[str, str]]:
    full = {name: district.name for district in same.districts for name in district.names}
    longest_first = sorted(full, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"), full


def count_districts(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """How often a text names each district, by full name; short names count wherever their characters stand."""
    return Counter(_named(text, _Same(gazetteer.districts)))


@lru_cache(maxsize=2048)
def _named(text: str, same: _Same) -> tuple[str, ...]:
    pattern, full = _compiled(same)
    return tuple(full[name] for name in pattern.findall(text))


def bare_district(text: str, gazetteer: Gazetteer) -> str | None:
    """The district of a text that is nothing but its name: 潼南. Must not act on 潼南柠檬."""
    return _names(gazetteer)[1].get(text.strip())


def nearly_district(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a text is a district's name but for one character, as OCR misreads one: 奉书, 武降. Must not act on the name itself."""
    text = text.strip()
    return any(
        len(name) == len(text) and sum(one != other for one, other in zip(name, text, strict=True)) == 1
        for name in _names(gazetteer)[1]
    )


def leading_district(text: str, gazetteer: Gazetteer) -> str | None:
    """The district that stands before a headline's first gap: 璧山 跑出新年“加速度”. Must not act on 璧山跑出."""
    first, *rest = _GAP.split(text.strip(), maxsplit=1)
    return bare_district(first, gazetteer) if rest else None


def own_district(
    label: str, headline: str, byline: str, paragraphs: Iterable[str], gazetteer: Gazetteer
) -> str | None:
    """
    The one district that an article is about.

    The label says it, else the headline's first word, the byline's office, or the text, where one district has most
    of the mentions: that also mends a misread label (钢铁 above a text of 铜梁).
    Must not act where the byline names an office of the whole city, or a commentator.
    """
    told = bare_district(label, gazetteer) or leading_district(headline, gazetteer)
    if told:
        return told
    office = count_districts(byline, gazetteer)
    if office and not _is_reporter(byline):
        return next(iter(office))
    if byline and _CITY_OFFICE.search(byline) and not _is_reporter(byline):
        return None
    return _main_district(headline, tuple(paragraphs), gazetteer)


def _is_reporter(byline: str) -> bool:
    return any(word in byline for word in ("记者", "通讯员"))


def _main_district(headline: str, paragraphs: Sequence[str], gazetteer: Gazetteer) -> str | None:
    counts = count_districts(" ".join(paragraphs), gazetteer)
    named = count_districts(headline, gazetteer)
    counts.update({name: 2 * count for name, count in named.items()})
    if not counts:
        return None
    (name, count), total = counts.most_common(1)[0], counts.total()
    return name if count >= MAIN_COUNT and count >= MAIN_SHARE * total else None
