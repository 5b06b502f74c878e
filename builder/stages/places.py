"""Finds the one district that an article is about, and all that it mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from builder.entry import NO_DISTRICT, Matter, Ruling
from builder.lexicon import Lexicon
from builder.model import Article, Mention, Page, Ruled, Text
from builder.offsets import SeedOffsets
from builder.placenames import Context, Name, PlaceNames
from builder.rulings import article_at, district_of, ruled_district

LEAD_WEIGHT = 2
"""How much more a name in the first paragraph says than one further down."""
PASSING = 1
"""One name further down may be named in passing: 位于渝北区的工厂 in a firm's annual report."""
FIRMS = ("公司", "集团", "股份")
LYING = ("位于", "地处", "坐落于", "坐落在", "落户")
SHARE = 0.6
"""Share of the names in its text that a district needs to be what an article is about."""
LEAD_SHARE = 0.5
"""... where it is the first that is named, and twice as often as any other."""
ALIKE = 2
"""So often a name stands as a part of other words in an article in which it means nothing else."""


def find_places(page: Page, lexicon: Lexicon) -> Page:
    """
    Fill each article's district and mentions.

    The district stands in the label, else in the byline (an office there), else in the headline, else it is the
    one that the paragraphs name most. It stays empty for editorials and where no source names one district alone.
    Whatever they say, the archivist's word holds.

    Needs: articles; the page's date, which picks the names in force.
    """
    places = lexicon.places
    articles = tuple(_with_places(page, one, ruled_district(page, one), places) for one in page.articles)
    rulings = tuple(_beside_its_own(page, one, places) for one in page.rulings)
    return replace(page, articles=articles, rulings=rulings)


def _beside_its_own(page: Page, ruled: Ruled, places: PlaceNames) -> Ruled:
    """What the archivist says of a district, beside the one that the article's own words tell."""
    article = article_at(page, ruled.said.lines[0])
    if ruled.said.matter is not Matter.DISTRICT or article is None:
        return ruled
    return replace(ruled, was=_with_places(page, article, None, places).district or NO_DISTRICT)


def _with_places(page: Page, article: Article, ruling: Ruling | None, places: PlaceNames) -> Article:
    texts = article.texts
    known = places.named_in_full(spot for text in texts for spot in places.spots(text.text))
    context = Context(page.date.earliest, page.date.latest, known)
    names = {id(text): places.find(text.text, context) for text in texts}
    if strange := _mistaken(article, names, known, places):
        context = replace(context, strange=strange)
        names = {id(text): places.find(text.text, context) for text in texts}
    district = (
        district_of(ruling)
        if ruling
        else _district(article, names, (*places.regions, *places.gazetteer.home))
    )
    if district and district not in known and places.is_common(district):
        context = replace(context, known=known | {district})
        names = {id(text): places.find(text.text, context) for text in texts}
    mentions = tuple(mention for text in texts for mention in _mentions(page, text, names[id(text)]))
    return replace(article, district=district, mentions=mentions)


def _mistaken(
    article: Article, names: dict[int, tuple[Name, ...]], known: frozenset[str], places: PlaceNames
) -> frozenset[str]:
    """
    Districts whose short names mean something else all through an article: 出城口往东 …, 他说的城口是….

    Those are told that are not named in full, nor at the head, and that look like names as often as they are.
    """
    found = Counter(name.district for text in article.paragraphs for name in names[id(text.text)])
    head = {
        name.district
        for text in (article.label, article.headline, article.byline)
        if text
        for name in names[id(text)]
    }
    texts = [text.text for text in article.texts]
    return frozenset(
        unit
        for unit, count in found.items()
        if unit not in known | head and sum(places.alike(text, unit) for text in texts) >= max(count, ALIKE)
    )


def _mentions(page: Page, text: Text, names: tuple[Name, ...]) -> Iterable[Mention]:
    if names:
        offsets = SeedOffsets(page, text)
        yield from (Mention(name.district, offsets.span(name.start, name.end)) for name in names)


def _district(article: Article, names: dict[int, tuple[Name, ...]], regions: tuple[str, ...]) -> str | None:
    if article.label and (districts := _districts(names[id(article.label)])):
        return districts[0] if len(districts) == 1 else None
    if article.byline and (office := _office(article.byline, names[id(article.byline)])) is not None:
        return office or None
    if article.headline and len(districts := _districts(names[id(article.headline)])) == 1:
        return districts[0]
    return None if article.kind == "editorial" else _most_named(article, names, regions)


def _office(byline: Text, names: tuple[Name, ...]) -> str | None:
    """District whose leader signs; empty for an office of the city; None for a reporter's byline."""
    if "记者" in byline.text or "通讯员" in byline.text:
        return None
    if districts := _districts(names):
        return districts[0] if len(districts) == 1 else None
    return "" if byline.text.lstrip("□ ").startswith("市") else None


def _most_named(article: Article, names: dict[int, tuple[Name, ...]], regions: tuple[str, ...]) -> str | None:
    counts: Counter[str] = Counter()
    for index, paragraph in enumerate(article.paragraphs):
        weight = LEAD_WEIGHT if index == 0 else 1
        counts.update({name.district: 0 for name in names[id(paragraph.text)]})
        for name in names[id(paragraph.text)]:
            counts[name.district] += weight
    if not counts:
        return None
    district, count = counts.most_common(1)[0]
    if _is_aside(district, [names[id(paragraph.text)] for paragraph in article.paragraphs]):
        return None
    if count <= PASSING and _opens_with_firm(article):
        return None
    if counts.total() <= LEAD_WEIGHT and _tells_of_firm_there(article, names):
        return None
    survey = article.headline and any(words in article.headline.text for words in regions)  # 奋进渝东南
    share = SHARE if survey or _shares_the_lead(article, names, counts) else LEAD_SHARE
    return district if count >= share * counts.total() else None


def _shares_the_lead(article: Article, names: dict[int, tuple[Name, ...]], counts: Counter[str]) -> bool:
    """Whether another district is named half as often as the first, or where the first is not at the beginning."""
    (district, count), *others = counts.most_common(2)
    opens = bool(names[id(article.paragraphs[0].text)]) and names[id(article.paragraphs[0].text)][0]
    return not opens or opens.district != district or any(2 * other > count for _, other in others)


def _is_aside(district: str, named: list[tuple[Name, ...]]) -> bool:
    """Whether a district is named in only one later paragraph, and beside another one: it is an example there."""
    within = [_districts(names) for names in named if any(name.district == district for name in names)]
    first = any(name.district == district for name in named[0])
    return len(named) > 2 and not first and len(within) == 1 and len(within[0]) > 1


def _opens_with_firm(article: Article) -> bool:
    """Whether an article is about a firm, so that a district named once further down is where its works lie."""
    opening = (*([article.headline] if article.headline else ()), *(p.text for p in article.paragraphs[:1]))
    return any(word in text.text for text in opening for word in FIRMS)


def _tells_of_firm_there(article: Article, names: dict[int, tuple[Name, ...]]) -> bool:
    """Whether the one name of an article only says where the firm lies of which it tells: 位于璧山的青山工业."""
    texts = [paragraph.text for paragraph in article.paragraphs]
    named = [(text.text, name) for text in texts for name in names[id(text)]]
    lies = len(named) == 1 and named[0][0].endswith(LYING, 0, named[0][1].start)
    return lies and sum(any(word in text.text for word in FIRMS) for text in texts) * 2 >= len(texts)


def _districts(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.district for name in names))
