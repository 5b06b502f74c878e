"""What the punctuation at a text's two ends says."""

from __future__ import annotations

import re
from functools import lru_cache

SENTENCE_ENDS = "。！？!?…"
_CLOSERS = "”’》）】」』)\"'〉"
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "「": "」", "『": "』"}
_NEVER_FIRST = "，。、；：！？”’》）】」』%℃‰·,;:!?)～—…"
_ORDINAL = re.compile(r"^[（(]?([一二三四五六七八九十]{1,3})(?:[、）)]|[是要](?=[^\d])|则|曰)")
_INNER_ORDINAL = re.compile(r"(?:^|[。；：！？])(?:第?([一二三四五六七八九十])(?:是|要|、|，))")
_REMEMBERED = 2048
"""Texts whose marks are remembered: each is asked about several times."""
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}


def ends_closed(text: str) -> bool:
    """
    Whether a text ends where a sentence may end.

    Must not say so of a quotation mark or bracket that closes behind no full stop: 扶大扶强” goes on.
    """
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return False
    return bare[-1] in SENTENCE_ENDS or text[-1] in SENTENCE_ENDS


def starts_open(text: str) -> bool:
    """Whether a text begins with a mark that never begins a paragraph. Must not act on a dash: ——题记."""
    return text[:1] in _NEVER_FIRST and not text.startswith(("——", "……"))


@lru_cache(maxsize=_REMEMBERED)
def open_marks(text: str) -> str:
    """The opening quotation marks and brackets that nothing in the text closes, in their order."""
    stack: list[str] = []
    for char in text:
        if char in _PAIRS:
            stack.append(char)
        elif stack and char == _PAIRS[stack[-1]]:
            stack.pop()
    return "".join(stack)


@lru_cache(maxsize=_REMEMBERED)
def owed_marks(text: str) -> str:
    """The closing quotation marks and brackets that nothing in the text opens, in their order."""
    stack: list[str] = []
    owed = ""
    closers = {close: opening for opening, close in _PAIRS.items()}
    for char in text:
        if char in _PAIRS:
            stack.append(char)
        elif char in closers:
            if closers[char] in stack:
                while stack.pop() != closers[char]:
                    pass
            else:
                owed += char
    return owed


def ordinal(text: str) -> int | None:
    """The number of a text that begins with one: 二、 is 2. Must not act on 一方面, 三江涌流."""
    match = _ORDINAL.match(text)
    return chinese_number(match.group(1)) if match else None


@lru_cache(maxsize=_REMEMBERED)
def inner_ordinals(text: str) -> tuple[int, ...]:
    """The numbers of clauses that a text counts with 一是, 二要, 三、."""
    return tuple(_DIGITS[char] for char in _INNER_ORDINAL.findall(text))


def chinese_number(numeral: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[numeral[0]]
    return _DIGITS.get(tens[:1], 1) * 10 + _DIGITS.get(ones[:1], 0)
