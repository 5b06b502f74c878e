"""Reads numbers that are written in words: 三百一十二, 四十五万二千, 翻两番, 近三成."""

from __future__ import annotations

from typing import NamedTuple

DIGITS = "零一二两三四五六七八九"
NUMERAL = rf"[{DIGITS}]?[十百千][{DIGITS}十百千]{{0,12}}(?:点[{DIGITS}]{{1,6}})?"
"""A number in words that is no idiom's or festival's: 三百一十二, 五十二点六."""
IN_WORDS = rf"[千百](?=亿元|万人次)|(?<=[翻增了])[一两二三四]?番|[近约超逾]?[{DIGITS[1:]}]成(?![都渝立为果功交熟长绩本])"
"""Numbers that are words of their own: 千|亿元, 两番, 近三成."""
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


class Amount(NamedTuple):
    """A number with its unit."""

    value: float
    unit: str
    behind: int = 0
    """How many characters of the text behind the number the unit takes."""
    qualifier: str | None = None


def value_of(words: str) -> float:
    """Value of a number in words up to 9,999 with decimals: 三百一十二, 六点五; with 万, in ten thousands: 四十五万二千 is 45.2."""
    whole, _, rest = words.partition("万")
    if rest:
        return round(value_of(whole) + value_of(rest) / 10_000, 4)
    whole, _, decimals = whole.partition("点")
    total, digit = 0, 0
    for char in whole:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _DIGIT[char]
    return float(f"{total + digit}.{''.join(str(_DIGIT[char]) for char in decimals) or 0}")


def in_words(words: str, behind: str) -> Amount:
    """What IN_WORDS found: 千 before 亿元 is 1000亿元, 翻两番 3倍, 三成 30%; `behind`: the text after it."""
    if words[0] in "千百":
        unit = "亿元" if behind.startswith("亿元") else "万人次"
        return Amount(float(_TENS[words]), unit, len(unit))
    if words.endswith("番"):
        return Amount(float(2 ** _DIGIT.get(words[0], 1) - 1), "倍")
    qualifier = words[0] if len(words) > 2 else None
    return Amount(_DIGIT[words[-2]] * 10.0, "%", qualifier=qualifier)
