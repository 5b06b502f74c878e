"""Tells which encoding a text file is in."""

from __future__ import annotations

import codecs
import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_USUAL = re.compile(
    r"[\t\n\r -~\u00a0-\u024f\u2000-\u206f\u2150-\u27ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
MOST_CONTROLS = 0.2
"""Share of control characters up to which valid UTF-8 is still a text, if a damaged one."""
MOST_BINARY = 0.05
"""Share of control bytes above which another file is no text; random bytes have .10, a text has none."""
LEAST_USUAL = 0.8
"""Share of characters of Chinese newspapers below which a decoding is wrong; right ones have over .99."""
MOST_UNDECODED = 0.5
"""Undecodable bytes for each character beyond ASCII up to which a file is still damaged UTF-8; GB18030 has over 2."""


def decode(data: bytes) -> tuple[str, str] | None:
    """
    Decode a text file; returns its text and Python's name of the encoding, or None where it is no text.

    Tries, in this order: the byte order mark, UTF-8, UTF-16 without a mark, GB18030, damaged UTF-8. Bytes that do
    not decode become U+FFFD. Must not take damaged UTF-8 for GB18030, which decodes it into rare characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if (text := _strict(data, "utf-8")) is not None:
        return (text, "utf-8") if len(_BINARY.findall(data)) <= MOST_CONTROLS * len(data) else None
    for encoding in ("utf-16-le", "utf-16-be"):
        if (text := _strict(data, encoding)) is not None and _is_usual(text) and _HAN.search(text):
            return text, encoding
    if _is_binary(data) or b"\0" in data:
        return None
    return _damaged_utf8(data) or _gb18030(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    text = data.decode("utf-8", "replace")
    beyond_ascii = sum(char > "\x7f" for char in text if char != REPLACEMENT)
    return (text, "utf-8") if text.count(REPLACEMENT) <= MOST_UNDECODED * beyond_ascii else None


def _gb18030(data: bytes) -> tuple[str, str] | None:
    text = data.decode("gb18030", "replace")
    return (text, "gb18030") if _is_usual(text) else None


def _is_binary(data: bytes) -> bool:
    return len(_BINARY.findall(data)) > MOST_BINARY * len(data)


def _is_usual(text: str) -> bool:
    return len(_USUAL.findall(text)) >= LEAST_USUAL * len(text) and not _has_many_controls(text)


def _has_many_controls(text: str) -> bool:
    controls = sum(char < " " and not char.isspace() for char in text)
    return controls > MOST_BINARY * len(text)
