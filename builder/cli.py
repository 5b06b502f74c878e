"""The commands; each calls one function. The only place that exits."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NoReturn

from builder.archive import read_archive
from builder.build import build
from builder.bundle import write_zip
from builder.entry import NO_DISTRICT, Matter
from builder.errors import ArchiveError
from builder.invisible import spelled_out
from builder.lexicon import SETTINGS, load_lexicon
from builder.model import Role
from builder.progress import Teller
from builder.publish.bulk import write_data
from builder.publish.leaves import leaf_text
from builder.publish.lock import sole_writer
from builder.store import CACHE, Store
from builder.strict import KINDS
from builder.summary import summary_lines

OK, FAILED, UNUSABLE = 0, 1, 2
"""Exit statuses: done; done but something failed or differs; nothing could be done."""

YOUNG = 100_000
"""New values before Python looks for garbage: pages hold no cycles, and looking for some takes a fifth of a build."""

RULINGS = {
    Matter.JOIN: ("LINE", "the paragraph goes on with this line"),
    Matter.SPLIT: ("LINE", "the paragraph does not go on with this line, which begins another"),
    Matter.ROLE: ("ROLE", f"what the line is: {', '.join(Role)}"),
    Matter.ARTICLE: ("LINE", "it belongs to the article of this line; its own line: it begins an article"),
    Matter.DISTRICT: ("NAME", f"what its article is about: a full name, or {NO_DISTRICT}"),
}
"""What `correct` writes instead of a correction of words."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    gc.set_threshold(YOUNG)
    options = make_parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # Chinese, in any locale
    try:
        sys.exit(options.run(options))
    except ArchiveError as error:
        print(f"problem: {spelled_out(str(error))}", file=sys.stderr)
        sys.exit(UNUSABLE)
    except BrokenPipeError:  # the reader of a long output, such as `head`, has seen enough
        sys.stdout = None
        sys.exit(OK)
    except OSError as error:
        sys.stdout = None  # it may be what cannot be written
        print(f"problem: {spelled_out(str(error))}; look at rights and the disk", file=sys.stderr)
        sys.exit(UNUSABLE)


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m builder", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")

    command = commands.add_parser("build", help="turn the seeds into pages and data below docs/")
    _add_folders(command)
    command.add_argument("--docs", type=Path, default=Path("docs"), help="where to write (default: docs)")
    command.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 where files differ from what would be written",
    )
    command.add_argument(
        "--strict",
        type=_kinds,
        default=frozenset(),
        metavar="KINDS",
        help=f"write nothing, and exit with 1, where there is any of these kinds, parted by commas: {', '.join(KINDS)}; or all",
    )
    _add_cache(command)
    command.set_defaults(run=_build)

    command = commands.add_parser("explain", help="show, block by block, what each stage made of a page")
    command.add_argument("seed", help="a seed's file name or page id")
    _add_folders(command)
    command.set_defaults(run=_explain)

    command = commands.add_parser(
        "correct", help="print a correction of a line, ready to edit, for catalog.yml"
    )
    command.add_argument("seed", help="a seed's file name or page id")
    command.add_argument("line", type=int, help="line of the seed, from 1")
    reading = command.add_mutually_exclusive_group()
    for matter, (value, words) in RULINGS.items():
        reading.add_argument(
            f"--{matter}", dest="ruling", type=partial(_ruling, matter), metavar=value, help=words
        )
    _add_folders(command)
    command.set_defaults(run=_correct)

    command = commands.add_parser("data", help="write all data files, whatever the archive's size")
    command.add_argument("folder", type=Path, help="folder to write into")
    _add_folders(command)
    _add_cache(command)
    command.set_defaults(run=_data)

    command = commands.add_parser(
        "bundle", help="pack a built site into a zip with the same bytes everywhere"
    )
    command.add_argument("site", type=Path, help="folder of the built site")
    command.add_argument("zip", type=Path, help="zip to write")
    command.set_defaults(run=_bundle)
    return parser


def _add_folders(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seeds", type=Path, default=Path("seeds"), help="folder of the texts (default: seeds)"
    )
    command.add_argument(
        "--settings", type=Path, default=SETTINGS, help="settings, which choose the gazetteer"
    )


def _add_cache(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cache",
        type=Path,
        default=CACHE,
        help=f"where work that was done is kept; may be removed at any time (default: {CACHE})",
    )


def _kinds(text: str) -> frozenset[str]:
    """Kinds of flags by their names; `all` is each of them."""
    names = frozenset(KINDS) if text == "all" else frozenset(text.split(","))
    if unknown := sorted(names - set(KINDS)):
        raise argparse.ArgumentTypeError(
            f"there is no kind {unknown[0]}; there are {', '.join(KINDS)}, and all"
        )
    return names


def _build(options: argparse.Namespace) -> int:
    lexicon = load_lexicon(options.settings)
    with nullcontext() if options.check else sole_writer(options.docs):
        outcome = build(
            options.seeds,
            options.docs,
            lexicon,
            Store(options.cache),
            dry_run=options.check,
            strict=options.strict,
            progress=Teller(),
        )
    for problem in outcome.problems:
        print(problem, file=sys.stderr)
    for line in summary_lines(outcome, options.docs, dry_run=options.check):
        print(line)
    return FAILED if outcome.failed or (options.check and outcome.changes) else OK


def _explain(options: argparse.Namespace) -> int:
    from builder.explain import explain  # with numpy: a build of which nothing has changed needs none

    print(explain(options.seeds, options.seed, load_lexicon(options.settings)))
    return OK


def _ruling(matter: Matter, said: str) -> tuple[Matter, str]:
    return matter, said


def _correct(options: argparse.Namespace) -> int:
    from builder.correct import correction_entry, ruling_entry  # with numpy, likewise

    if options.ruling:
        matter, said = options.ruling
        lexicon = load_lexicon(options.settings)
        entry = ruling_entry(options.seeds, options.seed, options.line, matter, said, lexicon)
    else:
        entry = correction_entry(options.seeds, options.seed, options.line)
    print(entry, end="")
    return OK


def _data(options: argparse.Namespace) -> int:
    lexicon = load_lexicon(options.settings)
    archive, problems = read_archive(
        options.seeds, lexicon, Store(options.cache), leaf_text, progress=Teller()
    )
    for problem in problems:
        print(problem, file=sys.stderr)
    with sole_writer(options.folder):
        write_data(archive, options.folder)
    return FAILED if any(not problem.is_notice for problem in problems) else OK


def _bundle(options: argparse.Namespace) -> int:
    print(f"{options.zip}: {write_zip(options.site, options.zip)} files")
    return OK
