"""Settles where pages are to be found: a page's slug and its former addresses must be nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.model import Page
from builder.problems import Problem
from builder.read import RESERVED_IDS


def settle_addresses(pages: Iterable[Page]) -> tuple[list[Page], list[Problem]]:
    """
    Leave each page the slug and the aliases that no other page has, the ids of all pages before them.

    What is taken already is a problem, and the page goes on without it.
    """
    pages = list(pages)
    taken = {page.id: page.id for page in pages} | dict.fromkeys(RESERVED_IDS, "")
    settled: list[Page] = []
    problems: list[Problem] = []
    for page in sorted(pages, key=lambda page: page.id):
        free: list[str] = []
        for name in dict.fromkeys([*([page.entry.slug] if page.entry.slug else []), *page.entry.aliases]):
            if taken.setdefault(name, page.id) == page.id:
                free.append(name)
            else:
                problems.append(
                    Problem(page.seed.file, f"its address {name} is another page's; choose another")
                )
        slug = page.entry.slug if page.entry.slug in free else None
        aliases = tuple(name for name in page.entry.aliases if name in free and name != slug)
        settled.append(replace(page, entry=replace(page.entry, slug=slug, aliases=aliases)))
    return settled, problems


def former_addresses(page: Page) -> tuple[str, ...]:
    """Addresses that lead on to the page's present one."""
    own = (page.id, *page.entry.aliases)
    return tuple(name for name in dict.fromkeys(own) if name != page.address)
