"""Puts a page's articles together from its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from builder.lexicon import Lexicon
from builder.model import Article, Block, Dropped, Flag, Page, Paragraph, Role, Span, Text
from builder.reading.districts import count_districts, own_district
from builder.reading.marks import ends_closed, starts_open
from builder.rulings import district_of, ruled_district

_LINE_START = re.compile(r"\n[^\S\n]*(?=\S)")
_NUMBERED = re.compile(r"[①-⑳]")
"""Opens a caption in a block of several."""
_ANY = re.compile("")
"""Opens a credit: each has its line."""
_HEADS = (Role.LABEL, Role.HEADLINE, Role.BYLINE)
_EDITORIAL = ("评论员", "社论", "短评", "时评")
_WIRE = ("本报讯", "新华社", "本报记者", "中新社", "本报北京", "据新华")


@dataclass
class _Draft:
    """An article on its way: blocks of its head, and of each paragraph."""

    heads: dict[Role, list[Block]] = field(default_factory=dict)
    paragraphs: list[list[Block]] = field(default_factory=list)

    def takes(self, block: Block) -> bool:
        """Whether a block of a head still belongs to this article rather than to a next one."""
        held = self.heads.get(block.role)
        if self.paragraphs:
            return False
        return not held or (block.role is not Role.LABEL and held[-1].index + 1 == block.index)


def find_articles(page: Page, lexicon: Lexicon) -> Page:
    """
    Fill the articles, and what of a page belongs to no article.

    Needs: reading order and joins (`find_order`).
    Keeps: every block in exactly one place.
    Flags: `cut-start` and `cut-end` where nothing continues a paragraph, `missing-article` for a district that
    captions or credits name and no article is about.
    """
    ordered = [page.blocks[index] for index in page.order]
    articles = tuple(_article(page, draft, lexicon) for draft in _drafts(page, ordered))
    page = _outside(replace(page, articles=articles), ordered)
    return replace(page, flags=page.flags + _cut_flags(page) + _missing_flags(page, lexicon))


def _drafts(page: Page, ordered: Sequence[Block]) -> list[_Draft]:
    joined = {(join.before, join.after) for join in page.joins}
    drafts: list[_Draft] = []
    last: Block | None = None
    for block in ordered:
        if block.role in _HEADS:
            if not drafts or not drafts[-1].takes(block):
                drafts.append(_Draft())
            drafts[-1].heads.setdefault(block.role, []).append(block)
        elif block.role is Role.BODY:
            if not drafts or block.index in page.starts:
                drafts.append(_Draft())
            if last and drafts[-1].paragraphs and (last.index, block.index) in joined:
                drafts[-1].paragraphs[-1].append(block)
            else:
                drafts[-1].paragraphs.append([block])
            last = block
    return drafts


def _article(page: Page, draft: _Draft, lexicon: Lexicon) -> Article:
    label, headline, byline = (_passage(page, draft.heads.get(role, ())) for role in _HEADS)
    paragraphs = tuple(_paragraph(page, blocks) for blocks in draft.paragraphs)
    heads = (draft.heads.get(role, []) for role in (Role.HEADLINE, Role.LABEL, Role.BYLINE))
    first = next(blocks[0] for blocks in (*heads, *draft.paragraphs) if blocks)
    texts = [paragraph.text.text for paragraph in paragraphs]
    office = byline.text if byline else ""
    district = own_district(
        label.text if label else "", headline.text if headline else "", office, texts, lexicon.gazetteer
    )
    article = Article(f"{page.id}-l{first.line}", "", label, headline, byline, paragraphs, district)
    if ruling := ruled_district(page, article):
        article = replace(article, district=district_of(ruling))
    return replace(article, kind=_kind(office, texts, article.district))


def _passage(page: Page, blocks: Iterable[Block]) -> Text | None:
    spans = tuple(block.span for block in blocks)
    return page.passage(spans) if spans else None


def _paragraph(page: Page, blocks: Sequence[Block]) -> Paragraph:
    text = page.passage(block.span for block in blocks)
    flags = ["joined"] if len(blocks) > 1 else []
    flags += ["cut-start"] if starts_open(text.text) else []
    flags += ["cut-end"] if is_cut_end(text.text) else []
    return Paragraph(f"{page.id}-l{blocks[0].line}", text, tuple(flags))


def is_cut_end(text: str) -> bool:
    """Whether a paragraph breaks off. Must not act on a colon, or on a line without any stop: a list, a verse."""
    return not ends_closed(text) and not text.endswith(("：", "”", "）", "》", "—")) and len(text) > 20


def _kind(byline: str, texts: Sequence[str], district: str | None) -> str:
    reporter = any(word in byline for word in ("记者", "通讯员", "文图"))
    if any(word in byline for word in _EDITORIAL):
        return "editorial"
    if byline and not reporter:
        return "speech"
    opening = texts[0][:30] if texts else ""
    wire = any(word in opening for word in _WIRE)
    return "news" if wire or reporter or not district else "report"


def _outside(page: Page, ordered: Sequence[Block]) -> Page:
    """Fill what of a page belongs to no article."""
    texts: dict[Role, list[Block]] = {}
    for block in ordered:
        texts.setdefault(block.role, []).append(block)

    def each(*roles: Role) -> tuple[Text, ...]:
        return tuple(page.passage([block.span]) for block in ordered if block.role in roles)

    furniture = tuple(Dropped((block.span,), "furniture") for block in texts.get(Role.FURNITURE, ()))
    return replace(
        page,
        title=_passage(page, texts.get(Role.TITLE, ())),
        subtitle=_passage(page, texts.get(Role.SUBTITLE, ())),
        kicker=_passage(page, texts.get(Role.KICKER, ())),
        note=each(Role.NOTE_LABEL, Role.NOTE),
        lead=each(Role.LEAD),
        captions=_listed(page, texts.get(Role.CAPTION, ()), _NUMBERED),
        credits=_listed(page, texts.get(Role.CREDIT, ()), _ANY),
        other=each(Role.OTHER),
        dropped=page.dropped + furniture,
    )


def _listed(page: Page, blocks: Iterable[Block], opening: re.Pattern[str]) -> tuple[Text, ...]:
    """One text for each line that opens an item, with the lines behind it that open none."""
    items: list[Text] = []
    for block in blocks:
        starts = [block.span.start]
        for match in _LINE_START.finditer(page.clean, *block.span):
            if opening.match(page.clean, match.end()):
                starts.append(match.end())
        ends = [*starts[1:], block.span.end]
        items += [
            page.passage([_stripped(page, start, end)]) for start, end in zip(starts, ends, strict=True)
        ]
    return tuple(items)


def _stripped(page: Page, start: int, end: int) -> Span:
    """A stretch without the white space at its end."""
    return Span(start, start + len(page.clean[start:end].rstrip()))


def _cut_flags(page: Page) -> tuple[Flag, ...]:
    notes = {"cut-start": "此段开头缺失，上文未能找到。", "cut-end": "此段结尾中断，下文未能找到。"}
    return tuple(
        Flag(flag, page.line_of(paragraph.text.spans[-1 if flag == "cut-end" else 0].start), notes[flag])
        for paragraph in page.paragraphs
        for flag in paragraph.flags
        if flag in notes
    )


def _missing_flags(page: Page, lexicon: Lexicon) -> tuple[Flag, ...]:
    """Districts that captions or credits name, on a page whose articles are about districts."""
    present = {article.district for article in page.articles if article.district}
    if not present:
        return ()
    flags: dict[str, Flag] = {}
    for text in (*page.captions, *page.credits):
        for name in sorted(count_districts(text.text, lexicon.gazetteer)):
            if name not in present and name not in flags:
                line = page.line_of(text.spans[0].start)
                flags[name] = Flag("missing-article", line, f"图片说明或署名提到{name}，但本版没有它的文章。")
    return tuple(flags.values())
