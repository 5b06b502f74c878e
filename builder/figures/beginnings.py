"""
Tells with which characters the matches of a regular expression can begin.

So that of eighty expressions only the two or three that may match are tried at a character.
"""

from __future__ import annotations

import re

_ANY = "any"
_CLASSES: dict[str, set[str]] = {"d": set("0123456789"), "s": set(" \u3000\n\t"), "S": {_ANY}, "w": {_ANY}}
_REPEAT = re.compile(r"[?*]|\{0,\d*\}|\{\d+(?:,\d*)?\}|\+")


def beginnings(pattern: str) -> frozenset[str]:
    """
    The characters with which a match may begin.

    Reads literals, classes, groups, look-arounds, repeats and alternatives; no back-references, no flags.
    Raises ValueError for an expression that can begin with any character.
    """
    found, _, position = _alternatives(pattern, 0)
    if position < len(pattern):
        raise ValueError(f"{pattern!r}: unread from {position}")
    if _ANY in found:
        raise ValueError(f"{pattern!r} can begin with any character")
    return frozenset(found)


def _alternatives(pattern: str, position: int) -> tuple[set[str], bool, int]:
    """First characters of alternatives, whether one may be empty, and where they end."""
    found: set[str] = set()
    empty = False
    while True:
        chars, may_be_empty, position = _sequence(pattern, position)
        found |= chars
        empty = empty or may_be_empty
        if position >= len(pattern) or pattern[position] != "|":
            return found, empty, position
        position += 1


def _sequence(pattern: str, position: int) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    empty = True
    while position < len(pattern) and pattern[position] not in "|)":
        chars, may_be_empty, position = _item(pattern, position)
        if repeat := _REPEAT.match(pattern, position):
            may_be_empty = may_be_empty or repeat.group()[0] in "?*" or repeat.group().startswith("{0")
            position = repeat.end()
            position += pattern[position : position + 1] == "?"
        if empty:
            found |= chars
        empty = empty and may_be_empty
    return found, empty, position


def _item(pattern: str, position: int) -> tuple[set[str], bool, int]:
    char = pattern[position]
    if char == "(":
        return _group(pattern, position)
    if char == "[":
        return _class(pattern, position)
    if char == "\\":
        escaped = pattern[position + 1]
        return _CLASSES.get(escaped, {escaped}), False, position + 2
    if char in "^$":
        return set(), True, position + 1
    if char == ".":
        return {_ANY}, False, position + 1
    return {char}, False, position + 1


def _group(pattern: str, position: int) -> tuple[set[str], bool, int]:
    head = re.compile(r"\((?:\?(?:P<\w+>|<=|<!|:|=|!))?").match(pattern, position)
    assert head is not None
    chars, empty, end = _alternatives(pattern, head.end())
    around = head.group().endswith(("=", "!"))
    return (set(), True, end + 1) if around else (chars, empty, end + 1)


def _class(pattern: str, position: int) -> tuple[set[str], bool, int]:
    end = pattern.index("]", position + 2)
    body = pattern[position + 1 : end]
    if body.startswith("^"):
        return {_ANY}, False, end + 1
    found: set[str] = set()
    for match in re.finditer(r"\\(.)|(.)-(.)|(.)", body):
        escaped, first, last, single = match.groups()
        if escaped:
            found |= _CLASSES.get(escaped, {escaped})
        elif first:
            found |= {chr(code) for code in range(ord(first), ord(last) + 1)}
        else:
            found.add(single)
    return found, False, end + 1
