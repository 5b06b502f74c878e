"""
Mends faults of single characters.

Each fix turns a text into one of the same length, so that an offset into the cleaned text is an offset into the
seed. A second pass changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Flag, Page

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})
_HALF_WIDTH_MARK = re.compile(rf"(?<=[{HAN}”’》）】」』%])[,;:?!]|[,;:?!](?=[{HAN}“‘《（【「『])")
_BRACKETS = re.compile(rf"\((?=[^()\n]*[{HAN}][^()\n]*\))([^()\n]*)\)")
INVISIBLE = "\N{REPLACEMENT CHARACTER}"


def widen_punctuation(text: str) -> str:
    """
    Make half-width punctuation full-width where it stands next to Chinese.

    Must not act inside numbers, times, addresses of web pages and Latin text: 1,029.54, 9:30, https://a.b.
    """
    return _HALF_WIDTH_MARK.sub(lambda match: match.group().translate(FULL_WIDTH), text)


def widen_brackets(text: str) -> str:
    """Make round brackets full-width where they hold Chinese. Must not act on (GDP) or f(x)."""
    return _BRACKETS.sub(r"（\1）", text)


def show_invisible(text: str) -> str:
    """
    Put a visible mark in place of control, bidi and other characters that cannot be seen or shown.

    Must not act on white space.
    """
    return text.translate({ord(char): INVISIBLE for char in _invisible_in(text)})


def is_invisible(char: str) -> bool:
    """Whether a character would change what a reader sees without being seen."""
    if char.isspace():
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} or ord(char) & 0xFFFE == 0xFFFE


def _invisible_in(text: str) -> set[str]:
    """The invisible characters of a text; each of its characters is looked at once."""
    return {char for char in set(text) if is_invisible(char)}


FIXES: tuple[Callable[[str], str], ...] = (show_invisible, widen_punctuation, widen_brackets)


def clean(page: Page, lexicon: Lexicon) -> Page:
    """
    Mend the faults of single characters.

    Keeps: the text's length.
    Flags: `invisible` at lines with characters that cannot be shown.
    """
    text = page.seed.text
    for fix in FIXES:
        text = fix(text)
    return replace(page, clean=text, flags=page.flags + _invisible_flags(page))


def _invisible_flags(page: Page) -> tuple[Flag, ...]:
    invisible = _invisible_in(page.seed.text)
    if not invisible:
        return ()
    lines = enumerate(page.seed.text.split("\n"), start=1)
    return tuple(
        Flag("invisible", number, f"此行有不可见字符，以“{INVISIBLE}”代替：{', '.join(codes)}")
        for number, line in lines
        if (codes := sorted({f"U+{ord(char):04X}" for char in invisible.intersection(line)}))
    )
