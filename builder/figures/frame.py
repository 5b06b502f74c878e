"""Keeps of whom, of what time and how surely a sentence speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.figures.clauses import is_companion, is_part_of_name, joins_place
from builder.figures.indicators import Indicators
from builder.figures.periods import Period, read_period
from builder.figures.statement import Carry, Statement
from builder.figures.subjects import (
    FIRM_CLASS,
    INDUSTRY,
    NOBODY,
    PLACE_KINDS,
    SIGHT,
    TOWN,
    Subject,
    Subjects,
    is_firm,
    is_other_unit,
)
from builder.figures.tokens import Token

BENIGN = re.compile(
    r"(?:推动|带动|加强|提高|促进|助推|支撑|推进|助力|力促|拉高|抓好|聚力|全力|扩大|稳住|稳定|做大|提升|着力|锚定|紧盯|对标|瞄准|咬定|守住|坚守|围绕|聚焦|冲刺|区级|县级|本级|地方|地区|区域|县域|拖累|拖慢|拉低|区属|我们|咱们?|当年|同期|当期|单月|当月|辖区|集聚|聚集|汇聚|接壤|交界|一[江河山]之隔|[两三四五六七八九十](?:区县|[区县市地])|主要指标|经济|指标中|招商|招商.{0,2}|签约项目|招商项目|[干做冲]到|引资项目|重大|重点|引进市外)$|(?:相望|相邻|毗邻|邻近|隔壁|附近|周边|紧邻)的?$|^项目$|^[，“”的]*$"
)
CONTINUES = re.compile(r"其中|(?:按|分|从)[^，。]{1,12}?[分看]，")
"""Words that begin a sentence that goes on with what the one before spoke of: 其中, 分产业看."""
COMPARES = ("对", "占", "较", "比", "与")
"""Right before a place: it is only what something is compared with, or a share of."""
PARKS = frozenset({"园区", "该园区", "工业园区", "高新区", "经开区", "开发区", "产业城"})
"""Words for a park that was named before."""
PARK_BEGINS = re.compile(
    rf"(?:该|全)?({'|'.join(sorted(PARKS, key=len, reverse=True))})(?:现|已|共|内|累|集聚|入驻|拥|$)"
)
"""Such words where they begin what is said of it: 园区集聚规上工业企业…."""
_FRAMES = PLACE_KINDS | {"stop", "period", "past", "quote"}
_SUMS = frozenset({"两地", "三地", "两省", "两市"})
STOCK_RESET = frozenset(
    {"总数", "达到", "达", "累计", "共有", "拥有", "有", "数量", "总量", "总户数", "获评"}
)


class Frame:
    """What the pieces of a sentence say beside indicators and numbers."""

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        subjects: Subjects,
        carry: Carry,
        indicators: Indicators,
    ) -> None:
        self._paragraph = text
        self._indicators = indicators
        self._group: list[Statement | None] = []
        self._values: list[Statement | None] = []
        self._tokens = tokens
        self._subjects = subjects
        self._carry = carry
        self._continues = bool(tokens) and CONTINUES.match(text, tokens[0].start) is not None
        self._subject = self._first_subject()
        self._firm = carry.firm
        self._period = carry.period
        self._own_period = False
        self._kind = "target" if carry.plan else carry.kind
        self._increment = False
        self._qualifiers: list[str] = []
        self._last: list[Statement] = []
        self._open: list[Statement] = []
        self._pending = "plain"
        self._outside: tuple[list[Statement], list[Statement]] = [], []
        self._joint: list[str] = []
        self._resumed: Statement | None = None
        self._heading = carry.heading
        self._product = False
        self._of_class = False
        self._context: dict[str, str | None] = {}
        self._found: list[Statement] = []
        self._first: list[Token] = []
        self._before: list[Token] = []

    def _first_subject(self) -> Subject:
        """Of whom a sentence speaks before it says so: 其中 goes on with the last one's place."""
        topic, default = self._carry.topic, self._subjects.default
        if topic and (self._continues or not self._subjects.has_own):
            return replace(topic, said=False)
        return default

    def _note(self, clause: list[Token], index: int) -> None:
        """Take up what a piece says of place, period, kind and increment."""
        token = clause[index]
        if token.kind in PLACE_KINDS:
            self._note_place(clause, index)
        elif token.kind == "period":
            self._note_period(clause, index)
        elif token.kind in ("target", "forecast"):
            self._note_plan(token)
        elif token.kind == "past" or (self._carry.plan and token.text in ("共有", "拥有", "现有")):
            self._kind, self._increment = "actual", False
        elif token.kind == "increment":
            self._increment = True
        elif token.kind == "qualifier":
            self._qualifiers.append(token.text)
        elif token.kind == "filler" and token.text.startswith(
            ("培育", "建成", "认定", "打造", "创建", *STOCK_RESET)
        ):
            self._increment = self._increment and index > 0 and clause[index - 1].kind == "increment"

    def _note_plan(self, token: Token) -> None:
        """Words of what is to come; 将 and 明年 leave a forecast one: 预计到年底将达到430户."""
        if token.text not in ("将", "明年") or self._kind != "forecast":
            self._kind = token.kind
        if token.text == "明年":
            self._period, self._own_period = Period(token.text, back=-1), True
        if token.text.startswith("到20"):
            year = int(token.text[1:5])
            self._period, self._own_period = Period(token.text, year), True
            self._kind = "actual" if self._subjects.is_past(year) else "target"

    def _note_place(self, clause: list[Token], index: int) -> None:
        if clause[index].kind == "park":
            self._carry.park = clause[index].text
        before = [
            token for token in clause[:index] if token.kind == "other" and not BENIGN.search(token.text)
        ]
        behind = next((token.kind for token in clause[index + 1 :] if token.kind != "filler"), None)
        if index and clause[index - 1].kind == "other" and _is_aside(clause[index - 1].text):
            return
        if self._joint and clause[index].kind == "abroad" and clause[index - 1].kind == "place":
            return  # 丰都、忠县|两县
        if clause[index].text.startswith("我们") and self._firm:
            return
        if _ends_with_place(clause, index) or _is_sum(clause, index):
            before = []
        if (
            (before and behind != "indicator")
            or is_part_of_name(clause, index)
            or is_companion(clause, index)
        ):
            return
        if joins_place(clause, index):
            self._joint = [*(self._joint or [clause[index - 2].text]), clause[index].text]
            self._subject, self._firm = NOBODY, False
            return
        self._joint = []
        if subject := self._subjects.of_token(clause[index], self._subject):
            self._subject = subject
            self._firm = self._product = self._of_class = False

    def _note_period(self, clause: list[Token], index: int) -> None:
        """A period before words of a plan belongs to what was; behind them, to the plan."""
        period = read_period(clause[index].text)
        announced = bool(self._before) and self._before[-1].kind in ("target", "forecast")  # 区委预计，今年…
        planned = announced or self._is_of_plan(period)
        if (
            not planned
            and not any(piece.kind in ("target", "forecast") for piece in clause[:index])
            and period.name
            not in (
                "全年",
                "年内",
            )
        ):
            self._kind = "actual"
        self._period = self._period.continued(period) if self._period and self._own_period else period
        self._own_period = True

    def _is_of_plan(self, period: Period) -> bool:
        """Whether a period is the one of which plans speak that the sentences before began."""
        whole = period.name in ("今年", "全年", "年内", "本年") and not period.back
        return self._carry.plan and whole and not (period.year and self._subjects.is_past(period.year))

    def _park(self, words: str) -> Subject:
        """The park that words such as 园区 mean: the one named last, else one of the place."""
        park = self._carry.park
        if park and (park.endswith(words) or words.endswith("园区")):
            return Subject(park, said=True)
        return Subject(self._subject.place, scope=words, said=True)

    def _park_at(self, words: str) -> Subject | None:
        """The park that words begin with: one named before (园区现有企业…), or one with a name of its own."""
        if park := PARK_BEGINS.match(words):
            return self._park(park[1])
        if named := self._subjects.named_park(words):
            self._carry.park = named
            return Subject(named, said=True)
        return None

    def _note_subject(self, clause: list[Token], index: int) -> None:
        """Take up a subject that is no district, where words begin a clause."""
        words = clause[index].text.strip("“” ")
        if INDUSTRY.match(words) and all(token.kind in _FRAMES for token in clause[:index]):
            self._of_class = True
            return
        first = _name_start(clause, index)
        before = [token for token in clause[:first] if not _leads_to_subject(token)]
        neighbour = index > 0 and clause[index - 1].text == "的" and self._subjects.named_park(words)
        if before and not neighbour:  # 一墙之隔的李渡工业园区
            return
        if first < index:
            name = "".join(token.text for token in clause[first : index + 1])
            self._firm = self._firm or is_firm(name, whole=clause is not self._first)
            return
        if any(token.kind in PLACE_KINDS for token in clause[:index]):
            self._firm = self._firm or is_firm(words)
            return
        if park := self._park_at(words):
            self._subject, self._firm = park, False
        elif is_other_unit(words):
            self._subject, self._firm = NOBODY, False
        elif part := (self._resumed and SIGHT.fullmatch(words)) or TOWN.match(words):
            self._subject = Subject(self._subject.place, scope=part.group(), said=True)
        elif FIRM_CLASS.match(words):
            self._of_class = True
        elif is_firm(words, whole=clause is not self._first):
            self._firm = True


def _is_aside(words: str) -> bool:
    """Whether words right before a place make it what something is compared with, or where a firm works: 某公司在永川."""
    return words.endswith(COMPARES) or (words.endswith("在") and is_firm(words[:-1]))


def _ends_with_place(clause: list[Token], index: int) -> bool:
    """Whether a clause is a place with what is said of it before: 同在渝西的荣昌，GDP增长7.3%."""
    return (
        index == len(clause) - 1
        and index > 1
        and clause[index].kind in ("place", "park", "site", "town")
        and clause[index - 1].text == "的"
    )


def _is_sum(clause: list[Token], index: int) -> bool:
    """Whether words speak of two provinces or cities together: 川渝两地."""
    before = clause[index - 1] if index else None
    return clause[index].text in _SUMS and before is not None and len(before.text) <= 4


def _name_start(clause: list[Token], index: int) -> int:
    """Where a name begins that single signs cut: 汇|达|柠檬公司."""
    first = index
    while first > 1 and _is_sign(clause[first - 1]) and clause[first - 2].kind == "other":
        first -= 2
    return first


def _is_sign(token: Token) -> bool:
    return token.kind in ("filler", "and", "up", "down") and len(token.text) == 1


def _leads_to_subject(token: Token) -> bool:
    """Whether a piece may stand before a clause's subject: 位于大足高新区的某公司, 重庆某公司. Not 全区: 全区企业."""
    if token.kind in ("stop", "period", "past", "quote") or token.text == "的":
        return True
    return token.kind in PLACE_KINDS - {"own"} or token.text in (
        "位于",
        "在",
        "走进",
        "地处",
        "来自",
        "坐落于",
        "成立于",
        "创办于",
        "始建于",
    )
