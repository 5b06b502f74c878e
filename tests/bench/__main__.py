"""`make bench`: prints every figure that the project is measured by."""

from __future__ import annotations

from tests.bench import fresh, growth, lighthouse, main_job, meaning, reading, search

BENCHES = (main_job, reading, meaning, fresh, search, growth, lighthouse)


def main() -> None:
    """Run all benches, one after the other."""
    for bench in BENCHES:
        print(f"\n{bench.__doc__}")
        bench.main()


if __name__ == "__main__":
    main()
