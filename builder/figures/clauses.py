"""Cuts a sentence's pieces into clauses, and tells how the pieces of one belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.figures.subjects import PLACE_KINDS
from builder.figures.tokens import Token

BOUNDARY = PLACE_KINDS | {
    "stop", "period", "target", "forecast", "increment", "past", "filler", "number", "respectively", "up", "down", "to", "compare", "rank",
    "each", "qualifier",
}  # fmt: skip
"""Kinds of pieces behind which the words begin that say of what part an indicator speaks."""
LIST_MARKS = frozenset({"—", "-", "、", "和", "与", "及", "以及"})
"""What stands between the items of a list."""
DRAWN = re.compile(r"(?:拉动|撬动|贡献|占|占到|人均|单位|每万元|万元)$|(?:达产|投产|建成|投用)后|每[^，]*$")
SHARES = frozenset({"占比", "比重", "贡献率"})
"""Words behind an indicator by which a number is a share of it, or its share of something."""
TOGETHER = ("均", "都", "双双", "也")
"""Words behind a list by which all its items share what follows."""
_TOPIC = re.compile(
    "经济|招商|外贸|开放|旅游|文旅|消费|市场|工业|农业|投资|财政|科技|民营|各|实现|完成|主要|整体|总体|近"
)
"""Begins what is said of a city, and no firm's or building's name."""
_BODY = re.compile("(?:[园馆院厂校]|景区|广场|剧场|古镇|乐园|公司|集团)$")
"""Ends the name of a sight, a body or a firm: 重庆|工业文化博览园."""
_IDLE = re.compile(
    r"^(?:但|而|且|同时|此外|特别是|[把将让使]|尤其是|当前|全部|新(?![建型兴能材])|年[末底]|年度?|各项|招商引资|成功|集中|现场)+"
)


def clauses(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
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


def prefix_start(clause: list[Token], index: int) -> int:
    """Where the words begin that belong to an indicator."""
    first = index
    while first > 0 and clause[first - 1].kind not in BOUNDARY:
        if clause[first - 1].kind == "indicator" and clause[first].kind == "and":
            break  # 规上工业增加值|和固定资产投资
        first -= 1
    while first < index and clause[first].kind == "and":
        first += 1
    return first


def is_part_of_name(clause: list[Token], index: int) -> bool:
    """Whether 重庆 or 中国 only begins another name: 重庆航空城, 中国物流集团. 全市 does not: 全市国企. In brackets it always does: 西部（重庆）科学城."""
    behind = clause[index + 1] if index + 1 < len(clause) else None
    if index and clause[index - 1].text in "（(":
        return True
    return (
        clause[index].kind in ("city", "abroad")
        and not clause[index].text.startswith(("全", "我", "两", "三"))
        and behind is not None
        and behind.kind == "other"
        and (not _TOPIC.match(behind.text) or _BODY.search(behind.text) is not None)
        and not (clause[index].kind == "abroad" and clause[index].text.endswith(("省", "市")))
    )


def joins_place(clause: list[Token], index: int) -> bool:
    """Whether a place is not the first of several that are spoken of together: 璧山、涪陵等区县."""
    return (
        index > 1
        and clause[index].kind == clause[index - 2].kind == "place"
        and clause[index - 1].text in LIST_MARKS
        and clause[index].text != clause[index - 2].text
    )


def is_companion(clause: list[Token], index: int) -> bool:
    """Whether a place is only with whom something is done: 与万州、开州合作."""
    while index > 1 and joins_place(clause, index):
        index -= 2
    before = clause[:index]
    return (
        bool(before) and before[-1].kind == "and" and all(t.kind in ("stop", "period") for t in before[:-1])
    )


def is_drawn(clause: list[Token], first: int) -> bool:
    """Whether an indicator is only what something adds to or is a share of: 拉动全区GDP增长, 占全区税收."""
    before = [token for token in clause[:first] if token.kind not in PLACE_KINDS and token.text != "了"]
    return bool(before) and before[-1].kind == "other" and DRAWN.search(before[-1].text) is not None


def is_item(clause: list[Token], index: int) -> bool:
    """Whether unknown words are an item of a list whose items share a fact: 税收总量和收入质量居全市第一, 客流、收入双双增长."""
    if index == 0 or clause[index - 1].text not in LIST_MARKS:
        return False
    for token in clause[index + 1 :]:
        if token.kind == "rank" or token.text.startswith(TOGETHER):
            return True
        if token.kind not in ("attribute", "indicator", "other") and token.text not in LIST_MARKS:
            return False
    return False


def counts_another(clause: list[Token], index: int) -> bool:
    """Whether a number in a clause without indicator counts what follows it: 居全市前列，3家企业获评…."""
    behind = clause[index + 1] if index + 1 < len(clause) else None
    return (
        behind is not None
        and behind.kind == "other"
        and not any(t.kind == "indicator" for t in clause[:index])
    )


def bare(words: str) -> str:
    """Words before an indicator without what says nothing of a part: conjunctions, 年, 新."""
    words = _IDLE.sub("", words.strip(" ")).removesuffix("年")
    return words if words.count("“") == words.count("”") else words.strip("“”")


def slots(head: list[Token], count: int) -> list[list[Token]]:
    """The items of a list, cut at 、 and, where that gives too few, at 和."""
    for marks in ("、", "、和与及以及"):
        found: list[list[Token]] = [[]]
        for token in head:
            if token.kind in ("stop", "and") and token.text in marks:
                found.append([])
            else:
                found[-1].append(token)
        found = [slot for slot in found if any(token.kind in ("indicator", "other") for token in slot)]
        if len(found) == count:
            return found
    return found


def is_list(clause: list[Token], head: list[Token], count: int) -> bool:
    """Whether a clause without 分别 lists as many indicators as numbers, all indicators first."""
    indicators = [token for token in head if token.kind == "indicator"]
    return (
        len(indicators) == count
        and len(slots(head, count)) == count
        and not any(t.kind == "number" for t in head)
    )
