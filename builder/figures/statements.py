"""Puts the pieces of a sentence together to statements of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.figures.indicators import Indicator
from builder.figures.periods import Period, read_period
from builder.figures.subjects import PLACE_KINDS, TOWN, Subject, Subjects, is_firm
from builder.figures.tokens import PERIOD, Token

BOUNDARY = PLACE_KINDS | {
    "stop", "period", "target", "forecast", "increment", "past", "filler", "number", "respectively", "up", "down", "to", "compare", "rank",
    "each", "qualifier",
}  # fmt: skip
"""Kinds of pieces behind which the words begin that say of what part an indicator speaks."""
BENIGN = re.compile(
    r"(?:推动|带动|促进|助推|支撑|推进|助力|力促|拉高|抓好|聚力|全力|扩大|稳住|稳定|做大|提升|着力|区级|县级|本级|地方|地区|区域|当年|同期|当期|主要指标|经济|指标中)$|^[，“”的]*$"
)
DRAWN = re.compile(r"(?:拉动|撬动|贡献|占|占到|人均|单位|每万元|万元)$|每[^，]*$")
CLASSES = re.compile(r"分类|其中|包括|包含|含|分别是")
OPENED = re.compile(r"(?:开工|竣工|投产)(?:的)?(?:重大|重点)?项目")
_IDLE = re.compile(r"^(?:但|而|且|同时|此外|特别是|尤其是|当前|全部|新|年度?|各项)+")
_AND = re.compile("[和与及、]")
_HEAD = re.compile("[，：。]")
_INTRODUCED = re.compile("^(?:据了解|据介绍|据悉|近日|日前|目前|如今|位于|在).{0,12}?的")
_COUNT_UNITS = frozenset("家个户项座条间所")
STOCK_RESET = frozenset(
    {"总数", "达到", "达", "累计", "共有", "拥有", "有", "数量", "总量", "总户数", "获评"}
)


@dataclass(slots=True)
class Statement:
    """One statement while it is read."""

    way: Indicator
    indicator: str
    start: int
    end: int
    subject: Subject
    period: Period | None
    kind: str
    scope: str | None = None
    value: float | None = None
    unit: str | None = None
    change: float | None = None
    change_unit: str | None = None
    rank: str | None = None
    increment: bool = False
    from_rate: bool = False
    """Whether a rate stood before that it rose or fell from."""
    qualifiers: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether it says anything."""
        return self.value is not None or self.change is not None or self.rank is not None


@dataclass(slots=True)
class Carry:
    """What a sentence leaves to the next one of its paragraph."""

    period: Period | None = None
    firm: bool = False
    park: str | None = None

    def pass_over(self, sentence: str, names_place: bool) -> None:
        """Take from a sentence without figures of what time, and of whom, the next one may speak."""
        if period := PERIOD.match(sentence):
            self.period = read_period(period.group())
        head = _HEAD.split(sentence, maxsplit=1)[0]
        if is_firm(_INTRODUCED.sub("", head)):
            self.firm = True
        elif names_place:
            self.firm = False


class Sentence:
    """Reads one sentence, piece by piece."""

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        subjects: Subjects,
        carry: Carry,
        units: dict[str, re.Pattern[str]],
    ) -> None:
        self._paragraph = text
        self._units = units
        self._group: list[Statement | None] = []
        self._values: list[Statement | None] = []
        self._tokens = tokens
        self._subjects = subjects
        self._carry = carry
        self._subject = subjects.default
        self._firm = carry.firm
        self._period = carry.period
        self._own_period = False
        self._kind = "actual"
        self._increment = False
        self._qualifiers: list[str] = []
        self._last: list[Statement] = []
        self._open: list[Statement] = []
        self._pending = "plain"
        self._context: dict[str, str | None] = {}
        self._found: list[Statement] = []
        self._first: list[Token] = []

    def statements(self) -> list[Statement]:
        """All statements of the sentence; what is about a firm or a place outside is left out."""
        for clause in _clauses(self._tokens):
            self._first = self._first or clause
            if not self._distributed(clause):
                self._clause(clause)
        self._carry.period = self._period if self._own_period or self._carry.period else None
        self._carry.firm = self._firm
        return [statement for statement in self._found if statement.is_full]

    # What the pieces say beside numbers

    def _note(self, clause: list[Token], index: int) -> None:
        """Take up what a piece says of place, period, kind and increment."""
        token = clause[index]
        if token.kind in PLACE_KINDS:
            self._note_place(clause, index)
        elif token.kind == "period":
            self._note_period(clause, index)
        elif token.kind in ("target", "forecast"):
            self._kind = token.kind
            if token.text.startswith("到20"):
                self._period = Period(token.text, int(token.text[1:5]))
        elif token.kind == "past":
            self._kind, self._increment = "actual", False
        elif token.kind == "increment":
            self._increment = True
        elif token.kind == "qualifier":
            self._qualifiers.append(token.text)
        elif token.kind == "filler" and token.text.startswith(
            ("培育", "建成", "认定", "打造", "创建", *STOCK_RESET)
        ):
            self._increment = self._increment and index > 0 and clause[index - 1].kind == "increment"

    def _note_place(self, clause: list[Token], index: int) -> None:
        if clause[index].kind == "park":
            self._carry.park = clause[index].text
        before = [
            token for token in clause[:index] if token.kind == "other" and not BENIGN.search(token.text)
        ]
        behind = next((token.kind for token in clause[index + 1 :] if token.kind != "filler"), None)
        if (before and behind != "indicator") or _is_part_of_name(clause, index):
            return
        if subject := self._subjects.of_token(clause[index], self._subject):
            self._subject, self._firm = subject, False

    def _note_period(self, clause: list[Token], index: int) -> None:
        """A period before words of a plan belongs to what was; behind them, to the plan."""
        period = read_period(clause[index].text)
        if not any(piece.kind in ("target", "forecast") for piece in clause[:index]) and period.name not in (
            "全年",
            "年内",
        ):
            self._kind = "actual"
        self._period = self._period.continued(period) if self._period and self._own_period else period
        self._own_period = True

    def _note_subject(self, clause: list[Token], index: int) -> None:
        """Take up a subject that is no district, where words begin a clause."""
        words = clause[index].text.strip("“” ")
        if any(token.kind not in ("stop", "period", "past", "quote") for token in clause[:index]):
            return
        if words.endswith("园区") and self._carry.park and len(words) <= 3:
            self._subject, self._firm = Subject(self._carry.park, said=True), False
        elif TOWN.match(words):
            self._subject = Subject(self._subject.place, scope=words, said=True)
        elif is_firm(words, whole=clause is not self._first):
            self._firm = True

    # One clause

    def _clause(self, clause: list[Token]) -> None:
        broken = False
        index = 0
        for index, token in enumerate(clause):
            if token.kind == "stop":
                if token.text in "；":
                    self._increment = False
                continue
            if token.kind == "indicator":
                broken = self._begin(clause, index)
            elif token.kind == "other":
                self._other(clause, index)
                broken = True
            elif token.kind in ("number", "rank", "each"):
                self._fact(clause, index, broken)
            elif token.kind in ("compare", "attribute") and token.text in ("占比", "比重", "贡献率"):
                self._last, self._open, broken = [], [], True
            else:
                self._note(clause, index)
        self._pending = _mode(clause, len(clause), self._pending)

    def _other(self, clause: list[Token], index: int) -> None:
        """Words that no pattern knows end what was open; they may name a new subject or a class of projects."""
        token = clause[index]
        words = token.text.strip("“” ")
        if OPENED.search(words):
            self._remember("项目", words)
        behind = clause[index + 1].kind if index + 1 < len(clause) else None
        if behind != "indicator" or is_firm(words):
            self._note_subject(clause, index)
        self._project_class(clause, index)
        if behind != "indicator" and not _ends_list(clause, index):
            self._last, self._open = [], []
        if re.search(r"占$|占全", words):
            self._last = []

    def _project_class(self, clause: list[Token], index: int) -> None:
        """A class of the projects that the sentence counts: 57个基础设施项目 behind 120个重点建设项目."""
        token, count = clause[index], clause[index - 1] if index else None
        if count is None or count.kind != "number" or count.unit != "个" or not token.text.endswith("项目"):
            return
        if "重点项目数" in self._context and CLASSES.search(self._paragraph):
            way = next(s.way for s in self._found if s.indicator == "重点项目数")
            statement = self._new(way, "重点项目数", count.start, token.end, token.text)
            statement.value, statement.unit = count.value, count.unit
            self._remember("重点项目数", token.text)

    def _begin(self, clause: list[Token], index: int) -> bool:
        """Begin a statement at an indicator; True where its words mean something else."""
        token = clause[index]
        way = token.indicator
        assert way is not None
        first = _prefix_start(clause, index)
        prefix = _bare("".join(piece.text for piece in clause[first:index]))
        prefix, subject = self._placed_prefix(prefix)
        if not self._is_own(way, prefix, subject) or _is_drawn(clause, first):
            self._last, self._open = [], []
            return True
        name, scope = self._named(way, prefix)
        statement = self._new(
            way, name, clause[first].start if first < index else token.start, token.end, scope, subject
        )
        if subject.firm:
            self._found.remove(statement)
        self._count_before(clause, first, statement)
        follows = (
            index > 0
            and clause[index - 1].kind in ("stop", "and")
            and clause[index - 1].text in "、和与及以及"
        )
        self._open = [*self._open, statement] if follows or (self._open and not self._last) else [statement]
        self._last = [statement]
        self._remember(name, scope)
        return False

    def _remember(self, name: str, scope: str | None) -> None:
        """Keep what was stated, the last one last: a 总投资 behind it is its own."""
        self._context.pop(name, None)
        self._context[name] = scope

    def _placed_prefix(self, prefix: str) -> tuple[str, Subject]:
        """Words before an indicator without the town or park that they begin with, and the subject it makes."""
        if prefix == "园区" and self._carry.park:
            return "", Subject(self._carry.park, said=True)
        if town := TOWN.match(prefix):
            return prefix[town.end() :], Subject(self._subject.place, scope=town.group(), said=True)
        return prefix, self._subject

    def _is_own(self, way: Indicator, prefix: str, subject: Subject) -> bool:
        if DRAWN.search(prefix) or (way.needs and not any(name in self._context for name in way.needs)):
            return False
        if (self._firm and not way.never_firm and (not prefix or is_firm(prefix))) or subject.place is None:
            return False
        if is_firm(prefix) and way.part != "scope":
            return False
        if way.part == "drop" and prefix and not BENIGN.search(prefix):
            return False
        return way.alone or bool(prefix) or self._subject.said

    def _named(self, way: Indicator, prefix: str) -> tuple[str, str | None]:
        """Canonical name, and the part of the place that the statement speaks of."""
        behind = next((name for name in reversed(self._context) if name in way.needs), None)
        name = way.becomes.get(behind, way.name) if behind else way.name
        scope = None if BENIGN.search(prefix) else prefix
        if way.scope_is_word:
            scope = (scope or "") + way.words[0].split("(")[0]
        return name, scope or (self._context.get(behind) if behind else None)

    def _new(
        self,
        way: Indicator,
        name: str,
        start: int,
        end: int,
        scope: str | None,
        subject: Subject | None = None,
    ) -> Statement:
        subject = subject or self._subject
        statement = Statement(
            way, name, start, end, subject, self._period, self._kind, scope or subject.scope
        )
        statement.increment = self._increment and way.measure == "count"
        self._found.append(statement)
        return statement

    def _count_before(self, clause: list[Token], first: int, statement: Statement) -> None:
        """A count that stands before what is counted: 36家规上工业企业."""
        count = clause[first - 1] if first else None
        if count and count.kind == "number" and statement.way.measure == "count" and _is_count(count):
            statement.value, statement.unit, statement.start = count.value, count.unit, count.start
            self._qualify(statement, count)

    # Numbers

    def _fact(self, clause: list[Token], index: int, broken: bool) -> None:
        token = clause[index]
        if token.kind == "each" or (broken and not self._last):
            self._values += [None] if token.unit not in (None, "%", "个百分点", "倍") else []
            return
        if token.kind == "number" and _counts_another(clause, index):
            return
        targets = self._targets(clause, index)
        before = [statement.value for statement in targets]
        if token.kind == "rank":
            for statement in targets:
                statement.rank, statement.end = statement.rank or token.text, token.end
            return
        mode = _mode(clause, index, self._pending)
        for statement in targets:
            if mode in ("up", "down") and (other := self._elliptic(statement, token)):
                statement = other
            statement = self._in_its_period(statement, token, clause)
            self._assign(statement, token, mode, clause, index)
        if mode not in ("up", "down") and token.unit not in (None, "%", "个百分点", "倍"):
            taken = [s for s, value in zip(targets, before, strict=True) if s.value != value]
            self._values.append(taken[0] if taken else None)
        self._qualifiers = []

    def _targets(self, clause: list[Token], index: int) -> list[Statement]:
        """The statements that a fact belongs to: all open ones for a rank or 均 or 各, else the last."""
        shared = clause[index].kind == "rank" or any(
            t.kind == "each" or t.text in ("均", "都") for t in clause[:index]
        )
        return (
            self._open
            if shared and len(self._open) > 1 and not any(s.is_full for s in self._open)
            else self._last
        )

    def _assign(self, statement: Statement, token: Token, mode: str, clause: list[Token], index: int) -> None:
        """Give a statement a number, as its change or its value, where its unit fits."""
        if token.unit is None:
            return
        if not statement.is_full:
            statement.kind = self._kind
        if _starts_from(clause, index):
            statement.from_rate = token.unit in ("%", "％")
            return
        if self._text_behind(token).startswith(("的目标", "的预期目标", "目标")):
            statement.kind = "target"
        if _is_change(token, statement, mode):
            self._assign_change(statement, token, mode)
        elif self._units[statement.way.measure].fullmatch(token.unit) and _is_free(statement, token, mode):
            statement.value, statement.unit, statement.end = token.value, token.unit, token.end
            statement.increment = statement.increment or mode == "up"
            self._qualify(statement, token)
            if any(piece.kind == "each" for piece in clause[:index]):
                self._split_parts(statement)

    def _assign_change(self, statement: Statement, token: Token, mode: str) -> None:
        if (statement.change is None or mode == "to") and not _points_of_rate(token, statement.way):
            statement.change = -abs(token.value or 0) if mode == "down" else token.value
            statement.change_unit = "%" if token.unit == "％" else token.unit
            statement.end = token.end
            self._qualify(statement, token)

    def _text_behind(self, token: Token) -> str:
        return self._paragraph[token.end : token.end + 5]

    def _split_parts(self, statement: Statement) -> None:
        """国家级和市级绿色工厂各1个: two statements."""
        parts = _AND.split(statement.scope or "")
        if len(parts) == 2:
            statement.scope = parts[0]
            twin = self._new(
                statement.way,
                statement.indicator,
                statement.start,
                statement.end,
                parts[1],
                statement.subject,
            )
            twin.value, twin.unit = statement.value, statement.unit

    def _qualify(self, statement: Statement, token: Token) -> None:
        statement.qualifiers += [q for q in (*self._qualifiers, token.qualifier) if q]
        self._qualifiers = []

    def _elliptic(self, last: Statement, token: Token) -> Statement | None:
        """永川GDP增长8%，江津增长7%: the second states the first's indicator. None where the place is the same."""
        if not last.is_full or not self._subject.said or self._subject.place in (None, last.subject.place):
            return None
        statement = self._new(last.way, last.indicator, token.start, token.end, None)
        self._last = [statement]
        return statement

    def _in_its_period(self, last: Statement, token: Token, clause: list[Token]) -> Statement:
        """年均增长5.9%，2023年达到828亿元: behind a period of its own, a number makes a statement of its own."""
        named = any(piece.kind == "period" and piece.end <= token.start for piece in clause)
        if last.period == self._period or not named or any(piece.kind == "indicator" for piece in clause):
            return last
        if not last.is_full:
            last.period = self._period
            return last
        statement = self._new(last.way, last.indicator, token.start, token.end, last.scope, last.subject)
        self._last = [statement]
        return statement

    # Lists: A、B、C分别增长1%、2%、3%

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
            for i in range(first, numbers[-1])
        ):
            return False
        head = clause[: at if at is not None else first]
        if len(numbers) < 2 or not (
            at is not None or _is_list(clause, head, len(numbers)) or self._resumes(head, len(numbers))
        ):
            return False
        return self._distribute(clause, head, numbers, first)

    def _resumes(self, head: list[Token], count: int) -> bool:
        """Whether a clause gives changes of just the values before it: …406家、…39家，同比增长12%、8%."""
        kinds = {token.kind for token in head}
        values = self._values[-count:]
        return kinds <= {"stop", "up", "down", "filler"} and len(values) == count and None not in values

    def _distribute(self, clause: list[Token], head: list[Token], numbers: list[int], first: int) -> bool:
        if not any(token.kind == "indicator" for token in head):
            group = self._group if len(self._group) == len(numbers) else self._values[-len(numbers) :]
            if len(group) != len(numbers) or any(token.kind == "other" for token in head):
                return False
            items: list[Statement | None] = [*group]
        else:
            for index in range(len(head)):
                if head[index].kind not in ("indicator", "other", "stop", "number"):
                    self._note(head, index)
                if head[index].kind == "other" and is_firm(head[index].text):
                    self._note_subject(head, index)
            items = self._items(head, len(numbers))
        if len(items) != len(numbers):
            return False
        for item, number in zip(items, numbers, strict=True):
            if item:
                self._assign(item, clause[number], _mode(clause, first, self._pending), clause, number)
                item.end = clause[numbers[-1]].end
        self._group = items
        self._open, self._last = [], [item for item in items if item][-1:]
        return True

    def _items(self, head: list[Token], count: int) -> list[Statement | None]:
        """One statement for each item of a list; None for an item that is no indicator of the ledger."""
        places = [token for token in head if token.kind == "place"]
        slots = _slots(head, count)
        if len(slots) != count and len(places) == count:
            return self._by_place(head, places)
        found: list[Statement | None] = []
        start = min((t.start for slot in slots for t in slot if t.kind in ("indicator", "other")), default=0)
        for slot in slots:
            index = max((i for i, token in enumerate(slot) if token.kind == "indicator"), default=None)
            if (
                index is None
                or slot[index].indicator is None
                or any(t.kind == "other" for t in slot[index + 1 :])
            ):
                found.append(None)
                continue
            way = slot[index].indicator
            assert way is not None
            prefix = (
                "".join(piece.text for piece in slot[_prefix_start(slot, index) : index])
                .strip("“” ")
                .removeprefix("新")
            )
            prefix, subject = self._placed_prefix(prefix)
            if not self._is_own(way, prefix, subject):
                found.append(None)
                continue
            name, scope = self._named(way, prefix)
            found.append(self._new(way, name, start, slot[index].end, scope, subject))
            self._remember(name, scope)
        return found

    def _by_place(self, head: list[Token], places: list[Token]) -> list[Statement | None]:
        """永川、江津GDP分别增长8%、7%."""
        way = next((token.indicator for token in head if token.kind == "indicator"), None)
        if way is None or self._firm:
            return []
        return [
            self._new(way, way.name, head[0].start, head[-1].end, None, Subject(place.text, said=True))
            for place in places
        ]


def _clauses(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        if token.kind == "stop" and token.text != "、":
            if clause:
                yield clause
            clause = [token]
        else:
            clause.append(token)
    if clause:
        yield clause


def _prefix_start(clause: list[Token], index: int) -> int:
    """Where the words begin that belong to an indicator."""
    first = index
    while first > 0 and clause[first - 1].kind not in BOUNDARY:
        first -= 1
    while first < index and clause[first].kind == "and":
        first += 1
    return first


def _is_part_of_name(clause: list[Token], index: int) -> bool:
    """Whether 重庆 or 中国 only begins another name: 重庆航空城, 中国物流集团. 全市 does not: 全市国企."""
    behind = clause[index + 1].kind if index + 1 < len(clause) else None
    return (
        clause[index].kind in ("city", "abroad")
        and not clause[index].text.startswith(("全", "我"))
        and behind == "other"
    )


def _is_drawn(clause: list[Token], first: int) -> bool:
    """Whether an indicator is only what something adds to or is a share of: 拉动全区GDP增长, 占全区税收."""
    before = [token for token in clause[:first] if token.kind not in PLACE_KINDS]
    return bool(before) and before[-1].kind == "other" and DRAWN.search(before[-1].text) is not None


def _ends_list(clause: list[Token], index: int) -> bool:
    """Whether unknown words are the last item of a list that a rank follows: 税收总量和收入质量居全市第一."""
    before = clause[index - 1] if index else None
    behind = [token.kind for token in clause[index + 1 : index + 3]]
    return (
        before is not None
        and before.text in "、和与及以及"
        and (behind[:1] == ["rank"] or behind == ["attribute", "rank"])
    )


def _counts_another(clause: list[Token], index: int) -> bool:
    """Whether a number in a clause without indicator counts what follows it: 居全市前列，3家企业获评…."""
    behind = clause[index + 1] if index + 1 < len(clause) else None
    return (
        behind is not None
        and behind.kind == "other"
        and not any(t.kind == "indicator" for t in clause[:index])
    )


def _bare(words: str) -> str:
    """Words before an indicator without what says nothing of a part: conjunctions, 年, 新."""
    return _IDLE.sub("", words.strip("“” "))


def _slots(head: list[Token], count: int) -> list[list[Token]]:
    """The items of a list, cut at 、 and, where that gives too few, at 和."""
    for marks in ("、", "、和与及以及"):
        slots: list[list[Token]] = [[]]
        for token in head:
            if token.kind in ("stop", "and") and token.text in marks:
                slots.append([])
            else:
                slots[-1].append(token)
        slots = [slot for slot in slots if any(token.kind in ("indicator", "other") for token in slot)]
        if len(slots) == count:
            return slots
    return slots


def _is_list(clause: list[Token], head: list[Token], count: int) -> bool:
    """Whether a clause without 分别 lists as many indicators as numbers, all indicators first."""
    indicators = [token for token in head if token.kind == "indicator"]
    return (
        len(indicators) == count
        and len(_slots(head, count)) == count
        and not any(t.kind == "number" for t in head)
    )


def _mode(clause: list[Token], index: int, pending: str = "plain") -> str:
    """
    How the words before a place in a clause take a number: `up`, `down`, `to`, or plain.

    `pending`: how the clause before ended: 增速较一季度提高0.6个百分点，达到6.7%.
    """
    for token in reversed(clause[:index]):
        if token.kind in ("up", "down", "to"):
            return token.kind
        if token.text.startswith(("增速", "增幅", "增长")) and token.kind in (
            "attribute",
            "compare",
            "target",
        ):
            return "up"
        if token.kind in ("number", "indicator", "other", "rank") or token.text == "、":
            return "plain"
    return pending if clause and clause[0].text == "，" else "plain"


def _starts_from(clause: list[Token], index: int) -> bool:
    """Whether a number is only what the indicator rose or fell from: 从2021年的820家增长到2310家."""
    for token in reversed(clause[:index]):
        if token.text in ("从", "由"):
            return any(later.kind == "to" for later in clause[index:])
        if token.kind not in ("period", "filler", "qualifier"):
            return False
    return False


def _is_change(token: Token, statement: Statement, mode: str) -> bool:
    """Whether a number says how much the indicator changed; behind 增速由5.3% a 提升至7.1% does, too."""
    if token.unit in ("个百分点", "倍"):
        return True
    again = mode == "to" and statement.from_rate and statement.way.measure != "percent"
    return token.unit in ("%", "％") and (mode in ("up", "down") or again)


def _is_free(statement: Statement, token: Token, mode: str) -> bool:
    """Whether a statement still takes a value: 增加36家 gives a count, 增加20亿元 no value; behind 到 a new one counts."""
    if mode in ("up", "down"):
        return statement.value is None and mode == "up" and _is_count(token)
    return statement.value is None or mode == "to"


def _points_of_rate(token: Token, way: Indicator) -> bool:
    """Points belong to a rate; with another indicator they compare its growth, and say nothing of itself."""
    return token.unit == "个百分点" and way.measure != "percent"


def _is_count(token: Token) -> bool:
    return (token.unit or "").removeprefix("万") in _COUNT_UNITS
