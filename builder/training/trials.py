"""
Fits what decides between two roles of a block, and between two copies: `python -m builder.training.trials`.

The pages are laid out from articles and captions of their own, which neither the other weights are fitted on nor the figures
are measured with: on what the other weights know, they are surer than they ought to be. To be run behind the other fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from builder.lexicon import Lexicon, load_lexicon
from builder.model import Block
from builder.reading.doubts import DOUBT_SIGNS, doubt_signs, doubtful_places, settle_doubts, with_role
from builder.reading.guess import Rival, guess_roles
from builder.reading.trial import WEIGHTS, forget_trial_weights, try_out
from builder.reading.whole import BLOCK_SIGNS, READ_SIGNS, read_signs, shared_blocks
from builder.training.corpus import furniture, written
from builder.training.layout import Laid, lay_out
from builder.training.pages import raw_page

PAGES = 1500
STRENGTH = 1.0
"""Inverse regularisation."""

Rows = Iterator[tuple[Sequence[float], bool]]
"""Signs, and whether what they may speak for is right."""


def main() -> None:
    """Fit and write."""
    lexicon = load_lexicon()
    sources, beside = written("dev"), furniture("dev")
    pages = [lay_out(sources, beside, number) for number in range(PAGES)]
    guessed = [_guessed(laid, lexicon) for laid in pages]
    doubts = (row for laid, page in zip(pages, guessed, strict=True) for row in _doubts(laid, *page, lexicon))
    _keep(doubts=_fit(DOUBT_SIGNS, doubts))
    copies = (row for laid, page in zip(pages, guessed, strict=True) for row in _copies(laid, *page, lexicon))
    _keep(copies=_fit((*BLOCK_SIGNS, *READ_SIGNS), copies))


def _guessed(laid: Laid, lexicon: Lexicon) -> tuple[Sequence[Block], dict[int, Rival]]:
    """A page's blocks with the roles that they look like, and other likely roles of some."""
    blocks = raw_page(laid.text, lexicon).blocks
    roles, rivals = guess_roles([block.text for block in blocks], lexicon.gazetteer)
    return [replace(block, role=role) for block, role in zip(blocks, roles, strict=True)], rivals


def _doubts(laid: Laid, blocks: Sequence[Block], rivals: dict[int, Rival], lexicon: Lexicon) -> Rows:
    """Each doubtful role of a page."""
    places = doubtful_places(blocks, rivals)
    now = try_out(blocks, lexicon.gazetteer) if places else None
    for place in places:
        rival = rivals[place]
        other = try_out(with_role(blocks, place, rival.role), lexicon.gazetteer)
        if now and other and laid.roles[place] in (blocks[place].role, rival.role):
            yield doubt_signs(blocks[place], rival, now, other), laid.roles[place] is rival.role


def _copies(laid: Laid, blocks: Sequence[Block], rivals: dict[int, Rival], lexicon: Lexicon) -> Rows:
    """Each two sides of which one is a copy: for the first one, and for the second."""
    if not laid.copies:
        return
    blocks = settle_doubts(blocks, rivals, lexicon.gazetteer)
    for shared in shared_blocks(blocks, lexicon.gazetteer):
        copied = len(shared.second & laid.copies) - len(shared.first & laid.copies)
        if shared.first and shared.second and copied:
            signs = [*shared.signs, *read_signs(blocks, lexicon.gazetteer, shared)]
            yield signs, copied > 0
            yield [-sign for sign in signs], copied < 0


def _fit(names: Sequence[str], rows: Rows) -> dict[str, float]:
    signs, right = zip(*rows, strict=True)
    model = LogisticRegression(C=STRENGTH, max_iter=1000, fit_intercept=False)
    model.fit(np.array(signs), np.array(right))
    return {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}


def _keep(**weights: dict[str, float]) -> None:
    """Write some weights, beside those that are there."""
    kept = json.loads(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}
    how = f"python -m builder.training.trials: logistic regressions on {PAGES} pages of articles held back, C={STRENGTH}"
    WEIGHTS.write_text(json.dumps(kept | {"how": how} | weights, indent=1) + "\n", "utf-8")
    forget_trial_weights()


if __name__ == "__main__":
    main()
