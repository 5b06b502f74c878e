"""Tells where an article turns to what is yet to come: 新的一年，…; a heading 2024年工作打算."""

from __future__ import annotations

import re

HEADING = 24
"""Characters of the longest paragraph that heads others."""
PLANS = re.compile(
    "[“”（）()一二三四五、]{0,4}(?:展望|面向|面对|迈入)?"
    "(?:新的一年|新一年|下一步|下步|下一阶段|接下来(?=，)|明年(?=，|怎么|的)|(?:今年|\\d{4}年)(?:工作|经济社会发展|发展|政府工作)[^，。\\d]{0,10}目标|(?:围绕|对照|为|为了)?(?:实现|完成)?(?:上述|以上|这些|这一)目标|今年(?:的[^，。？]{1,6})?怎么[干办做算走]|做好今年|新征程上)"
)
"""Begins a sentence from which on an article speaks of plans."""
_HEADS_PLANS = re.compile(
    "(?:\\d{4}年|今年|明年|下一步|下步|新的一年|下半年)[^，。；\\d]{0,8}(?:目标|打算|安排|思路|重点|计划|展望|任务)"
)
_LOOKS_BACK = re.compile(
    "[“（(一二三四五）)、]{0,4}(?:回顾|回首|回望|过去|刚刚过去|去年|上年|一年来|五年来|上半年|前[一二三四五六七八九十\\d]{1,2}(?:个?月|季度)|[一二三]季度|截至|目前|如今)"
)
_HEADS_PAST = re.compile("回顾|完成情况|执行情况|成效|成绩|现状|问题")


def sets_goals(paragraph: str) -> bool:
    """Whether a paragraph heads or opens a report's goals, so that those behind it go on with them."""
    heads = len(paragraph) <= HEADING and not paragraph.endswith(("。", "！", "”"))
    return "目标" in paragraph[:HEADING] or (heads and _HEADS_PLANS.search(paragraph) is not None)


def plans(paragraph: str, before: bool) -> bool:
    """Whether a paragraph speaks of plans, from its beginning, where `before` says whether the one before it did."""
    if len(paragraph) <= HEADING and not paragraph.endswith(("。", "！", "”")):
        if _HEADS_PLANS.search(paragraph):
            return True
        return before and not _HEADS_PAST.search(paragraph)
    return before and not _LOOKS_BACK.match(paragraph)
