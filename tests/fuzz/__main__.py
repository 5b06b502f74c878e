"""`python -m tests.fuzz`: builds thousands of bad seeds and catalogues, and tells what went wrong."""

from __future__ import annotations

import argparse
import sys

from builder.lexicon import load_lexicon
from tests.fuzz.run import Report, run_batch
from tests.fuzz.seeds import seed_case

SLOWEST = 5
"""Pages that are named in the end."""


def main() -> None:
    """Run the cases asked for; the exit status says whether a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000, help="seeds to try (default: 1000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (default: 0)")
    parser.add_argument("--batch", type=int, default=50, help="seeds of one build (default: 50)")
    parser.add_argument(
        "--site-every", type=int, default=5, help="builds of which one goes on through MkDocs (default: 5)"
    )
    parser.add_argument(
        "--show", type=int, metavar="NUMBER", help="write the seed of that number, and do no more"
    )
    options = parser.parse_args()
    if options.show is not None:
        sys.stdout.buffer.write(seed_case(options.show))
        return
    report = _run(options)
    _tell(report)
    sys.exit(bool(report.faults))


def _run(options: argparse.Namespace) -> Report:
    lexicon, report = load_lexicon(), Report()
    end = options.first + options.count
    for batch, first in enumerate(range(options.first, end, options.batch)):
        told = len(report.faults)
        numbers = range(first, min(first + options.batch, end))
        run_batch(numbers, lexicon, report, with_site=batch % options.site_every == 0)
        print(f"{numbers.stop - options.first} of {options.count}", flush=True)
        for fault in report.faults[told:]:
            print(f"fault: {fault}", flush=True)
    return report


def _tell(report: Report) -> None:
    print(
        f"{report.seeds} seeds and {report.catalogs} catalogues tried; {report.published} pages published, "
        f"{report.sites} of them through MkDocs; {len(report.faults)} faults"
    )
    times = sorted(report.seconds, reverse=True)
    if times:
        print(f"CPU seconds a page: median {times[len(times) // 2][0]:.3f}; slowest:")
    for seconds, name in times[:SLOWEST]:
        print(f"  {seconds:8.2f} {name!r}")


if __name__ == "__main__":
    main()
