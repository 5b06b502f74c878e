"""Takes out of the articles what the OCR copied from elsewhere, and what it repeated in a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.lexicon import Lexicon
from builder.model import Article, Dropped, Page, Paragraph, Span
from builder.reading.copies import Part, find_copies
from builder.reading.districts import own_district
from builder.reading.repeats import find_loops


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph and where it stands; `offsets` are those of its characters that are no white space."""

    article: int
    paragraph: Paragraph
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is taken out of a paragraph: half-open positions in its offsets."""

    start: int
    end: int
    reason: str
    copy_of: str | None = None


def drop_copies(page: Page, lexicon: Lexicon) -> Page:
    """
    Keep each passage once, where it belongs; the others are dropped with what they repeat.

    Must not act on a refrain, a slogan or a set phrase.
    Needs: articles (`find_articles`).
    Keeps: every character, in an article or under `dropped`.
    """
    places = [
        _place(page, number, paragraph)
        for number, article in enumerate(page.articles)
        for paragraph in article.paragraphs
    ]
    cuts = _find_cuts(page, places, lexicon)
    kept: list[list[Paragraph]] = [[] for _ in page.articles]
    dropped: list[Dropped] = []
    for place, own_cuts in zip(places, cuts, strict=True):
        after = kept[place.article][-1].id if kept[place.article] else None
        rest, gone = _apply(page, place, own_cuts, after)
        kept[place.article] += [rest] if rest else []
        dropped += gone
    articles = tuple(
        replace(article, paragraphs=tuple(rest)) for article, rest in zip(page.articles, kept, strict=True)
    )
    return replace(page, articles=articles, dropped=page.dropped + tuple(dropped))


def _place(page: Page, article: int, paragraph: Paragraph) -> _Place:
    offsets = (offset for start, end in paragraph.text.spans for offset in range(start, end))
    return _Place(article, paragraph, tuple(offset for offset in offsets if not page.clean[offset].isspace()))


def _find_cuts(page: Page, places: Sequence[_Place], lexicon: Lexicon) -> list[list[_Cut]]:
    """What to take out of each paragraph, without overlaps."""
    texts = ["".join(page.clean[offset] for offset in place.offsets) for place in places]
    districts = [_district(article, lexicon) for article in page.articles]
    parts = [
        Part(text, place.article, districts[place.article]) for text, place in zip(texts, places, strict=True)
    ]
    cuts: list[list[_Cut]] = [[_Cut(start, end, "loop") for start, end in find_loops(text)] for text in texts]
    for copy in find_copies(parts, lexicon.gazetteer):
        if all(cut.end <= copy.start or copy.end <= cut.start for cut in cuts[copy.part]):
            cuts[copy.part].append(
                _Cut(copy.start, copy.end, "duplicate", places[copy.original].paragraph.id)
            )
    return cuts


def _district(article: Article, lexicon: Lexicon) -> str | None:
    label, headline, byline = (
        text.text if text else "" for text in (article.label, article.headline, article.byline)
    )
    return own_district(
        label, headline, byline, (paragraph.text.text for paragraph in article.paragraphs), lexicon.gazetteer
    )


def _apply(
    page: Page, place: _Place, cuts: list[_Cut], after: str | None
) -> tuple[Paragraph | None, list[Dropped]]:
    """What is left of a paragraph, and what is taken out of it."""
    if not cuts:
        return place.paragraph, []
    gone = [position for cut in cuts for position in range(cut.start, cut.end)]
    left = tuple(offset for position, offset in enumerate(place.offsets) if position not in set(gone))
    rest = None
    if left:
        identity = f"{page.id}-l{page.line_of(left[0])}"
        rest = replace(place.paragraph, id=identity, text=page.passage(_spans(place, left)))
    before = rest.id if rest and left[0] == place.offsets[0] else after
    return rest, [
        Dropped(_spans(place, place.offsets[cut.start : cut.end]), cut.reason, cut.copy_of, before)
        for cut in cuts
    ]


def _spans(place: _Place, offsets: Sequence[int]) -> tuple[Span, ...]:
    """The stretches of a paragraph's own spans that hold some of its characters, and no others of it."""
    wanted = set(offsets)
    spans: list[Span] = []
    for own in place.paragraph.text.spans:
        run: list[int] = []
        for offset in (offset for offset in place.offsets if own.start <= offset < own.end):
            if offset in wanted:
                run.append(offset)
            elif run:
                spans.append(Span(run[0], run[-1] + 1))
                run = []
        if run:
            spans.append(Span(run[0], run[-1] + 1))
    return tuple(spans)
