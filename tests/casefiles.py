"""Reads the case files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


def tables(name: str) -> dict[str, Any]:
    """The tables of a case file."""
    return tomllib.loads((CASES / name).read_text("utf-8"))


def row(words: str, own: str) -> tuple[str, str, str | None, str | None, str]:
    """A case's row: place, indicator, value and change with their units, kind."""
    parts = words.split()
    kind = {"目标": "target", "预测": "forecast"}.get(parts[-1], "actual")
    if kind != "actual":
        parts.pop()
    change = next((part.removeprefix("+") for part in parts if part[0] in "+-"), None)
    value = next((part for part in parts if part[0].isdigit()), None)
    names = [part for part in parts if part[0] not in "+-" and not part[0].isdigit()]
    return (names[0] if len(names) > 1 else own, names[-1], value, change, kind)
