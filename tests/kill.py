"""`python -m tests.kill`: kills the builder at random moments, and looks at what it leaves."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _command(room: Path) -> list[str]:
    folders = ("--seeds", str(room / "seeds"), "--docs", str(room / "docs"), "--cache", str(room / "cache"))
    return [sys.executable, "-m", "builder", "build", *folders]


def _build(room: Path) -> float:
    """Build undisturbed; returns the seconds that it took."""
    start = time.monotonic()
    subprocess.run(_command(room), cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - start


def _contents(docs: Path) -> dict[str, bytes]:
    return {str(path.relative_to(docs)): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def _fill(room: Path, seeds: Sequence[Path], addition: str) -> None:
    (room / "seeds").mkdir(exist_ok=True)
    for seed in seeds:
        (room / "seeds" / seed.name).write_text(seed.read_text("utf-8") + addition, "utf-8")


def killed_builds(seeds: Sequence[Path], room: Path, *, kills: int) -> list[str]:
    """
    Kill a builder so often while it turns one state of some seeds into another; returns what was wrong.

    After each kill every file is that of the one state or the other, whole, but for what is left of unfinished ones,
    which the next build clears away; that one ends with the files of an undisturbed build.
    """
    states = ("\n", "\n又一段，璧山区完成投资12亿元。\n")
    whole, longest = [], 0.0
    for number, addition in enumerate(states):
        undisturbed = room / f"undisturbed-{number}"
        undisturbed.mkdir()
        _fill(undisturbed, seeds, addition)
        longest = max(longest, _build(undisturbed))
        whole.append(_contents(undisturbed / "docs"))
    disturbed = room / "disturbed"
    disturbed.mkdir()
    source = random.Random(kills)
    faults: list[str] = []
    for kill in range(kills):
        _fill(disturbed, seeds, states[kill % 2])
        _kill_after(disturbed, source.uniform(0, longest))
        faults += [f"kill {kill}: {fault}" for fault in _broken(disturbed / "docs", whole)]
        _build(disturbed)
        if _contents(disturbed / "docs") != whole[kill % 2]:
            faults.append(f"kill {kill}: the next build ended otherwise")
    return faults


def _kill_after(room: Path, seconds: float) -> None:
    builder = subprocess.Popen(_command(room), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    builder.kill()
    builder.wait()


def _broken(docs: Path, whole: Sequence[dict[str, bytes]]) -> Iterator[str]:
    for name, data in _contents(docs).items() if docs.exists() else ():
        if data not in [state.get(name) for state in whole] and not name.endswith(".part"):
            yield f"{name} is neither the old file nor the new one"


def main() -> None:
    """Run, print what was found, and exit with 1 where there was anything."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as room:
        faults = killed_builds(sorted((ROOT / "seeds").glob("*.txt")), Path(room), kills=kills)
    print("\n".join([*faults, f"{kills} kills, {len(faults)} faults"]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
