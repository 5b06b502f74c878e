"""Tells a district's short name from the street, firm or person that bears it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIRM_REACH = 12
"""How many characters behind a name its firm's 公司 or 集团 may stand."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff（）()]*")
_BRAND = re.compile("[\u3400-\u9fff]{0,6}”")
"""The rest of a quoted brand that begins with a name: “涪陵榨菜”."""
_NAME_ENDS = re.compile("[的和与在是将为及了]")
_TRADES = "工匠师员手"
"""Signs that end the words for somebody of a trade: 矿工, 检票员."""
_INTRODUCED = re.compile("(?:岁的?|叫|名为)$")
_SIGNED = re.compile(r"(?:记者|通讯员|实习生|作者|文[／/]图?|图[／/]|摄影|撰文)[\s:：]{1,2}[\u3400-\u9fff]$")
"""Before a name: it is a person's, whatever the family name: 记者 江|永川."""
_SEVERAL = re.compile(
    "(?:[、和与][\u3400-\u9fff]{2,3}){0,4}(?:[两二三四]人|[两三四几]位|夫妇|夫妻|等人|父子|母女|姐妹|兄弟)"
)
"""Behind a name with a family name before it: it is one of several people's."""
_SPEAKS = ("说", "表示", "笑", "坦言", "回忆")


@dataclass(frozen=True, slots=True)
class Clues:
    """Words whose neighbourhood tells what a name is."""

    place_after: tuple[str, ...]
    unit_goes_on: tuple[str, ...]
    firm: re.Pattern[str]
    branch: re.Pattern[str]
    institution: re.Pattern[str]
    street: tuple[str, ...]
    street_goes_on: tuple[str, ...]
    title: tuple[str, ...]
    title_surely: tuple[str, ...]
    honorific: tuple[str, ...]
    speech: tuple[str, ...]
    surname: frozenset[str]
    place_before: tuple[str, ...]
    place_surely_before: tuple[str, ...]
    acts: tuple[str, ...]
    moved: tuple[str, ...]
    elsewhere: tuple[str, ...]
    no_unit: tuple[str, ...]


def load_clues(path: Path) -> Clues:
    """Read the words from TOML."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    values: dict[str, Any] = {key: tuple(value) for key, value in data.items()}
    values |= {
        key: re.compile("|".join(map(re.escape, data[key]))) for key in ("firm", "branch", "institution")
    }
    return Clues(**values | {"surname": frozenset(data["surname"])})


class Lookalikes:
    """What the words around a name show that it is a street's, a firm's or a person's."""

    def __init__(self, clues: Clues, common: frozenset[str]) -> None:
        """`common`: common words, which tell 工|程南川 from 工程|南川."""
        self._clues = clues
        self._common = common

    def bears_name(self, text: str, start: int, end: int) -> bool:
        """Whether a street, a firm or a person bears the name at text[start:end]."""
        return (
            self._is_street(text, end)
            or self._is_firm(text, start, end)
            or self._is_person(text, start, end)
            or _SIGNED.search(text[max(0, start - 8) : start]) is not None
        )

    def _is_street(self, text: str, end: int) -> bool:
        street = next((s for s in self._clues.street if text.startswith(s, end)), None)
        return street is not None and not text.startswith(self._clues.street_goes_on, end + len(street))

    def _is_firm(self, text: str, start: int, end: int) -> bool:
        if text.endswith(("集团", "公司", "银行"), 0, start) and text.startswith(("公司", "分", "支"), end):
            return False  # its branch in the place
        if text[start - 1 : start] == "“" and (brand := _BRAND.match(text, end)):
            end = brand.end()
        run = _HAN_RUN.match(text, end, end + FIRM_REACH)
        tail = _NAME_ENDS.split(run.group(), maxsplit=1)[0] if run else ""
        return self._clues.firm.search(tail) is not None and not self._clues.branch.search(tail)

    def _is_person(self, text: str, start: int, end: int) -> bool:
        if text.startswith(self._clues.honorific, end) or text.endswith(self._clues.title_surely, 0, start):
            return True
        old = text.startswith("老", end)  # 周云阳老校长
        speaks = text.startswith((*self._clues.speech, *self._clues.title), end + old)
        introduced = text[:start].rstrip().endswith(self._clues.title)
        if introduced and (speaks or not text[end : end + 1].strip() or text[end : end + 1] in "，。、；”）"):
            return True
        if speaks and text.startswith(_SPEAKS, end):
            return True
        return self._has_surname(text, start, speaks or _SEVERAL.match(text, end) is not None)

    def _has_surname(self, text: str, start: int, speaks: bool) -> bool:
        """Whether a family name stands before, behind words that introduce a person, or before words of what one does."""
        if text[max(0, start - 1) : start] not in self._clues.surname:
            return False
        before = text[: start - 1].rstrip()
        introduced = (
            before.endswith(self._clues.title)
            or _INTRODUCED.search(before[-2:]) is not None
            or self._ends_with_trade(before, text[start - 1])
            or self._lists_people(before)
        )
        opens = not before or not "\u3400" <= before[-1] <= "\u9fff"
        return introduced or (opens and speaks)

    def _ends_with_trade(self, before: str, surname: str) -> bool:
        """Whether words for somebody of a trade end right before a family name: 矿工|李, not 工程 or 师范."""
        return before[-1:] in tuple(_TRADES) and before[-1] + surname not in self._common

    def _lists_people(self, before: str) -> bool:
        """Whether a person is named right before, in the same list: 村民刘铜梁、."""
        name = before.removesuffix("、")
        return name != before and any(
            name[-size:][:1] in self._clues.surname and name[:-size].endswith(self._clues.title)
            for size in (2, 3)
        )
