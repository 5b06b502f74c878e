"""Leads from a place in a text back to the seed."""

from __future__ import annotations

from builder.errors import LossError
from builder.model import Span, Text


class SeedOffsets:
    """
    Where each character of a text stood in the seed.

    A text is its spans' cleaned text with white space folded, so the two are walked side by side. A space that the
    folding put between two lines stands where the line ended.
    """

    def __init__(self, clean: str, text: Text) -> None:
        self._text = text
        self._offsets = _plain(clean, text) or _walk(clean, text)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the seed that hold the characters from start to end, in reading order."""
        if isinstance(self._offsets, range):
            return (Span(self._offsets[start], self._offsets[end - 1] + 1),)
        spans: list[Span] = []
        piece: Span | None = None
        for offset in self._offsets[start:end]:
            inside = piece is not None and piece.start <= offset < piece.end
            held, piece = piece, piece if inside else self._piece(offset)
            if spans and held == piece and offset >= spans[-1].start:
                spans[-1] = Span(spans[-1].start, max(offset + 1, spans[-1].end))
            else:
                spans.append(Span(offset, offset + 1))
        return tuple(spans)

    def span(self, start: int, end: int) -> Span:
        """The first of those stretches: where words begin that a join cuts in two."""
        return self.spans(start, end)[0]

    def _piece(self, offset: int) -> Span | None:
        return next((span for span in self._text.spans if span.start <= offset < span.end), None)


def _plain(clean: str, text: Text) -> range | None:
    """Offsets of a text that stands in the seed as it is."""
    if len(text.spans) != 1:
        return None
    start, end = text.spans[0]
    return range(start, end) if clean[start:end] == text.text else None


def _walk(clean: str, text: Text) -> list[int]:
    inked = [offset for span in text.spans for offset in range(*span) if not clean[offset].isspace()]
    if "".join([clean[offset] for offset in inked]) == text.text:
        return inked
    places = iter(inked)
    offsets: list[int] = []
    for char in text.text:
        if char == " ":
            offsets.append(offsets[-1] + 1 if offsets else text.spans[0].start)
            continue
        offset = next(places, None)
        if offset is None or clean[offset] != char:
            raise LossError(f"“{text.text[:20]}…” is not the text of its spans {text.spans}")
        offsets.append(offset)
    return offsets
