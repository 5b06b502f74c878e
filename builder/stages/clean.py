"""
Mends faults of single characters.

Each fix turns a text into one of the same length, so that an offset into the cleaned text is an offset into the
seed. A second pass changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from builder.invisible import MARK, invisible_in, show_invisible
from builder.lexicon import Lexicon
from builder.model import Flag, Page

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})
_HALF_WIDTH_MARK = re.compile(rf"(?<=[{HAN}”’》）】」』%])[,;:?!]|[,;:?!](?=[{HAN}“‘《（【「『])")
_BRACKETS = re.compile(rf"\((?=[^()\n]*[{HAN}][^()\n]*\))([^()\n]*)\)")


def widen_punctuation(text: str) -> str:
    """
    Make half-width punctuation full-width where it stands next to Chinese.

    Must not act inside numbers, times, addresses of web pages and Latin text: 1,029.54, 9:30, https://a.b.
    """
    return _HALF_WIDTH_MARK.sub(lambda match: match.group().translate(FULL_WIDTH), text)


def widen_brackets(text: str) -> str:
    """Make round brackets full-width where they hold Chinese. Must not act on (GDP) or f(x)."""
    return _BRACKETS.sub(r"（\1）", text)


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
    invisible = invisible_in(page.seed.text)
    if not invisible:
        return ()
    lines = enumerate(page.seed.text.split("\n"), start=1)
    return tuple(
        Flag("invisible", number, f"此行有不可见字符，以“{MARK}”代替：{', '.join(codes)}")
        for number, line in lines
        if (codes := sorted(f"U+{ord(char):04X}" for char in invisible.intersection(line)))
    )
