"""
Fits the weights of the roles on generated pages: `python -m builder.training.roles`.

Two logistic regressions: the second also sees what the first, fitted on other pages, says of the neighbours. How sentences
open, and how headlines and captions are worded, is learnt from articles and captions that the pages do not show.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from builder.lexicon import Lexicon, load_lexicon
from builder.model import Role
from builder.reading.guess import WEIGHTS, Matrix, around, softmax
from builder.reading.shape import signs_of_blocks
from builder.training import joint, openings, themes, wording
from builder.training.corpus import Furniture, Source, furniture, seed_articles, written
from builder.training.layout import Laid, lay_out
from builder.training.pages import SEED_WEIGHT, gold_pages, raw_page

PAGES = 1200
FIRST_SEED = 50_000
STRENGTH = 0.1
MOST_STEPS = 250
"""Steps of the fit; it is done sooner."""

Blocks = list[tuple[str, Role]]
"""A page's texts and their roles."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What can be learnt from."""

    sources: Sequence[Source]
    beside: Furniture
    pages: Sequence[Blocks]


def main(without: str = "", target: Path = WEIGHTS) -> None:
    """Fit and write; `without` leaves one seed's articles out."""
    lexicon = load_lexicon()
    root = Path(__file__).parent.parent.parent
    gold = root / "tests" / "gold" / "reading.json"
    sources = written("train") + seed_articles(root / "seeds", gold, lexicon, without)
    beside = furniture("train", headlines=True)
    halves = [
        _Part(sources[start::2], beside.every_second(start), _pages(sources, beside, start, lexicon))
        for start in (0, 1)
    ]
    seeds = [_blocks(laid, lexicon) for _, laid in gold_pages(root / "seeds", gold, lexicon, without)]
    pages: list[Blocks] = []
    signs: list[Matrix] = []
    for mine, other in (halves, halves[::-1]):
        _learn_texts(other.sources)
        _learn_wording(other)
        pages += mine.pages
        signs += [_signs(page, lexicon) for page in mine.pages]
    _learn_texts(sources)
    _learn_wording(_Part(sources, beside, pages))
    signs += [_signs(page, lexicon) for page in seeds] * SEED_WEIGHT
    _learn_wording(_Part(sources, beside, pages + seeds))
    pages += seeds * SEED_WEIGHT
    labels = [np.array([role.value for _, role in page]) for page in pages]
    target.write_text(json.dumps(_fit_both(signs, labels), ensure_ascii=False) + "\n", "utf-8")


def _pages(sources: Sequence[Source], beside: Furniture, start: int, lexicon: Lexicon) -> list[Blocks]:
    """Pages of every second article, caption and the rest."""
    mine, dressing = sources[start::2], beside.every_second(start)
    numbers = range(FIRST_SEED + start * PAGES // 2, FIRST_SEED + (start + 1) * PAGES // 2)
    return [_blocks(lay_out(mine, dressing, number), lexicon) for number in numbers]


def _blocks(laid: Laid, lexicon: Lexicon) -> Blocks:
    texts = [block.text for block in raw_page(laid.text, lexicon).blocks]
    return list(zip(texts, laid.roles, strict=True))


def _learn_texts(sources: Sequence[Source]) -> None:
    """Let texts and cuts be judged by these from now on."""
    for table in (openings, joint, themes):
        table.write(sources)


def _learn_wording(part: _Part) -> None:
    """The same of short blocks: those of pages, and each headline and caption once more, as some stand on no page."""
    headlines = [*part.beside.headlines, *(source.headline for source in part.sources)]
    wording.write(
        [
            *(block for page in part.pages for block in page),
            *((text, Role.HEADLINE) for text in headlines),
            *((text, Role.CAPTION) for text in part.beside.captions),
        ]
    )


def _signs(page: Blocks, lexicon: Lexicon) -> Matrix:
    return signs_of_blocks([text for text, _ in page], lexicon.gazetteer)


def _fit_both(signs: Sequence[Matrix], labels: Sequence[Matrix]) -> dict[str, object]:
    """Both regressions, as the file holds them."""
    names = sorted({name for page in labels for name in page.tolist()})
    half = len(signs) // 2
    beside: list[Matrix] = []
    for mine, others in ((slice(half), slice(half, None)), (slice(half, None), slice(half))):
        first = _fit(np.concatenate(signs[others]), np.concatenate(labels[others]), names)
        beside += [np.concatenate([page, around(softmax(page @ first.T))], axis=1) for page in signs[mine]]
    return {
        "how": f"python -m builder.training.roles: logistic regressions on {PAGES} generated pages, C={STRENGTH}",
        "roles": names,
        "first": _fit(np.concatenate(signs), np.concatenate(labels), names).round(3).tolist(),
        "second": _fit(np.concatenate(beside), np.concatenate(labels), names).round(3).tolist(),
    }


def _fit(signs: Matrix, labels: Matrix, names: list[str]) -> Matrix:
    model = LogisticRegression(C=STRENGTH, max_iter=MOST_STEPS, fit_intercept=False)
    model.fit(signs.astype(np.float32), labels)
    assert model.classes_.tolist() == names
    weights: Matrix = model.coef_
    return weights


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
