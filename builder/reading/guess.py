"""First guess at what each block is, from its own text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.gazetteer import Gazetteer
from builder.model import Role
from builder.reading.districts import bare_district
from builder.reading.marks import ends_closed, starts_open

_NOTE_LABELS = {"编者按", "核心提示", "编者的话", "编者话"}
_BYLINE = re.compile(
    r"^[□■●◎]|(?:书记|区长|县长|主任|市长|部长|局长)[\s　]+[一-鿿·]{2,4}$|^本报(?:记者|评论员)"
)
_CREDIT = re.compile(r"(?:记者|通讯员|文图|摄影)[\s　]")
_CAPTION_END = re.compile(r"(?:[^。]{6,40}。)$")


def guess_roles(texts: Sequence[str], gazetteer: Gazetteer) -> list[Role]:
    """A role for each block of a page."""
    roles: list[Role] = []
    for index, text in enumerate(texts):
        roles.append(_guess(index, text, roles, gazetteer))
    return roles


def _guess(index: int, text: str, before: Sequence[Role], gazetteer: Gazetteer) -> Role:
    short = len(text) <= 45 and not ends_closed(text) and not starts_open(text)
    if text in _NOTE_LABELS:
        return Role.NOTE_LABEL
    if bare_district(text, gazetteer):
        return Role.LABEL
    if _BYLINE.search(text) and len(text) < 40:
        return Role.BYLINE
    if _CREDIT.search(text) and not ends_closed(text):
        return Role.CREDIT
    if index == 0 and short:
        return Role.TITLE
    if text.startswith("——") and index <= 2:
        return Role.SUBTITLE
    if short and not re.search(r"[，。；]", text):
        return Role.HEADLINE
    if text.startswith("①") or (
        len(text) <= 45 and _CAPTION_END.fullmatch(text) and Role.HEADLINE not in before
    ):
        return Role.CAPTION
    if before and before[-1] in (Role.NOTE_LABEL, Role.NOTE) and Role.HEADLINE not in before:
        return Role.NOTE
    return Role.BODY
