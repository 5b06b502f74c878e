"""Collects the regular expressions that the builder compiles, and makes texts on which a bad one takes too long."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]  # private: the one place that tells a pattern's parts
from typing import Any
from unittest.mock import patch

import builder
from tests.conftest import ROOT

MANY = 10
"""Repetitions from which on a part of a pattern is worth repeating."""


def compiled_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the builder, by itself: of its modules, its data, and what it compiles on its way through a page."""
    found: dict[str, re.Pattern[str]] = {}
    compile_pattern = re._compile  # type: ignore[attr-defined]  # private: all of re's functions compile with it

    def record(pattern: Any, flags: Any) -> Any:
        compiled = compile_pattern(pattern, flags)
        frame = sys._getframe(2)
        if f"{ROOT}/builder/" in frame.f_code.co_filename and isinstance(compiled.pattern, str):
            found[compiled.pattern] = compiled
        return compiled

    names = [module.name for module in pkgutil.walk_packages(builder.__path__, "builder.")]
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "builder"}
    for name in kept:
        del sys.modules[name]
    try:
        with patch("re._compile", record):
            for name in names:
                if "training" not in name and "__main__" not in name:
                    importlib.import_module(name)
            importlib.import_module("builder.lexicon").load_lexicon()
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "builder"]:
            del sys.modules[name]
        sys.modules.update(kept)
    return found


def hostile_texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Texts of about so many characters, in which each repeated part of a pattern stands over and over."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    turns = {turn for turn in _turns(parsed) if turn}
    for turn in sorted(turns):
        text = turn * (size // len(turn))
        yield text
        yield _words(parsed) + text + "\x00"
    yield "\x00" * size


def _turns(parsed: Any) -> Iterator[str]:
    """What the repeated parts of a pattern match, and pairs of neighbours."""
    for op, argument in parsed:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most > MANY:
                yield _words(body)
            yield from _turns(body)
        elif op is _constants.SUBPATTERN:
            yield _words(argument[-1])
            yield from _turns(argument[-1])
        elif op is _constants.BRANCH:
            for branch in argument[1]:
                yield _words(branch)
                yield from _turns(branch)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _turns(argument[1])
    yield _words(parsed)


def _words(parsed: Any) -> str:
    """A text that a pattern matches, look-around apart."""
    return "".join(_word(op, argument) for op, argument in parsed)


def _word(op: Any, argument: Any) -> str:
    if op is _constants.LITERAL:
        return chr(argument)
    if op in (_constants.NOT_LITERAL, _constants.ANY):
        return "字"
    if op is _constants.IN:
        return _one_of(argument)
    if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return str(_words(argument[2]) * max(argument[0], 1))
    if op in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
        return _words(argument[-1] if op is _constants.SUBPATTERN else argument)
    if op is _constants.BRANCH:
        return _words(argument[1][0])
    return ""


_CATEGORIES: dict[Any, str] = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "字",
    _constants.CATEGORY_NOT_WORD: "，",
    _constants.CATEGORY_NOT_SPACE: "字",
    _constants.CATEGORY_NOT_DIGIT: "字",
}


def _one_of(items: Any) -> str:
    (op, argument), *_ = items
    if op is _constants.NEGATE:
        refused = re.compile(f"[{''.join(_escaped(item) for item in items[1:])}]")
        return next((char for char in "字a1 ，\n" if not refused.match(char)), "")
    if op is _constants.RANGE:
        return chr(argument[0])
    return str(_CATEGORIES.get(argument, "")) if op is _constants.CATEGORY else chr(argument)


def _escaped(item: Any) -> str:
    op, argument = item
    if op is _constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return _CLASSES[argument] if op is _constants.CATEGORY else re.escape(chr(argument))


_CLASSES: dict[Any, str] = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
}
