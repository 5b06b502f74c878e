"""Work on all cores gives what one core gives, and tells of what fails."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder import cores
from builder.errors import ArchiveError
from tests.conftest import ROOT
from tests.test_build import files_in
from tests.test_growth import fill


def run_mkdocs(project: Path, site: Path, *, few: int) -> subprocess.CompletedProcess[str]:
    """Build a site, where so many pages are few to render on one core; it prints how often one was rendered ahead."""
    command = (
        "import sys; sys.path.insert(0, 'overrides/hooks')\n"
        "import ahead, builder.cores\n"
        f"ahead.FEW = builder.cores.FEW = {few}\n"
        "taken, on_all_cores = [], ahead.on_all_cores\n"
        "ahead.on_all_cores = lambda work, items: taken.extend(items) or on_all_cores(work, items)\n"
        "import templates; templates.on_all_cores = ahead.on_all_cores\n"
        "from mkdocs.__main__ import cli\n"
        f"cli(['build', '--strict', '--quiet', '--site-dir', {str(site)!r}], standalone_mode=False)\n"
        "print(len(taken))"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "315532800"}
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=project,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_site_on_all_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, directory_urls: str) -> None:
    """A site whose pages are rendered on all cores is the same, to the byte, published or as a bundle."""
    monkeypatch.setenv("DIRECTORY_URLS", directory_urls)
    many, few = (run_mkdocs(ROOT, tmp_path / str(few), few=few) for few in (2, 1_000))
    assert many.returncode == few.returncode == 0, many.stderr + few.stderr
    assert files_in(tmp_path / "2") == files_in(tmp_path / "1000")
    pages = sum(path.name != "404.html" for path in tmp_path.glob("2/pages/**/*.html"))
    assert int(many.stdout) > 2 * pages > 0
    assert int(few.stdout) == 0


def test_template_error_on_all_cores(tmp_path: Path) -> None:
    """A page whose template fails is told of in the same words, and ends the build, wherever it was rendered."""
    project = tmp_path / "project"
    for name in ("builder", "mkdocs.yml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "overrides", project / "overrides")
    with (project / "overrides" / "newspaper.html").open("a") as template:
        template.write("{% block footer %}{{ page.meta.seed.missing.more }}{% endblock %}")
    (project / "docs").mkdir()
    for path in (ROOT / "docs").glob("*.md"):
        shutil.copy(path, project / "docs")
    (project / "seeds").mkdir()
    fill(project / "seeds", 1)
    many, few = (run_mkdocs(project, tmp_path / "site", few=few) for few in (2, 1_000))
    told = [line for line in many.stderr.splitlines() if "Error building page" in line]
    assert len(told) == 1
    assert "missing" in told[0]
    assert told[0] in few.stderr.splitlines()
    assert many.returncode == few.returncode != 0


def end_itself(number: int) -> int:
    """Be ended as a system ends a process that takes too much memory; not so in the first process."""
    if number:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_process_ended() -> None:
    """A process that is ended from outside is told of in words, and nothing waits for it."""
    with pytest.raises(ArchiveError, match="memory"):
        list(cores.on_all_cores(end_itself, range(99), workers=2))
