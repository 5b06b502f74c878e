"""Takes out of the articles what the OCR wrote twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.lexicon import Lexicon
from builder.model import Article, Dropped, Flag, Page, Paragraph, Span
from builder.offsets import SeedOffsets
from builder.reading.copies import Copy, Part, find_copies
from builder.reading.repeats import find_loops
from builder.rulings import placed_blocks
from builder.stages.articles import is_cut_end


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch to take out of a paragraph, in its characters that are no white space."""

    start: int
    end: int
    reason: str
    copy_of: str | None


def drop_copies(page: Page, lexicon: Lexicon) -> Page:
    """
    Take copied passages and loops out of the articles; what they repeat stays where it belongs.

    Must not act on refrains, slogans, set phrases.
    Needs: articles (`find_articles`).
    Keeps: every character, in its article or in `dropped` with the paragraph that it repeats.
    Flags: `duplicate`, `loop` at the lines on which they stood.
    """
    paragraphs = [paragraph for article in page.articles for paragraph in article.paragraphs]
    cuts = _cuts(page, paragraphs, lexicon)
    if not cuts:
        return page
    dropped: list[Dropped] = []
    names: dict[str, str | None] = {}
    articles = tuple(_without(page, article, cuts, dropped, names) for article in page.articles)
    dropped = [replace(d, copy_of=names.get(d.copy_of, d.copy_of) if d.copy_of else None) for d in dropped]
    notes = {
        "duplicate": "此处重复了别处的文字，已移出正文。",
        "loop": "此处文字循环重复，只保留一次。",
    }
    flags = tuple(Flag(d.reason, page.line_of(d.spans[0].start), notes[d.reason]) for d in dropped)
    return replace(page, articles=articles, dropped=page.dropped + tuple(dropped), flags=page.flags + flags)


def _cuts(page: Page, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> dict[str, list[_Cut]]:
    """What to take out of each paragraph, by its id."""
    loops = [find_loops(_dense(paragraph)) for paragraph in paragraphs]
    parts = _parts(page, [loop[0][0] if loop else None for loop in loops])
    cuts: dict[str, list[_Cut]] = {}
    for paragraph, stretches in zip(paragraphs, loops, strict=True):
        for start, end in stretches:
            cuts.setdefault(paragraph.id, []).append(_Cut(start, end, "loop", paragraph.id))
    copied = find_copies(parts, lexicon.gazetteer)
    whole = {copy.part for copy in copied if copy.end - copy.start == len(parts[copy.part].text)}
    for copy in copied:
        if copy.original not in whole and not _overlaps(copy, cuts.get(paragraphs[copy.part].id, ())):
            cut = _Cut(copy.start, copy.end, "duplicate", paragraphs[copy.original].id)
            cuts.setdefault(paragraphs[copy.part].id, []).append(cut)
    return cuts


def _parts(page: Page, ends: Sequence[int | None]) -> list[Part]:
    """Paragraphs as the search for copies sees them, without their loops."""
    parts: list[Part] = []
    placed = {page.blocks[index].span for index in placed_blocks(page)}
    copied = {page.blocks[index].span for index in page.copied}
    for group, article in enumerate(page.articles):
        for paragraph in article.paragraphs:
            spans = set(paragraph.text.spans)
            text = _dense(paragraph)[: ends[len(parts)]]
            parts.append(Part(text, group, article.district, bool(spans & placed), spans <= copied))
    return parts


def _dense(paragraph: Paragraph) -> str:
    return "".join(paragraph.text.text.split())


def _overlaps(copy: Copy, cuts: Sequence[_Cut]) -> bool:
    return any(copy.start < cut.end and cut.start < copy.end for cut in cuts)


def _without(
    page: Page,
    article: Article,
    cuts: dict[str, list[_Cut]],
    dropped: list[Dropped],
    names: dict[str, str | None],
) -> Article:
    """An article without its copies, which are added to `dropped`; `names` is told the ids of what is left of paragraphs."""
    kept: list[Paragraph] = []
    after: str | None = None
    for paragraph in article.paragraphs:
        stretches = sorted(cuts.get(paragraph.id, ()), key=lambda cut: cut.start)
        if not stretches:
            kept.append(paragraph)
            after = paragraph.id
            continue
        offsets = _offsets(page, paragraph)
        gone = [_distinct(offsets[cut.start : cut.end]) for cut in stretches]
        rest = _rest(page, paragraph, gone)
        names[paragraph.id] = rest.id if rest else None
        if rest:
            kept.append(rest)
            after = rest.id
        for cut, places in zip(stretches, gone, strict=True):
            dropped.append(Dropped(_spans(places, page), cut.reason, cut.copy_of, after))
    return replace(article, paragraphs=tuple(kept))


def _offsets(page: Page, paragraph: Paragraph) -> list[tuple[int, ...]]:
    """
    The characters of the seed for which each of a paragraph's that is no white space stands.

    Corrected characters stand together for the misread ones: what takes one of them away takes all.
    """
    places = SeedOffsets(page, paragraph.text)
    characters = enumerate(paragraph.text.text)
    return [
        tuple(o for o in range(*places.span(at, at + 1)) if not page.clean[o].isspace())
        for at, char in characters
        if not char.isspace()
    ]


def _distinct(offsets: Sequence[tuple[int, ...]]) -> list[int]:
    return list(dict.fromkeys(offset for group in offsets for offset in group))


def _rest(page: Page, paragraph: Paragraph, gone: Sequence[Sequence[int]]) -> Paragraph | None:
    """What is left of a paragraph; None where nothing is."""
    taken = {offset for places in gone for offset in places}
    inked = (o for span in paragraph.text.spans for o in range(*span) if not page.clean[o].isspace())
    left = [offset for offset in inked if offset not in taken]
    if not left:
        return None
    text = page.passage(_spans(left, page))
    flags = tuple(flag for flag in paragraph.flags if flag != "cut-end")
    flags += ("cut-end",) if is_cut_end(text.text) else ()
    return Paragraph(f"{page.id}-l{page.line_of(left[0])}", text, flags)


def _spans(offsets: Sequence[int], page: Page) -> tuple[Span, ...]:
    """Stretches of the seed that hold the characters at some offsets, in their order."""
    spans: list[Span] = []
    for offset in offsets:
        if spans and spans[-1].end <= offset and not page.clean[spans[-1].end : offset].strip():
            between = page.clean[spans[-1].end : offset]
            if between.count("\n") <= 1:
                spans[-1] = Span(spans[-1].start, offset + 1)
                continue
        spans.append(Span(offset, offset + 1))
    return tuple(spans)
