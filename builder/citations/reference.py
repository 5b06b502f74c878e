"""What can be said of a page or an article in a citation; what is not known stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Article, Page
from builder.publish.addresses import Addresses, anchor_of
from builder.publish.words import first_sentence, shorten

LONGEST_SUPPLIED = 20
"""Characters of a text's beginning that stand for a title it does not have."""

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}")
_OFFICE = re.compile(r"(?:书记|主任|长|委员|主席|总裁|经理|代表)$")
_REPORTER = re.compile(r"(?:记者|通讯员)$")
_COMMENTATOR = re.compile(r"本报(?:特约)?评论员")
_PART_OF_WORK = re.compile(r"[文图摄]$|摄影|报道|实习")


@dataclass(frozen=True, slots=True)
class Reference:
    """One page or article as something to be cited."""

    id: str
    title: str
    """As printed; in square brackets where it is supplied."""
    authors: tuple[str, ...] = ()
    publication: str | None = None
    date: str | None = None
    """Day of publication, ISO 8601."""
    year: int | None = None
    """Year of publication, where no day is known."""
    is_inferred: bool = False
    """Whether the year was inferred from the text."""
    page: str | None = None
    """Number or name of the printed page."""
    url: str = ""
    """Empty where the site's address is not known."""


def references(page: Page, addresses: Addresses) -> Iterator[tuple[str, Reference]]:
    """What can be cited of a page, by anchor: the page, then its articles."""
    yield "page", page_reference(page, addresses)
    for article in page.articles:
        yield anchor_of(article.id), article_reference(page, article, addresses)


def page_reference(page: Page, addresses: Addresses) -> Reference:
    """A whole page."""
    title = page.title.text if page.title else f"[报纸版面 {page.id}]"
    return _reference(page, page.id, title, (), addresses.page(page), addresses)


def article_reference(page: Page, article: Article, addresses: Addresses) -> Reference:
    """One article."""
    supplied = f"[{shorten(first_sentence(article), LONGEST_SUPPLIED) or '无标题'}]"
    title = article.headline.text if article.headline else supplied
    return _reference(
        page, article.id, title, authors_of(article), addresses.passage(page, article.id), addresses
    )


def _reference(
    page: Page, identity: str, title: str, authors: tuple[str, ...], path: str, addresses: Addresses
) -> Reference:
    entry, date = page.entry, page.date
    year, is_inferred = entry.year, False
    if year is None and date.earliest and date.latest and date.earliest[:4] == date.latest[:4]:
        year, is_inferred = int(date.earliest[:4]), True
    return Reference(
        identity,
        title,
        authors,
        _one_line(entry.publication),
        date.published,
        None if date.published else year,
        is_inferred and not date.published,
        _one_line(entry.page),
        addresses.absolute(path),
    )


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def authors_of(article: Article) -> tuple[str, ...]:
    """
    Names that a byline gives: behind an office, behind 记者 or 通讯员, or 本报评论员.

    Leaves all out where one of them may be no name, or not whole: a citation without author is no false one.
    """
    words = article.byline.text.split() if article.byline else []
    commentator = _COMMENTATOR.search("".join(words))
    if commentator:
        return (commentator.group(),)
    names: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        if _OFFICE.search(word) or _REPORTER.search(word):
            continue
        if not _NAME.fullmatch(word) or _PART_OF_WORK.search(word):
            return ()
        if not (_OFFICE.search(before) or _REPORTER.search(before) or names):
            return ()
        names.append(word)
    return tuple(names)
