"""
What the builder knows of a page, from its bytes to its articles.

A page is one frozen value that each stage copies and fills further. All offsets are code points into `Seed.text`,
half-open. `Page.clean` has the same length as `Seed.text`, so one offset serves both. What the archivist says beside the
text stands in `entry`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from builder.entry import CatalogEntry, Correction, Ruling


class Role(StrEnum):
    """What a block is on the printed page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    NOTE_LABEL = "note-label"
    """编者按, 核心提示"""
    NOTE = "note"
    LABEL = "label"
    """A bare district name above a headline."""
    HEADLINE = "headline"
    BYLINE = "byline"
    LEAD = "lead"
    """Opens the page and belongs to no article."""
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"
    """Folio, date line, 责编."""
    OTHER = "other"


class Span(NamedTuple):
    """A stretch of a seed's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned text and where it stood in the seed."""

    text: str
    """One line, no white space at the ends."""
    spans: tuple[Span, ...]
    """In reading order; together they hold each of the text's characters once."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One text file as it came."""

    file: str
    """Path below the seeds' folder, with `/`."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    encoding: str
    """Python's name of it: `utf-8`, `gb18030`, `utf-16-le`."""
    text: str
    """Decoded, without byte order mark, line ends as LF."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a seed that others stand for."""

    span: Span
    right: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and where its words stood."""

    said: Correction
    span: Span
    edits: tuple[Edit, ...]
    """What differs, in the order of the seed; none holds no character of the seed."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that holds, and what would be without it."""

    said: Ruling
    now: str
    """A line, a role, an article's id, a district's full name."""
    was: str | None
    """The same of the page as it is read by itself; None where there was none."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A ruling that does not hold."""

    said: Ruling
    why: str
    """In English, for the archivist."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between blank lines in a seed."""

    index: int
    """From 0."""
    span: Span
    """From the first to the last character that is no white space."""
    line: int
    """Line of the seed on which it starts, from 1."""
    text: str
    """Cleaned, its lines joined."""
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Join:
    """Two blocks that are one paragraph."""

    before: int
    """Index of the block that is continued."""
    after: int
    """Index of the block that continues it."""
    probability: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article, joined from its blocks."""

    id: str
    """Page id, `-l` and the seed line of its first character."""
    text: Text
    flags: tuple[str, ...] = ()
    """`joined`, `cut-start`, `cut-end`."""


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, its byline and its paragraphs."""

    id: str
    """Page id, `-l` and the seed line of its headline, else of its first line."""
    kind: str
    """`speech`, `report`, `editorial`, `news`."""
    label: Text | None = None
    headline: Text | None = None
    byline: Text | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    district: str | None = None
    """Full name of the one district that it is about."""
    mentions: tuple[Mention, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that it says: label, headline, byline and paragraphs, as far as there are any."""
        head = (text for text in (self.label, self.headline, self.byline) if text)
        return (*head, *(paragraph.text for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in an article that names a district."""

    district: str
    """Full name."""
    span: Span
    """Where the words stand in the seed."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """When a page was published, and when what it reports took place; ISO 8601 days."""

    published: str | None = None
    event: str | None = None
    earliest: str | None = None
    latest: str | None = None
    source: str | None = None
    """`catalog` or `text`."""
    evidence: tuple[str, ...] = ()
    """The words that give the date."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement of an indicator for a place and a period."""

    id: str
    article: str
    paragraph: str
    place: str
    indicator: str
    kind: str
    """`actual`, `target`, `forecast`."""
    quote: str
    """The words that state it."""
    spans: tuple[Span, ...]
    period: str | None = None
    year: int | None = None
    year_source: str | None = None
    """`text`, `date`, `catalog`."""
    value: float | None = None
    """In the printed unit."""
    unit: str | None = None
    change: float | None = None
    """Negative for a decline."""
    change_unit: str | None = None
    """`%`, `倍`, `个百分点`."""
    rank: str | None = None
    """As printed."""
    qualifier: str | None = None
    """突破, 超过, 左右."""
    increment: bool = False
    scope: str | None = None
    """What part of the place it speaks of, where not the whole."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that is kept out of the articles."""

    spans: tuple[Span, ...]
    reason: str
    """`duplicate`, `loop`, `furniture`."""
    copy_of: str | None = None
    """Id of the paragraph that it repeats."""
    after: str | None = None
    """Id of the paragraph behind which it stood."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a reader of the page should know."""

    code: str
    line: int
    """Line of the seed, from 1."""
    note: str
    """One sentence, in Chinese."""


@dataclass(frozen=True, slots=True)
class Page:
    """One newspaper page on its way through the stages."""

    id: str
    """The seed's stem, `_` as `-`, lower case."""
    seed: Seed
    entry: CatalogEntry = field(default_factory=CatalogEntry)
    clean: str = ""
    """The seed's text with its faults mended, character for character."""
    blocks: tuple[Block, ...] = ()
    order: tuple[int, ...] = ()
    """Indexes of the blocks in reading order."""
    joins: tuple[Join, ...] = ()
    starts: tuple[int, ...] = ()
    """Indexes of body blocks with which an article begins that has no headline."""
    copied: tuple[int, ...] = ()
    """Indexes of body blocks that the order was found without, as they repeat others."""
    title: Text | None = None
    subtitle: Text | None = None
    kicker: Text | None = None
    note: tuple[Text, ...] = ()
    lead: tuple[Text, ...] = ()
    articles: tuple[Article, ...] = ()
    captions: tuple[Text, ...] = ()
    credits: tuple[Text, ...] = ()
    other: tuple[Text, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    date: PageDate = field(default_factory=PageDate)
    figures: tuple[Figure, ...] = ()
    keywords: tuple[str, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    """Words of the archivist that stand in place of misread ones."""
    rulings: tuple[Ruled, ...] = ()
    """Corrections of the reading that it follows."""
    unfit: tuple[Unfit, ...] = ()
    """Those that it does not follow."""
    flags: tuple[Flag, ...] = ()

    @property
    def address(self) -> str:
        """Name of the page in addresses: its slug, else its id."""
        return self.entry.slug or self.id

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Those of all articles."""
        return tuple(paragraph for article in self.articles for paragraph in article.paragraphs)

    def line_of(self, offset: int) -> int:
        """Line of the seed, from 1, on which a character stands."""
        return self.seed.text.count("\n", 0, offset) + 1

    def line_span(self, line: int) -> Span | None:
        """A line of the seed, without its end; None where there is none."""
        lines = self.seed.text.split("\n")
        if not 1 <= line <= len(lines):
            return None
        start = sum(len(text) + 1 for text in lines[: line - 1])
        return Span(start, start + len(lines[line - 1]))

    def passage(self, spans: Iterable[Span]) -> Text:
        """Cleaned and corrected text of some spans in the order given, their lines joined to one."""
        spans = tuple(spans)
        return Text("".join(one_line(self._words(span)) for span in spans), spans)

    def _words(self, span: Span) -> str:
        if not self.corrections:
            return self.clean[span.start : span.end]
        return "".join(words for words, _ in self.pieces(span))

    def pieces(self, span: Span) -> Iterator[tuple[str, Span]]:
        """A stretch in pieces: their text, and the part of the seed for which it stands, as long where it is not corrected."""
        place = span.start
        edits = (edit for one in self.corrections for edit in one.edits)
        for edit in sorted(edits, key=lambda edit: edit.span):
            if place <= edit.span.start and edit.span.end <= span.end:
                yield self.clean[place : edit.span.start], Span(place, edit.span.start)
                yield edit.right, edit.span
                place = edit.span.end
        yield self.clean[place : span.end], Span(place, span.end)


def one_line(text: str) -> str:
    """Join lines, with a space only between Latin letters or digits; fold other white space to one space."""
    joined = ""
    for line in text.split("\n"):
        folded = " ".join(line.split())
        gap = (
            " "
            if joined[-1:].isascii()
            and folded[:1].isascii()
            and joined[-1:].isalnum()
            and folded[:1].isalnum()
            else ""
        )
        joined += gap + folded
    return joined
