"""Begins statements at indicators."""

from __future__ import annotations

import re

from builder.figures.amounts import is_count
from builder.figures.clauses import DRAWN, LIST_MARKS, TOGETHER, bare, is_drawn, is_item, prefix_start
from builder.figures.frame import BENIGN, COMPARES, PARK_BEGINS, PARKS, Frame
from builder.figures.indicators import Indicator
from builder.figures.statement import Statement
from builder.figures.subjects import PARK, SIGHT, TOWN, Subject, is_firm
from builder.figures.tokens import Token

CLASSES = re.compile(r"分类|其中|包括|包含|含|分别是")
SPOKEN_OF = {
    "项目": re.compile(r"(?:开工|竣工|投产)(?:的)?(?:重大|重点)?项目"),
    "粮食": re.compile("粮食(?:作物)?播种|粮食生产"),
    "签约": re.compile(r"\d[余多]?[家个户][^，。]{0,60}签约$|集中签约|签约仪式"),
    "研发": re.compile(r"研发(?:经费|投入|支出)|R&D"),
}
"""Words that state nothing themselves, and what later words of their sentence speak of then."""
_PRODUCT = re.compile("(?<!全年)产量|年产|(?<!进)出口(?!额|总|值|导)[\u3400-\u9fff]{2,6}$|种植面积|栽培面积")
"""Words behind which some money is the product's, not the place's: 夏布年产量380万米，出口额2.1亿元."""
_SAME_PROJECTS = re.compile(r"(?:这|上述)(?:\d+[余多]?个|些|批)(?:重[点大])?(?:建设)?项目")
"""The projects that the sentence before counted: 这41个项目完成投资48.9亿元."""
DOERS = re.compile(r"(?:规上|规模以上|限上|全部|工业|服务业|制造业).{0,6}(?:企业|业)$|国企$")
"""Firms as a class, not one of them."""
ACTED = re.compile(
    r"(?:[对向给]|走访|组织|邀请|帮助|惠及|服务|指导|调研|慰问|联合|覆盖|发动|动员|选派|推荐|联系|吸引|抽检|抽查|检查|核查|排查|监测|回访|调查|摸排|约谈|培训|奖励|表彰|资助|扶持)(?:了|过|辖区|区内|县内)?$"
)
"""Before a count: it counts what was visited or invited, not what there is."""


_AND_OTHERS = re.compile("等[\u3400-\u9fff]{0,8}[区县市地]$")
"""Behind a list of places: 万州、开州等渝东北区县. What follows states nothing of one of them, but those behind it may go on."""
_GRADE = re.compile("(?:国家|[省市区县])级$")
"""A firm's plants have grades, too: 企业建成国家级绿色工厂1个."""
_LEVEL = re.compile("[市区县]级$")
"""Says of a count that it is of a part: 区级重点项目; of money, only who receives it: 区级税收."""


class Openings(Frame):
    """Begins a statement where an indicator of the ledger is named for a place."""

    def _other(self, clause: list[Token], index: int) -> None:
        """Words that no pattern knows end what was open; they may name a new subject or a class of projects."""
        token = clause[index]
        words = token.text.strip("“” ")
        if words in COMPARES and index + 1 < len(clause) and clause[index + 1].kind == "place":
            return  # 比|江津|快5个百分点
        said = self._paragraph[clause[0].start : token.end]
        self._product = self._product or _PRODUCT.search(words) is not None
        for subject, pattern in SPOKEN_OF.items():
            if (subject in words or "R&D" in words) and pattern.search(said):
                self._remember(subject, words if subject == "项目" else None)
        behind = clause[index + 1].kind if index + 1 < len(clause) else None
        if behind != "indicator" or is_firm(words):
            self._note_subject(clause, index)
        self._project_class(clause, index)
        if behind != "indicator" and not (
            is_item(clause, index) or (self._resumed and (words in PARKS or SIGHT.fullmatch(words)))
        ):
            self._last, self._open = [], []
        if words.endswith("占") or "占全" in words:
            self._last = []
        if "重点项目数" in self._carry.context and _SAME_PROJECTS.search(said):
            self._remember("重点项目数", self._carry.context["重点项目数"])

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
        first = prefix_start(clause, index)
        prefix = bare("".join(piece.text for piece in clause[first:index]))
        if not prefix and not way.alone:
            prefix = _doers(clause, first)
        prefix, subject = self._placed_prefix(prefix)
        if not self._is_own(way, prefix, subject) or is_drawn(clause, first) or _is_acted_on(clause, first):
            self._last, self._open = [], []
            self._product = self._product or _PRODUCT.search(token.text) is not None
            return True
        name, scope = self._named(way, prefix, token)
        statement = self._new(
            way, name, clause[first].start if first < index else token.start, token.end, scope, subject
        )
        self._subject = subject
        self._count_before(clause, first, statement)
        statement.is_bound = self._paragraph[: statement.start].endswith("这")
        follows = (
            index > 0
            and clause[index - 1].kind in ("stop", "and")
            and clause[index - 1].text in "、和与及以及"
        )
        self._open = [*self._open, statement] if follows or (self._open and not self._last) else [statement]
        self._last = [statement]
        if self._joint and any(token.text.startswith(TOGETHER) for token in clause[index:]):
            self._last += [self._twin(statement, place) for place in self._joint]
            self._open = self._last
        self._remember(name, scope)
        return False

    def _twin(self, statement: Statement, place: str) -> Statement:
        """The same for one of several places: 璧山、永川规上工业增加值均增长10%."""
        subject = Subject(place, said=True)
        return self._new(
            statement.way, statement.indicator, statement.start, statement.end, statement.scope, subject
        )

    def _remember(self, name: str, scope: str | None) -> None:
        """Keep what was stated, the last one last: a 总投资 behind it is its own."""
        self._context.pop(name, None)
        self._context[name] = scope

    def _named_last(self) -> str | None:
        """The indicator that the sentence, or the one that it goes on with, named last."""
        return next(reversed(self._context), self._carry.named if self._continues else None)

    def _placed_prefix(self, prefix: str) -> tuple[str, Subject]:
        """Words before an indicator without the town or park that they begin with, and the subject it makes."""
        if park := PARK_BEGINS.match(prefix):
            return prefix[park.end() :], self._park(park[1])
        if PARK.fullmatch(prefix):
            return "", Subject(self._subject.place, scope=prefix, said=True)
        if (town := TOWN.match(prefix)) and not prefix.startswith(tuple(LIST_MARKS), town.end()):
            return prefix[town.end() :], Subject(self._subject.place, scope=town.group(), said=True)
        return prefix, self._subject

    def _is_own(self, way: Indicator, prefix: str, subject: Subject) -> bool:
        if (
            DRAWN.search(prefix)
            or (way.measure == "count" and ACTED.search(prefix))
            or (way.needs and not any(name in self._context for name in way.needs))
        ):
            return False
        if self._of_class and way.part == "drop" and not (prefix or way.never_firm):
            return False
        if (self._product and way.of_product) or self._named_last() in way.not_behind or way.parts:
            return False
        if self._firm and not way.never_firm and (not prefix or is_firm(prefix) or _GRADE.search(prefix)):
            return False
        if is_firm(prefix) and way.part != "scope":
            return False
        together = bool(self._joint) and _AND_OTHERS.match(prefix)
        if way.part == "drop" and prefix and not (together or BENIGN.search(prefix)):
            return False
        return way.alone or bool(prefix) or self._subject.said or any(not s.way.alone for s in self._found)

    def _named(self, way: Indicator, prefix: str, token: Token | None) -> tuple[str, str | None]:
        """Canonical name, and the part of the place that the statement speaks of."""
        behind = next((name for name in reversed(self._context) if name in (*way.needs, *way.follows)), None)
        name = way.becomes.get(behind, way.name) if behind else way.name
        said = prefix + (token.part or "" if token else "")
        if way.scope_is_word and token:
            said += token.text
        is_level = way.part == "scope" and _LEVEL.search(said)
        scope = None if BENIGN.search(said) and not is_level else said
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
        if count and count.kind == "number" and statement.way.measure == "count" and is_count(count):
            statement.value, statement.unit, statement.start = count.value, count.unit, count.start
            self._qualify(statement, count)

    def _qualify(self, statement: Statement, token: Token) -> None:
        statement.qualifiers += [q for q in (*self._qualifiers, token.qualifier) if q]
        self._qualifiers = []


def _is_acted_on(clause: list[Token], first: int) -> bool:
    """Whether the words before an indicator, or before its count, say what somebody did: 走访规上工业企业, 组织80家…."""
    before = clause[:first]
    if before and before[-1].kind == "number":
        before = before[:-1]
        if before and before[-1].text in ("为", "对", "向"):
            return True
    return bool(before) and before[-1].kind == "other" and ACTED.search(before[-1].text) is not None


def _doers(clause: list[Token], first: int) -> str:
    """The branch or class of firms whose indicator it is: 规上服务业企业 before 实现营业收入."""
    before = [token for token in clause[:first] if token.kind not in ("filler", "past", "qualifier")]
    words = before[-1].text if before and before[-1].kind == "other" else ""
    return words if DOERS.search(words) and not is_firm(words) else ""
