"""Reads the case files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


def tables(name: str) -> dict[str, Any]:
    """The tables of a case file."""
    return tomllib.loads((CASES / name).read_text("utf-8"))
