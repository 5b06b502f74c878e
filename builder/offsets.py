"""Leads from a place in a text back to the seed."""

from __future__ import annotations

from collections.abc import Sequence

from builder.errors import LossError
from builder.model import Page, Span, Text


class SeedOffsets:
    """
    Where each character of a text stood in the seed.

    A text is its spans' cleaned text with white space folded, so the two are walked side by side. A space that the
    folding left stands with the character before it; a corrected character stands where the misread ones do.
    """

    def __init__(self, page: Page, text: Text) -> None:
        self._text = text
        self._starts: Sequence[int]
        self._ends: Sequence[int]
        self._starts, self._ends = _plain(page, text) or _walk(page, text)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the seed that hold the characters from start to end, in reading order."""
        if isinstance(self._starts, range):
            return (Span(self._starts[start], self._ends[end - 1]),)
        spans: list[Span] = []
        piece: Span | None = None
        for first, last in zip(self._starts[start:end], self._ends[start:end], strict=True):
            inside = piece is not None and piece.start <= first < piece.end
            held, piece = piece, piece if inside else self._piece(first)
            if spans and held == piece and first >= spans[-1].start:
                spans[-1] = Span(spans[-1].start, max(last, spans[-1].end))
            else:
                spans.append(Span(first, last))
        return tuple(spans)

    def span(self, start: int, end: int) -> Span:
        """The first of those stretches: where words begin that a join cuts in two."""
        return self.spans(start, end)[0]

    def _piece(self, offset: int) -> Span | None:
        return next((span for span in self._text.spans if span.start <= offset < span.end), None)


def _plain(page: Page, text: Text) -> tuple[range, range] | None:
    """Offsets of a text that stands in the seed as it is."""
    if len(text.spans) != 1:
        return None
    start, end = text.spans[0]
    if page.clean[start:end] != text.text:
        return None
    return range(start, end), range(start + 1, end + 1)


def _walk(page: Page, text: Text) -> tuple[list[int], list[int]]:
    inked = [one for span in text.spans for piece in page.pieces(span) for one in _inked(*piece)]
    places = iter(inked)
    starts: list[int] = []
    ends: list[int] = []
    for char in text.text:
        if char == " ":
            starts.append(starts[-1] if starts else text.spans[0].start)
            ends.append(ends[-1] if ends else starts[-1] + 1)
            continue
        own, start, end = next(places, ("", 0, 0))
        if own != char:
            raise LossError(f"“{text.text[:20]}…” is not the text of its spans {text.spans}")
        starts.append(start)
        ends.append(end)
    return starts, ends


def _inked(words: str, span: Span) -> list[tuple[str, int, int]]:
    """The characters of a piece that are no white space, each with the stretch of the seed that it stands for."""
    if len(words) == span.end - span.start:
        return [
            (char, place, place + 1) for place, char in enumerate(words, span.start) if not char.isspace()
        ]
    return [(char, *span) for char in words if not char.isspace()]
