"""What an indicator's table must say."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import SettingsError
from builder.figures.indicators import load_indicators
from builder.lexicon import DATA

FIRST = '[[indicator]]\nname = "产值"\nslug = "chan-zhi"\nwords = ["产值"]\nmeasure = "money"\n'


@pytest.mark.parametrize(
    "second",
    [FIRST.replace("产值", "营收"), FIRST.replace("产值", "营收").replace('slug = "chan-zhi"\n', "")],
)
def test_slugs(tmp_path: Path, second: str) -> None:
    """An indicator whose page has no address, or another's, is told of, and nothing is built; two tables may share a name."""
    file = tmp_path / "indicators.toml"
    file.write_text(FIRST + FIRST.replace('slug = "chan-zhi"\n', ""), "utf-8")
    assert load_indicators(file, DATA / "units.toml").slugs == {"产值": "chan-zhi"}
    file.write_text(FIRST + second, "utf-8")
    with pytest.raises(SettingsError, match="no slug"):
        load_indicators(file, DATA / "units.toml")
