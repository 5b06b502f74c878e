"""Makes bad catalogues: hostile values in good YAML, and YAML that is damaged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import yaml

from builder.catalog import KEYS
from tests.fuzz.hostile import ALL

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
PIECES = (
    *(
        "\n",
        " ",
        "\t",
        ":",
        ": ",
        "- ",
        "? ",
        "!!python/object/apply:os.system ['id']",
        "!!binary x",
        "&a *a",
        "*a",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        "#",
        "%YAML 9",
        "---\n",
        "...",
        "<<: *a",
        "\x00",
        "\x07",
        "\u2028",
        "\ufeff",
    ),
    *(
        '"',
        "'",
        '"\\ud800"',
        '"\\x00\\u202e"',
        "~",
        "2023-02-30",
        "2023-10-24 10:00:00Z",
        "0x7fffffff",
        ".inf",
        "1e9999",
    ),
    *("9" * 5_000, "[" * 2_000, "- " * 500, BOMB),
)


def catalog_case(number: int, names: Sequence[str]) -> bytes:
    """The bad catalogue of that number, of seeds of those names."""
    source = Random(f"catalogue {number}")
    entries = {
        source.choice((name, name.removesuffix(".txt"))): _entry(source)
        for name in names
        if source.random() < 0.5
    }
    if source.random() < 0.2:
        entries |= {source.choice(ALL): _entry(source)}
    text = _dumped(entries, source)
    if source.random() < 0.5:
        for _ in range(source.choice((1, 2, 5))):
            place = source.randint(0, len(text))
            text = text[:place] + source.choice(PIECES) + text[place + source.choice((0, 0, 1, 20)) :]
    data = text.encode("utf-8", "surrogatepass")
    if source.random() < 0.1:
        place = source.randrange(len(data) or 1)
        data = data[:place] + source.randbytes(3) + data[place:]
    return data


def _dumped(entries: dict[str, Any], source: Random) -> str:
    """As JSON, which is YAML and can say lone surrogates; else as YAML is written by hand."""
    if source.random() < 0.3:
        return json.dumps(entries)
    return yaml.safe_dump(entries, allow_unicode=source.random() < 0.5, sort_keys=False)


def _entry(source: Random) -> Any:
    if source.random() < 0.05:
        return _value(source)
    keys = source.sample([*KEYS, "nothing"], source.randint(0, 5))
    return {key: _fit_value(key, source) if source.random() < 0.6 else _value(source) for key in keys}


def _fit_value(key: str, source: Random) -> Any:
    """A value that the key takes, or nearly."""
    words = source.choice(ALL) + source.choice(("", "报", source.choice(ALL)))
    return {
        "date": source.choice(("2023-10-24", "2024-02-29", "0001-01-01", "9999-12-31", "2023-02-30")),
        "event_date": source.choice(("2023-10-24", "2025-07-24", "0001-01-01", "9999-12-31")),
        "year": source.choice((2023, 1800, 2200, 0, -1, 10**30)),
        "source_url": source.choice(
            ("https://x.invalid/a?b=c&d", "javascript:window.hit=1", f"https://x.invalid/{words}")
        ),
        "slug": source.choice(("a", "a-b", "index", "..", words)),
        "aliases": source.choice(([], ["old"], ["old", "old"], ["index", "a"], [words])),
        "withdrawn": source.random() < 0.3,
        "corrections": [_correction(source) for _ in range(source.randint(0, 3))],
    }.get(key, words)


def _correction(source: Random) -> Any:
    words = source.choice(("的", "区", "。", "重庆", source.choice(ALL)))
    said = {
        "line": source.randint(-1, 60),
        "words": words,
        "right": source.choice((words[::-1], "", *ALL)),
        "why": source.choice(ALL),
    }
    return said if source.random() < 0.9 else _value(source)


def _value(source: Random) -> Any:
    plain: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        10**400,
        1.5,
        float("inf"),
        float("nan"),
        "",
        " ",
        [],
        {},
        [[[]]],
        {"a": {"b": []}},
        "\ud800",
    )
    return source.choice((*plain, *ALL))
