"""
Finds the names of districts and towns in a text, and tells them from what only looks like them.

A full name (丰都县) needs no evidence beyond that its characters are no parts of other words. A short one (丰都) is
taken where nothing speaks against it; one that is also a common word (长寿) only where something speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from builder.gazetteer import District, Gazetteer, Town
from builder.lookalikes import Clues, Lookalikes
from builder.words import Words

INSTITUTION_REACH = 12
"""How many characters behind a name the word for its body or park may stand."""
BEFORE = 8
"""How many characters before a name are looked at; a text begins as if behind a comma."""
ITEM = 5
"""Characters behind the name in an item of a list: 江津|四面山."""
HELD_TEXTS = 512
"""Of so many texts the names' places are held; a page has some hundred."""
_OTHER_UNIT = re.compile(r"([\u3400-\u9fff]{1,6}(?:市|县|自治州))$")
_BEGINS_WITH_CITY = re.compile(
    r"([\u3400-\u9fff]{2,3}市)(?=\d|[前上下去今]|[一二三四]季度|GDP|地区生产总值|经济|国民|召开|发布|公布|委|政府)"
)
_TOGETHER = re.compile("[\u3400-\u9fff]{0,10}?(?:合作|一体化|融合|协同|共建|结对|毗邻|两地)")
"""Behind two names that touch: 内江荣昌现代农业合作示范区 is of both."""
_COMES_FROM = re.compile("[位名家批群些支队们户](?:是)?来自$")
"""Right before a short name and 的: somebody comes from there. Not a thing: 秘诀来自长寿的…."""
_SENTENCE_END = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Name:
    """A district's name in a text."""

    start: int
    end: int
    district: str
    """Full name."""
    kind: str
    """`full`, `short`, or `town` where a town in it is named."""


class Spot(NamedTuple):
    """A place at which a name of the gazetteer stands."""

    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """The words there."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a text beside its words."""

    earliest: str | None = None
    latest: str | None = None
    """The page's first and last possible day."""
    known: frozenset[str] = frozenset()
    """Full names of districts that the article names in full elsewhere."""
    strange: frozenset[str] = frozenset()
    """Those whose short names mean something else in it."""


class PlaceNames:
    """Finds names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, words: Words, clues: Clues) -> None:
        self.gazetteer = gazetteer
        self.regions = (*gazetteer.regions, *gazetteer.areas)
        """Names of its regions and groups, and of its other parts."""
        self._words = words.with_names(gazetteer.names | frozenset(clues.elsewhere))
        self._clues = clues
        self._lookalikes = Lookalikes(clues, words.common)
        self._units: dict[str, list[District]] = {}
        for district in gazetteer.districts:
            for name in district.names:
                self._units.setdefault(name, []).append(district)
        self._products = {
            name: unit.known_for for unit in gazetteer.districts if unit.known_for for name in unit.names
        }
        self._full_names = frozenset(name for unit in gazetteer.districts for name in unit.full_names)
        self._by_start: dict[str, list[str]] = {}
        for name in sorted({*self._units, *gazetteer.towns}, key=lambda name: (-len(name), name)):
            self._by_start.setdefault(name[:2], []).append(name)
        first, second = ({name[place] for name in self._by_start} for place in (0, 1))
        self._begins = re.compile(f"[{''.join(sorted(first))}](?=[{''.join(sorted(second))}])")
        self._held: dict[str, tuple[Spot, ...]] = {}
        self._elsewhere = tuple(p for p in clues.elsewhere if p not in gazetteer.short)
        self._other_place = re.compile(
            f"(?:{'|'.join(map(re.escape, self._elsewhere))})(?:省|市|自治区|自治州)"
        )

    def named_in_full(self, spots: Iterable[Spot]) -> frozenset[str]:
        """The districts whose full names stand at some spots."""
        return frozenset(
            unit.name
            for spot in spots
            for unit in self._units.get(spot.name, ())[:1]
            if spot.name in self._full_names
        )

    def other_places(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """Where text[start:end] names provinces and cities that are not the gazetteer's: 遂宁市, 四川."""
        return self._other_place.finditer(text, start, end)

    def begins_elsewhere(self, text: str) -> bool:
        """Whether a text begins with a place that is not the gazetteer's: 苏州工业园区."""
        return text.startswith(self._elsewhere)

    def names_other_city(self, text: str) -> bool:
        """Whether a text names a city that is not the gazetteer's: 广安市; one that no list holds, where it begins the text."""
        begins = _BEGINS_WITH_CITY.match(text)
        strange = begins and not begins[1].endswith((self.gazetteer.name, *self._units, *self._clues.no_unit))
        return bool(strange) or any(f"{place}市" in text for place in self._elsewhere)

    def is_common(self, name: str) -> bool:
        """Whether the short name of that district is a common word, too."""
        return any(unit.name == name and unit.common for unit in self.gazetteer.districts)

    def spots(self, text: str) -> tuple[Spot, ...]:
        """
        The places at which names of the gazetteer stand that do not overlap and are no parts of other words.

        The latest texts' are held: the ledger of figures asks again for what the districts were found from.
        """
        if (held := self._held.get(text)) is None:
            if len(self._held) >= HELD_TEXTS:
                self._held.clear()
            held = self._held[text] = tuple(self._candidates(self._all_spots(text)))
        return held

    def _all_spots(self, text: str) -> Iterable[Spot]:
        """Every place at which a name stands, the longest name first where several begin."""
        for match in self._begins.finditer(text):
            start = match.start()
            for name in self._by_start.get(text[start : start + 2], ()):
                if text.startswith(name, start):
                    yield Spot(text, start, start + len(name))

    def find(self, text: str, context: Context = Context()) -> tuple[Name, ...]:
        """All names of districts in a text, in its order."""
        candidates = self.spots(text)
        if not candidates:
            return ()
        sure: list[Name] = []
        doubtful: list[tuple[Spot, District]] = []
        for spot in candidates:
            if spot.name in self._units:
                unit = self._unit(spot.name, context)
                if verdict := self._judge(spot, unit, context):
                    kind = "full" if spot.name in self._full_names else "short"
                    sure.append(Name(spot.start, spot.end, unit.name, kind))
                elif verdict is None:
                    doubtful.append((spot, unit))
        sure += [_short_name(spot, unit) for spot, unit in _listed(text, sure, doubtful)]
        sure += self._towns(candidates, context, sure)
        return tuple(sorted(sure, key=lambda name: name.start))

    def alike(self, text: str, district: str) -> int:
        """How often the short name of a district stands in a text as a part of other words: 出|城口|往东, 县城|口碑."""
        return sum(
            self._crosses(spot) or _is_contradicted(spot, unit)
            for spot in self._all_spots(text)
            for unit in self._units.get(spot.name, ())
            if unit.name == district and spot.name not in self._full_names
        )

    def _candidates(self, spots: Iterable[Spot]) -> Iterable[Spot]:
        """The places at which names stand that do not overlap and are no parts of other words."""
        position = 0
        for spot in spots:
            if (
                spot.start < position
                or self._crosses(spot)
                or (self._unit_goes_on(spot) and self._shorter(spot))
            ):
                continue
            yield spot
            position = spot.end

    def _crosses(self, spot: Spot) -> bool:
        if spot.name in self._full_names:
            return self._words.crosses(spot.text, spot.start, spot.end, edges=(spot.start,))
        sure = spot.text.endswith(self.gazetteer.short, 0, spot.start)
        if sure or spot.text.startswith(
            (*self._clues.place_after, *self._products.get(spot.name, ())), spot.end
        ):
            return self._words.crosses(spot.text, spot.start, spot.end, edges=(spot.start,))
        return self._words.crosses(spot.text, spot.start, spot.end)

    def _unit_goes_on(self, spot: Spot) -> bool:
        return spot.name[-1] in "区县" and spot.text.startswith(self._clues.unit_goes_on, spot.end)

    def _shorter(self, spot: Spot) -> bool:
        return spot.name[:-1] in self._units

    def _unit(self, name: str, context: Context) -> District:
        units = self._units[name]
        if len(units) == 1:
            return units[0]
        fitting = [unit for unit in units if unit.existed(context.earliest, context.latest)]
        return (fitting or units)[0]

    def _judge(self, spot: Spot, unit: District, context: Context) -> bool | None:
        """Whether a name means its district; None where only the neighbouring names can tell."""
        text, start, end = spot.text, spot.start, spot.end
        if self._lies_elsewhere(text, start) and not (
            _TOGETHER.match(text, end) or text.startswith(unit.known_for, end)
        ):
            return False
        if spot.name in self._full_names:
            return not self._unit_goes_on(spot)
        if (
            unit.name in context.strange
            or _is_contradicted(spot, unit)
            or (text[start - 1 : start] == "的" and self._lies_elsewhere(text, start - 1))
        ):
            return False
        if text.startswith(self._clues.place_after, end) and not self._unit_goes_on_behind(text, end):
            return True
        if self._lookalikes.bears_name(text, start, end) or not unit.existed(
            context.earliest, context.latest
        ):
            return False
        return True if not unit.common or self._is_supported(spot, unit, context) else None

    def _unit_goes_on_behind(self, text: str, end: int) -> bool:
        return text[end : end + 1] in "区县" and text.startswith(self._clues.unit_goes_on, end + 1)

    def _lies_elsewhere(self, text: str, start: int) -> bool:
        before = text[max(0, start - 8) : start]
        if before.rstrip("省市县").endswith(self._elsewhere):
            return not before.endswith("、")
        unit = _OTHER_UNIT.search(before)
        own = (*self._units, self.gazetteer.name, *self._clues.no_unit)
        return unit is not None and not unit.group(1).endswith(own)

    def _is_supported(self, spot: Spot, unit: District, context: Context) -> bool:
        text, start, end = spot.text, spot.start, spot.end
        return (
            unit.name in context.known
            or text.strip() == spot.name
            or text.endswith((*self.gazetteer.short, self.gazetteer.name), 0, start)
            or text.startswith((*self._clues.acts, *unit.known_for), end)
            or self._holds_town(unit, text, end)
            or (not text[:start].strip() and text[end : end + 1] in " \u3000：")
            or (text[max(0, start - 1) : start] in ("（", "(") and text[end : end + 1] in ("）", ")"))
            or self._is_institution(text, start, end)
            or text.endswith(self._clues.place_surely_before, 0, start)
            or (text.endswith(("从", "由"), 0, start) and text.startswith(self._clues.moved, end))
            or (
                text[end : end + 1] == "的" and _COMES_FROM.search(text, max(0, start - 6), start) is not None
            )
            or (text.endswith(self._clues.place_before, 0, start) and text[end : end + 1] in "，。、；的举召")
        )

    def _holds_town(self, unit: District, text: str, end: int) -> bool:
        """Whether one of its towns stands right behind the name: 长寿|桃花街道."""
        names = (name for name in self._by_start.get(text[end : end + 2], ()) if text.startswith(name, end))
        return any(
            town.district == unit.name for name in names for town in self.gazetteer.towns.get(name, ())
        )

    def _is_institution(self, text: str, start: int, end: int) -> bool:
        """Whether a clause begins with the name of a body or park in the place: 长寿龙溪河国家湿地公园."""
        begins = not start or not "\u3400" <= text[start - 1] <= "\u9fff"
        return begins and self._clues.institution.search(text, end, end + INSTITUTION_REACH) is not None

    def _towns(self, spots: Iterable[Spot], context: Context, sure: list[Name]) -> list[Name]:
        """The towns among some spots; one that two districts share is of a district that is named, itself or by another town."""
        towns = [spot for spot in spots if spot.name in self.gazetteer.towns]
        found = [name for spot in towns if (name := self._town(spot, context, sure))]
        if found and len(found) < len(towns):
            found = [name for spot in towns if (name := self._town(spot, context, sure + found))]
        return found

    def _town(self, spot: Spot, context: Context, names: list[Name]) -> Name | None:
        towns = self.gazetteer.towns[spot.name]
        if self._lies_elsewhere_town(spot, towns):
            return None
        districts = {town.district for town in towns if _held(town, context)}
        if before := {name.district for name in names if name.end == spot.start}:
            districts &= before  # 江津白沙镇
        if len(districts) > 1 or any(town.is_short for town in towns):
            districts &= {name.district for name in names} | context.known
        return Name(spot.start, spot.end, districts.pop(), "town") if len(districts) == 1 else None

    def _lies_elsewhere_town(self, spot: Spot, towns: tuple[Town, ...]) -> bool:
        if self._lies_elsewhere(spot.text, spot.start):
            return True
        before = re.search(r"([\u3400-\u9fff]{2,7}区)$", spot.text[max(0, spot.start - 8) : spot.start])
        return (
            before is not None
            and not any(
                before.group(1).endswith(name)
                for town in towns
                for unit in self._named(town.district)
                for name in unit.names
            )
            and not before.group(1).endswith(("全区", "我区", "城区", "山区", "库区", "园区"))
        )

    def _named(self, name: str) -> tuple[District, ...]:
        unit = self.gazetteer.by_name(name)
        return (unit,) if unit else ()


def _is_contradicted(spot: Spot, unit: District) -> bool:
    """Whether the gazetteer says of the words around a short name that it is something else."""
    text, start, end = spot
    before = text[max(0, start - BEFORE) : start] if start >= BEFORE else f"，{text[:start]}"
    if text.startswith(unit.not_before, end) or before.endswith(unit.not_after):
        return True
    return bool(unit.not_near) and any(word in _sentence(text, start, end) for word in unit.not_near)


def _held(town: Town, context: Context) -> bool:
    return not (town.since and context.latest and context.latest < town.since) and not (
        town.until and context.earliest and context.earliest > town.until
    )


def _short_name(spot: Spot, unit: District) -> Name:
    return Name(spot.start, spot.end, unit.name, "short")


def _listed(
    text: str, sure: list[Name], doubtful: list[tuple[Spot, District]]
) -> Iterable[tuple[Spot, District]]:
    """Doubtful names that stand in one list with a sure one: 江北、长寿、江津."""
    ends, starts = {name.end for name in sure}, {name.start for name in sure}
    open_names = doubtful
    while True:
        found = [
            (spot, unit)
            for spot, unit in open_names
            if _follows_item(text, spot, ends)
            or _neighbour(text, spot.start, ends, -1)
            or _neighbour(text, spot.end, starts, 1)
        ]
        if not found:
            return
        yield from found
        ends |= {spot.end for spot, _ in found}
        starts |= {spot.start for spot, _ in found}
        open_names = [pair for pair in open_names if pair not in found]


def _follows_item(text: str, spot: Spot, ends: set[int]) -> bool:
    """Whether a name begins the next item of a list whose last one begins with a name: 江津四面山、石柱大风堡."""
    if text[spot.start - 1 : spot.start] != "、" or not "\u3400" <= text[spot.end : spot.end + 1] <= "\u9fff":
        return False
    return any(1 <= spot.start - 1 - end <= ITEM and text[end : spot.start - 1].isalpha() for end in ends)


def _neighbour(text: str, position: int, edges: set[int], step: int) -> bool:
    """Whether only a mark or word of a list stands between a place and the nearest name."""
    for length in (1, 2):
        edge = position + step * length
        between = text[edge:position] if step < 0 else text[position:edge]
        if edge in edges and between in (
            "、",
            "和",
            "与",
            "及",
            "至",
            "到",
            "—",
            "-",
            "以及",
            "区、",
            "县、",
            "两地",
        ):
            return True
    return False


def _sentence(text: str, start: int, end: int) -> str:
    left = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    right = _SENTENCE_END.search(text, end)
    return text[left : right.start() if right else len(text)]
