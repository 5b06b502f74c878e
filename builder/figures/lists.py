"""Reads lists of indicators with lists of numbers: A、B、C分别增长1%、2%、3%."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.figures.amounts import mode_of
from builder.figures.clauses import LIST_MARKS, SHARES, bare, is_list, prefix_start, slots
from builder.figures.facts import Facts, has_strange_unit
from builder.figures.indicators import Indicator
from builder.figures.periods import read_period
from builder.figures.statement import Statement
from builder.figures.subjects import NOBODY, PLACE_KINDS, Subject, is_firm
from builder.figures.tokens import Token

_ALL = re.compile("等?[一二三四五六七八九十两\\d]*[项个大]?(?:主要|核心|经济)*(?:指标)?")
"""Words that sum a list up: 三项指标."""
_SUMMED = re.compile("[两三四五六七八九十]大[^、]*$")
_SUM = re.compile("[两三四五六](?:个?区县|[地区县])")
"""Words for so many places named before."""
_LEVEL = re.compile("(?:国家?|省|市|区|县|部)级")


class Lists(Facts):
    """Gives each item of a list its own number."""

    def _distributed(self, clause: list[Token]) -> bool:
        """Read a list of indicators with a list of numbers; False where the clause is none."""
        at = next(
            (i for i, token in enumerate(clause) if token.kind == "respectively" or "分别" in token.text),
            None,
        )
        first = next((i for i, token in enumerate(clause) if token.kind == "number" and i > (at or 0)), None)
        if first is None:
            return False
        numbers = [i for i in range(first, len(clause)) if clause[i].kind == "number"]
        if any(
            clause[i].kind not in ("number", "stop", "and", "qualifier", "up", "down", "filler")
            and not has_strange_unit(clause, i - 1)
            for i in range(first, numbers[-1])
        ):
            return False
        head = clause[: at if at is not None else first]
        if at is not None and not any(token.kind == "indicator" for token in head):
            head = [*head, *(token for token in clause[at:first] if token.kind == "indicator")]
        if len(numbers) < 2 or not (
            at is not None or is_list(clause, head, len(numbers)) or self._resumes(head, len(numbers))
        ):
            return False
        return self._distribute(clause, head, numbers, first)

    def _resumes(self, head: list[Token], count: int) -> bool:
        """Whether a clause gives changes of just the values before it: …406家、…39家，同比增长12%、8%."""
        kinds = {token.kind for token in head}
        values = self._group if len(self._group) == count else self._values[-count:]
        return kinds <= {"stop", "up", "down", "filler"} and len(values) == count and None not in values

    def _distribute(self, clause: list[Token], head: list[Token], numbers: list[int], first: int) -> bool:
        items = self._items_of(head, len(numbers))
        if len(items) != len(numbers):
            return self._is_unreadable(clause)
        mode = mode_of(clause, first, self._pending)
        for item, number in zip(items, numbers, strict=True):
            mode = clause[number - 1].kind if clause[number - 1].kind in ("up", "down") else mode
            if item:
                item = self._stock(item, clause[number], clause[:first])
                self._assign(item, clause[number], mode, clause, number)
                item.end = clause[numbers[-1]].end
        self._group = items
        self._open, self._last = [], [item for item in items if item][-1:]
        return True

    def _is_unreadable(self, clause: list[Token]) -> bool:
        """Whether a clause gives numbers to what it does not list: 进出口额分别为1326亿元、1082亿元. It states nothing."""
        if not any(token.kind == "respectively" for token in clause):
            return False
        self._open, self._last = [], []
        return True

    def _items_of(self, head: list[Token], count: int) -> list[Statement | None]:
        """What the numbers behind a clause's head are given to; fewer or more than they where it is no list."""
        places, periods = ([token for token in head if token.kind == kind] for kind in ("place", "period"))
        ways = [token.indicator for token in head if token.indicator] or [s.way for s in self._last]
        if len(periods) == count and ways:
            return self._by_period(head, periods, ways[-1])
        if self._resumed and len(places) == count:
            return self._by_place(head, _said(token.text for token in places), self._resumed.way)
        if not any(token.kind == "indicator" for token in head):
            return [] if any(token.kind == "other" for token in head) else self._listed(head, count)
        for index, token in enumerate(head):
            if token.kind not in ("indicator", "other", "stop", "number"):
                self._note(head, index)
            if token.kind == "other" and is_firm(token.text):
                self._note_subject(head, index)
        return self._items(head, count)

    def _listed(self, head: list[Token], count: int) -> list[Statement | None]:
        """The items that a clause of numbers alone speaks of: the last list's, those still open, the last sentence's, the last values."""
        if len(self._group) == count:
            return self._group
        apart = [statement for statement in self._open if statement.subject is not NOBODY]
        if len(apart) == count and not any(statement.change is not None for statement in apart):
            return [*apart]
        stated = self._carry.stated
        if not self._found and len(stated) == count and any(token.text.endswith("指标") for token in head):
            return [
                self._new(s.way, s.indicator, head[0].start, head[-1].end, s.scope, s.subject) for s in stated
            ]
        last, named = self._stated_last(), _named_one_by_one(self._before)
        if last and not self._found and len(named) == count:
            return self._by_place(head, _said(named), last.way)
        return self._values[-count:]

    def _items(self, head: list[Token], count: int) -> list[Statement | None]:
        """One statement for each item of a list; None for an item that is no indicator of the ledger."""
        places = [token for token in head if token.kind in ("place", "park")]
        several = next(
            (token.indicator.parts for token in head if token.indicator and token.indicator.parts), ()
        )
        items = slots(head, count - max(0, len(several) - 1))
        if len(items) == 1 and (parted := self._by_counted(items[0], count)):
            return parted
        named = [token.text for token in places] or (
            self._joint if self._subject is NOBODY else _named_one_by_one(self._before)
        )
        named = named or self._summed(head, count)
        way = next((token.indicator for token in head if token.kind == "indicator"), None)
        if len(items) != count and len(named) == count:
            return self._by_place(head, _said(named), way)
        wholes = [
            self._subjects.of_token(token, self._subject) for token in head if token.kind in PLACE_KINDS
        ]
        if len(items) != count and len(wholes) == count:
            return self._by_place(head, [subject or NOBODY for subject in wholes], way)  # 全国、全市、全区
        if items and _is_qualified(items[-1]):
            return [None] * count
        start = min((t.start for slot in items for t in slot if t.kind in ("indicator", "other")), default=0)
        return [item for slot in items for item in self._item(slot, items, start)]

    def _summed(self, head: list[Token], count: int) -> list[str]:
        """The places of which a list says 两县 or 三区: those that the paragraph has named so far, else the one before it."""
        at = next((token.start for token in head if _SUM.fullmatch(token.text)), None)
        if at is None:
            return []
        for text, end in ((self._paragraph, at), (self._carry.before, len(self._carry.before))):
            names = dict.fromkeys(name.district for name in self._subjects.names(text) if name.end <= end)
            if len(names) == count:
                return list(names)
        return []

    def _item(self, slot: list[Token], items: list[list[Token]], start: int) -> list[Statement | None]:
        """The statement of one item, or those of each indicator that its words stand for."""
        index = max((i for i, token in enumerate(slot) if token.kind == "indicator"), default=None)
        if index is None and _LEVEL.fullmatch(_words(slot)):
            return self._item([*slot, *_named_by(items[-1])], items, start)
        way = slot[index].indicator if index is not None else self._completed(slot, items)
        ways = (way and way.parts) or (way,)
        if way is None or (index is not None and any(token.kind == "other" for token in slot[index + 1 :])):
            return [None for _ in ways]
        first = prefix_start(slot, index) if index is not None else 0
        prefix = bare(_text(slot[first:index])) if index is not None else ""
        if not prefix and not way.alone:
            prefix = self._shared_part(items[0])
        prefix, subject = self._placed_prefix(prefix)
        found: list[Statement | None] = []
        for part in ways:
            if (
                part is None
                or self._named_last() in way.not_behind
                or not self._is_own(part, prefix, subject)
            ):
                found.append(None)
                continue
            name, scope = self._named(part, prefix, slot[index] if index is not None else None)
            found.append(self._new(part, name, start, slot[-1].end, scope, subject))
            self._remember(name, scope)
        return found

    def _shared_part(self, first: list[Token]) -> str:
        """The part that a list's first item names for all: 国企营业收入、利润总额."""
        index = next((i for i, token in enumerate(first) if token.kind == "indicator"), 0)
        return bare(_text(first[prefix_start(first, index) : index]))

    def _completed(self, slot: list[Token], items: list[list[Token]]) -> Indicator | None:
        """The indicator that an item is with the end of the last one or the beginning of the first: 粮食、柑橘产量."""
        words, first, last = (_words(item) for item in (slot, items[0], items[-1]))
        tails = (words + last[-size:] for size in range(2, len(last)))
        heads = (first[:size] + words for size in range(2, len(first)))
        return next((way for text in (*tails, *heads) if (way := self._indicators.named(text))), None)

    def _by_period(self, head: list[Token], periods: list[Token], way: Indicator) -> list[Statement | None]:
        """GDP一季度、上半年分别增长5%、6%."""
        found: list[Statement | None] = []
        for token in periods:
            self._period = read_period(token.text)
            found.append(self._new(way, way.name, head[0].start, head[-1].end, None))
        return found

    def _by_counted(self, item: list[Token], count: int) -> list[Statement | None]:
        """市级重点项目42个、区级重点项目130个，分别完成投资88亿元、156亿元: one for each of what was counted; none where nothing was."""
        way = next((token.indicator for token in item if token.indicator), None)
        counted = self._values[-count:]
        if not way or len(counted) < count or not all(s and s.indicator in way.needs for s in counted):
            return []
        return [
            self._new(way, way.name, item[0].start, item[-1].end, s.scope, s.subject) for s in counted if s
        ]

    def _by_place(
        self, head: list[Token], places: list[Subject], way: Indicator | None
    ) -> list[Statement | None]:
        """永川、江津GDP分别增长8%、7%."""
        if way is None or way.parts or self._firm:
            return []
        return [self._new(way, way.name, head[0].start, head[-1].end, None, place) for place in places]


def _said(names: Iterable[str]) -> list[Subject]:
    return [Subject(name, said=True) for name in names]


def _named_one_by_one(clause: list[Token]) -> list[str]:
    """The places with which the items of a clause's list begin, that states nothing itself: 彭水摩围山、南川金佛山也不寂寞."""
    places = [index for index, token in enumerate(clause) if token.kind in ("place", "site", "town")]
    if any(token.kind in ("indicator", "number") for token in clause):
        return []
    listed = all(clause[index - 1].text in LIST_MARKS for index in places[1:])
    return [clause[index].place or clause[index].text for index in places] if listed else []


def _named_by(item: list[Token]) -> list[Token]:
    """The indicator that an item names, that a level before it shares: 国家级、市级|专精特新企业."""
    return [token for token in item if token.kind == "indicator"][-1:]


def _is_qualified(item: list[Token]) -> bool:
    """
    Whether the last item's words make something else of all: 第二、第三产业对增长的贡献率分别为…, 甲、乙、丙三大景区接待….
    """
    last = max((i for i, token in enumerate(item) if token.kind == "indicator"), default=len(item))
    return _SUMMED.search(_text(item[:last])) is not None or any(
        (token.kind == "other" and not _ALL.fullmatch(token.text)) or token.text in SHARES
        for token in item[last + 1 :]
    )


def _words(item: list[Token]) -> str:
    """An item without what says of whom and when it speaks."""
    return _text([token for token in item if token.kind in ("other", "indicator", "attribute")])


def _text(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens)
