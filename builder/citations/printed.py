"""
Citations as they are printed in a list of references.

GB/T 7714—2025 in its sequential form, for a newspaper article on paper [N] and on the web [N/OL]: punctuation of
Chinese references is full-width, at most three authors are named, what is unknown is left out, and what is supplied
or inferred stands in square brackets.

APA, 7th edition. A processor of CSL was tried for it (citeproc-py): it repeats the title of whatever has no author,
which most newspaper articles have not, so the rules are written out.
"""

from __future__ import annotations

import datetime

from builder.citations.reference import Reference

MOST_AUTHORS = 3
"""Named in GB/T 7714; 等 stands for the others."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def gbt(reference: Reference) -> str:
    """GB/T 7714—2025, but for the day on which a reader has seen it: 作者. 题名[N]. 报名，2023-10-24（3）."""
    before, after = gbt_parts(reference)
    return before + after


def gbt_parts(reference: Reference) -> tuple[str, str]:
    """The same in two parts, between which the day of access stands where there is an address."""
    authors = "，".join(reference.authors[:MOST_AUTHORS])
    authors += "，等" if len(reference.authors) > MOST_AUTHORS else ""
    title = f"{reference.title}[{'N/OL' if reference.url else 'N'}]"
    issue = "，".join(part for part in (reference.publication, _gbt_date(reference)) if part)
    issue += f"（{reference.page}）" if reference.page and issue else ""
    before = ". ".join(part for part in (authors, title, issue) if part)
    return before, f". {reference.url}." if reference.url else "."


def _gbt_date(reference: Reference) -> str:
    if reference.date:
        return reference.date
    year = str(reference.year or "")
    return f"[{year}]" if reference.is_inferred else year


def apa(reference: Reference) -> str:
    """APA: Author. (2023, October 24). Title. Newspaper, 3. https://…"""
    authors = _apa_authors(reference.authors)
    title, date = _ended(reference.title), f"({_apa_date(reference)})."
    issue = ", ".join(part for part in (reference.publication, reference.page) if part)
    head = (_ended(authors), date, title) if authors else (title, date)
    return " ".join(part for part in (*head, _ended(issue), reference.url) if part)


def _apa_authors(authors: tuple[str, ...]) -> str:
    return ", & ".join([", ".join(authors[:-1]), authors[-1]]) if len(authors) > 1 else "".join(authors)


def _apa_date(reference: Reference) -> str:
    if reference.date:
        day = datetime.date.fromisoformat(reference.date)
        return f"{day.year}, {MONTHS[day.month - 1]} {day.day}"
    if reference.year:
        return f"ca. {reference.year}" if reference.is_inferred else str(reference.year)
    return "n.d."


def _ended(text: str) -> str:
    return text if not text or text.endswith(("。", "？", "！", ".", "?", "!")) else f"{text}."
