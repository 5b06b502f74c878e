"""Draws bars: marks that the site's styles give length and colour, behind numbers that are written out."""

from __future__ import annotations

from collections.abc import Iterable

from builder.publish.markdown import Markdown


def bars(numbers: Iterable[tuple[Markdown, float]]) -> list[Markdown]:
    """
    Numbers, each with a bar behind it, on one scale with zero; what is below zero lies left of it.

    Takes each number as it is written, and its size. On GitHub, which keeps no styles, the bars are nothing.
    """
    numbers = list(numbers)
    low = min([0.0, *(size for _, size in numbers)])
    high = max([0.0, *(size for _, size in numbers)])
    scale = 1 / (high - low) if high > low else 0.0
    return [_bar(words, (min(0.0, size) - low) * scale, abs(size) * scale) for words, size in numbers]


def _bar(words: Markdown, start: float, length: float) -> Markdown:
    """Start and length are shares of the scale."""
    begins = f"--start:{start:.3g};" if start else ""
    return Markdown(
        f'<span class="archive-number">{words}</span>'
        f'<span class="archive-bar" style="{begins}--length:{length:.3g}"></span>'
    )
