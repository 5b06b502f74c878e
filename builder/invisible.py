"""Knows the characters that nobody sees, and that change what is seen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARK = "\N{REPLACEMENT CHARACTER}"
"""Stands for such a character wherever it is shown."""
_IGNORED = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Letters and marks by their category, but drawn as nothing: fillers, variation selectors, the empty Braille cell."""


@cache
def is_invisible(char: str) -> bool:
    """Whether a character would change what a reader sees without being seen; white space does not."""
    if char.isspace():
        return False
    is_unseen = unicodedata.category(char) in {"Cc", "Cf", "Cs"} or _IGNORED.match(char)
    return bool(is_unseen) or ord(char) & 0xFFFE == 0xFFFE


def invisible_in(text: str) -> set[str]:
    """Such characters as a text holds."""
    return {char for char in set(text) if is_invisible(char)}


def show_invisible(text: str) -> str:
    """
    Put a visible mark in place of control, bidi and other characters that cannot be seen or shown.

    Must not act on white space.
    Keeps: the text's length.
    """
    hidden = invisible_in(text)
    return text.translate({ord(char): MARK for char in hidden}) if hidden else text


def spelled_out(text: str) -> str:
    r"""Write such characters, and line ends, by their codes (\u202e), so that a terminal shows them and obeys none."""
    return "".join(
        char.encode("unicode_escape").decode()
        if is_invisible(char) or unicodedata.category(char) in {"Cc", "Zl", "Zp"}
        else char
        for char in text
    )
