"""Puts the archivist's words in place of misread ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.lexicon import Lexicon
from builder.model import Article, Corrected, Correction, Page, Paragraph, Span, Text
from builder.offsets import SeedOffsets


def correct_characters(page: Page, lexicon: Lexicon) -> Page:
    """
    Correct words by as many characters, before anything is read from them: a district's name, a figure.

    Must not act where the words do not stand on their line exactly once: see `unfit_corrections`.
    Needs: the cleaned text (`clean`).
    Keeps: the text's length; what stood there, in `corrections`.
    """
    corrected: list[Corrected] = []
    for correction in page.entry.corrections:
        span = find_words(page, correction)
        if span and not any(one.span.start < span.end and span.start < one.span.end for one in corrected):
            corrected.append(Corrected(correction, span))
    clean = list(page.clean)
    for one in corrected:
        if _keeps_length(one.said):
            clean[slice(*one.span)] = one.said.right
    return replace(page, clean="".join(clean), corrections=tuple(corrected))


def correct_words(page: Page, lexicon: Lexicon) -> Page:
    """
    Correct words by more or fewer characters, when all that counts characters is done.

    Needs: articles, and whatever looks up their offsets in the seed.
    Keeps: the spans of each text.
    """
    rest = [one for one in page.corrections if not _keeps_length(one.said)]
    if not rest:
        return page

    def mend(text: Text | None) -> Text | None:
        return _mend(page, text, rest) if text else None

    def each(texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(_mend(page, text, rest) for text in texts)

    return replace(
        page,
        title=mend(page.title),
        subtitle=mend(page.subtitle),
        kicker=mend(page.kicker),
        note=each(page.note),
        lead=each(page.lead),
        captions=each(page.captions),
        credits=each(page.credits),
        other=each(page.other),
        articles=tuple(_mend_article(page, article, rest) for article in page.articles),
    )


def _keeps_length(correction: Correction) -> bool:
    """Whether each character stands for one; white space does not, since texts are read without it."""
    pair = correction.words, correction.right
    return len(pair[0]) == len(pair[1]) and not any(char.isspace() for char in "".join(pair))


def unfit_corrections(page: Page) -> Iterator[Correction]:
    """Corrections whose words do not stand on their line, or more than once, or in another correction."""
    fit = {one.said for one in page.corrections}
    return (correction for correction in page.entry.corrections if correction not in fit)


def find_words(page: Page, correction: Correction) -> Span | None:
    """Where a correction's words stand, as they are in the seed or as the archive shows them."""
    lines = page.seed.text.split("\n")
    if correction.line > len(lines):
        return None
    start = sum(len(line) + 1 for line in lines[: correction.line - 1])
    end = start + len(lines[correction.line - 1])
    for text in (page.seed.text[start:end], page.clean[start:end]):
        if text.count(correction.words) == 1:
            place = start + text.index(correction.words)
            return Span(place, place + len(correction.words))
    return None


def _mend_article(page: Page, article: Article, corrections: list[Corrected]) -> Article:
    label, headline, byline = (
        _mend(page, text, corrections) if text else None
        for text in (article.label, article.headline, article.byline)
    )
    paragraphs = tuple(_mend_paragraph(page, paragraph, corrections) for paragraph in article.paragraphs)
    return replace(article, label=label, headline=headline, byline=byline, paragraphs=paragraphs)


def _mend_paragraph(page: Page, paragraph: Paragraph, corrections: list[Corrected]) -> Paragraph:
    return replace(paragraph, text=_mend(page, paragraph.text, corrections))


def _holds(span: Span, inner: Span) -> bool:
    return span.start <= inner.start and inner.end <= span.end


def _mend(page: Page, text: Text, corrections: list[Corrected]) -> Text:
    """A text with the corrections that lie in it."""
    mine = [one for one in corrections if any(_holds(span, one.span) for span in text.spans)]
    if not mine:
        return text
    offsets = SeedOffsets(page.clean, text)
    places = {offsets.span(index, index + 1).start: index for index in range(len(text.text))}
    words = text.text
    for one in sorted(mine, key=lambda one: places[one.span.start], reverse=True):
        start, end = places[one.span.start], places[one.span.end - 1] + 1
        words = words[:start] + one.said.right + words[end:]
    return replace(text, text=words)
