"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from builder.lexicon import Lexicon, load_lexicon

ROOT = Path(__file__).parents[1]

settings.register_profile("project", deadline=None)  # tests assert what is done, not how fast
settings.load_profile("project")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The project's own gazetteer and data."""
    return load_lexicon()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """An empty folder for seeds."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """An empty folder for the Markdown."""
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder
