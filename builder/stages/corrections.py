"""Puts the archivist's words in place of misread ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from builder.entry import Correction
from builder.lexicon import Lexicon
from builder.model import Corrected, Edit, Page, Span


def correct_words(page: Page, lexicon: Lexicon) -> Page:
    """
    Put the archivist's words in place of misread ones, before anything is read from them: a district's name, a figure.

    Must not act where the words do not stand on their line exactly once: see `unfit_corrections`.
    Needs: the cleaned text (`clean`).
    Keeps: the cleaned text, in whose place `Page.passage` gives the right words.
    """
    corrected: list[Corrected] = []
    for correction in page.entry.corrections:
        span = find_words(page, correction)
        if span and not any(one.span.start < span.end and span.start < one.span.end for one in corrected):
            corrected.append(Corrected(correction, span, _edits(page, span, correction.right)))
    return replace(page, corrections=tuple(corrected))


def unfit_corrections(page: Page) -> Iterator[Correction]:
    """Corrections whose words do not stand on their line, or more than once, or in another correction."""
    fit = {one.said for one in page.corrections}
    return (correction for correction in page.entry.corrections if correction not in fit)


def find_words(page: Page, correction: Correction) -> Span | None:
    """Where a correction's words stand, as they are in the seed or as the archive shows them."""
    line = page.line_span(correction.line)
    if line is None:
        return None
    for text in (page.seed.text[slice(*line)], page.clean[slice(*line)]):
        if text.count(correction.words) == 1:
            place = line.start + text.index(correction.words)
            return Span(place, place + len(correction.words))
    return None


def _edits(page: Page, span: Span, right: str) -> tuple[Edit, ...]:
    """What differs between the words of a span and the right ones: the rest stands where it stood."""
    words = page.clean[slice(*span)]
    differing: list[tuple[int, int, int, int]] = []
    for kind, start, end, first, last in SequenceMatcher(None, words, right, False).get_opcodes():
        if kind == "equal":
            continue
        if kind != "replace" and start:  # what is missing or too much stands with the character before it, …
            start, first = start - 1, first - 1
        elif kind != "replace":  # … at the beginning with the one behind it
            end, last = end + 1, last + 1
        if differing and start < differing[-1][1]:
            start, _, first, _ = differing.pop()
        differing.append((start, end, first, last))
    edits: list[Edit] = []
    for start, end, first, last in differing:
        if end - start == last - first:  # each character stands for one
            edits += [
                Edit(Span(span.start + at, span.start + at + 1), right[first + at - start])
                for at in range(start, end)
            ]
        else:
            edits.append(Edit(Span(span.start + start, span.start + end), right[first:last]))
    return tuple(edits)
