"""Puts headlines, bylines and paragraphs together to articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from builder.lexicon import Lexicon
from builder.model import Article, Block, Dropped, Page, Paragraph, Role, Span, Text
from builder.reading.marks import ends_closed, starts_open

_ENUMERATED = re.compile(r"\s*[①-⑳]")
_EDITORIAL = re.compile("评论员|社论|编辑部|时评")
_OFFICE = re.compile(r"(?:书记|主任|区长|县长|市长|部长|局长|主席|院长|总经理|董事长)\s")
_HEADING_ROLES = {Role.LABEL: 0, Role.HEADLINE: 1, Role.BYLINE: 2}
"""The blocks above an article's text, in the order in which they are printed."""


@dataclass(slots=True)
class _Draft:
    """An article while its blocks are gathered."""

    heading: dict[Role, Block] = field(default_factory=dict)
    paragraphs: list[list[Block]] = field(default_factory=list)

    def takes(self, role: Role) -> bool:
        """Whether a heading block still belongs to this article: no text yet, and none of its kind or a later one."""
        return not self.paragraphs and all(
            _HEADING_ROLES[role] > _HEADING_ROLES[other] for other in self.heading
        )


def find_articles(page: Page, lexicon: Lexicon) -> Page:
    """
    Gather the blocks of each article, and put all others where they belong on the page.

    Needs: roles (`find_roles`), reading order and joins (`find_order`).
    Keeps: every block, in exactly one place.
    Flags: paragraphs `joined`, `cut-start`, `cut-end`.
    """
    in_order = [page.blocks[index] for index in page.order]
    titles = _texts(page, in_order, Role.TITLE)
    subtitles = _texts(page, in_order, Role.SUBTITLE)
    kickers = _texts(page, in_order, Role.KICKER)
    return replace(
        page,
        title=next(iter(titles), None),
        subtitle=next(iter(subtitles), None),
        kicker=next(iter(kickers), None),
        note=_texts(page, in_order, Role.NOTE_LABEL, Role.NOTE),
        lead=_texts(page, in_order, Role.LEAD),
        articles=tuple(_article(page, draft) for draft in _drafts(page, in_order)),
        captions=_lines(page, in_order, Role.CAPTION),
        credits=_lines(page, in_order, Role.CREDIT),
        other=(*titles[1:], *subtitles[1:], *kickers[1:], *_texts(page, in_order, Role.OTHER)),
        dropped=page.dropped
        + tuple(Dropped((block.span,), "furniture") for block in in_order if block.role is Role.FURNITURE),
    )


def _texts(page: Page, blocks: list[Block], *roles: Role) -> tuple[Text, ...]:
    return tuple(page.passage((block.span,)) for block in blocks if block.role in roles)


def _lines(page: Page, blocks: list[Block], role: Role) -> tuple[Text, ...]:
    """One text a line, for captions that are numbered and credits; else one a block."""
    found: list[Text] = []
    for block in blocks:
        if block.role is role:
            lines = list(_line_spans(page, block))
            by_line = role is Role.CREDIT or all(_ENUMERATED.match(page.clean, span.start) for span in lines)
            found += [page.passage((span,)) for span in (lines if by_line else [block.span])]
    return tuple(found)


def _line_spans(page: Page, block: Block) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", page.clean[slice(*block.span)]):
        line = match.group()
        if line.strip():
            start = block.span.start + match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(line.strip()))


def _drafts(page: Page, in_order: list[Block]) -> list[_Draft]:
    drafts: list[_Draft] = []
    continued = {join.after: join.before for join in page.joins}
    for block in in_order:
        if block.role in _HEADING_ROLES:
            if not drafts or not drafts[-1].takes(block.role):
                drafts.append(_Draft())
            drafts[-1].heading[block.role] = block
        elif block.role is Role.BODY:
            if not drafts:
                drafts.append(_Draft())
            _add_body(drafts[-1], block, continued.get(block.index))
    return drafts


def _add_body(draft: _Draft, block: Block, continues: int | None) -> None:
    if draft.paragraphs and draft.paragraphs[-1][-1].index == continues:
        draft.paragraphs[-1].append(block)
    else:
        draft.paragraphs.append([block])


def _article(page: Page, draft: _Draft) -> Article:
    blocks = [*draft.heading.values(), *(block for paragraph in draft.paragraphs for block in paragraph)]
    first = draft.heading.get(Role.HEADLINE, blocks[0])
    texts = {role: page.passage((block.span,)) for role, block in draft.heading.items()}
    return Article(
        id=f"{page.id}-l{first.line}",
        kind=_kind(texts),
        label=texts.get(Role.LABEL),
        headline=texts.get(Role.HEADLINE),
        byline=texts.get(Role.BYLINE),
        paragraphs=tuple(_paragraph(page, paragraph) for paragraph in draft.paragraphs),
    )


def _paragraph(page: Page, blocks: list[Block]) -> Paragraph:
    text = page.passage(block.span for block in blocks)
    flags = (
        ("joined", len(blocks) > 1),
        ("cut-start", starts_open(text.text)),
        ("cut-end", not ends_closed(text.text) and not text.text.endswith(("：", "；"))),
    )
    return Paragraph(f"{page.id}-l{blocks[0].line}", text, tuple(flag for flag, holds in flags if holds))


def _kind(heading: dict[Role, Text]) -> str:
    """An article's kind, by what stands above it."""
    byline = heading[Role.BYLINE].text if Role.BYLINE in heading else ""
    if _EDITORIAL.search(byline):
        return "editorial"
    if _OFFICE.search(byline):
        return "speech"
    return "report" if Role.LABEL in heading or " " in heading.get(Role.HEADLINE, _NOTHING).text else "news"


_NOTHING = Text("", ())
