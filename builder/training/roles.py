"""
Fits the weights of the roles on generated pages: `python -m builder.training.roles`.

Two logistic regressions: the second also sees what the first, fitted on other pages, says of the neighbours. How sentences
open is learnt from articles that the pages do not show.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from builder.lexicon import load_lexicon
from builder.reading.guess import WEIGHTS, Matrix, around, softmax
from builder.reading.shape import signs_of_blocks
from builder.training import openings
from builder.training.corpus import captions, headlines, seed_articles, written
from builder.training.layout import lay_out
from builder.training.pages import SEED_WEIGHT, gold_pages, raw_page

PAGES = 900
STRENGTH = 1.0
MOST_STEPS = 50
"""Steps of the fit: with 150 roles of articles by another hand come out worse, .950 for .961."""


def main(without: str = "", target: Path = WEIGHTS) -> None:
    """Fit and write; `without` leaves one seed's articles out."""
    lexicon = load_lexicon()
    root = Path(__file__).parent.parent.parent
    gold = root / "tests" / "gold" / "reading.json"
    sources = written("train") + seed_articles(root / "seeds", gold, lexicon, without)
    signs, labels = [], []
    halves = sources[::2], sources[1::2]
    for seed in range(PAGES):
        if seed % (PAGES // 2) == 0:
            openings.write(halves[seed == 0])
        laid = lay_out(halves[seed > PAGES // 2 - 1], captions("train"), 50_000 + seed, headlines())
        texts = [block.text for block in raw_page(laid.text, lexicon).blocks]
        signs.append(signs_of_blocks(texts, lexicon.gazetteer))
        labels.append(np.array([role.value for role in laid.roles]))
    openings.write(sources)
    for _, laid in gold_pages(root / "seeds", gold, lexicon, without):
        texts = [block.text for block in raw_page(laid.text, lexicon).blocks]
        signs += [signs_of_blocks(texts, lexicon.gazetteer)] * SEED_WEIGHT
        labels += [np.array([role.value for role in laid.roles])] * SEED_WEIGHT
    names = sorted({name for page in labels for name in page.tolist()})
    half = len(signs) // 2
    beside: list[Matrix] = []
    for mine, others in ((slice(half), slice(half, None)), (slice(half, None), slice(half))):
        first = _fit(np.concatenate(signs[others]), np.concatenate(labels[others]), names)
        beside += [np.concatenate([page, around(softmax(page @ first.T))], axis=1) for page in signs[mine]]
    data = {
        "how": f"python -m builder.training.roles: logistic regressions on {PAGES} generated pages, C={STRENGTH}",
        "roles": names,
        "first": _fit(np.concatenate(signs), np.concatenate(labels), names).round(3).tolist(),
        "second": _fit(np.concatenate(beside), np.concatenate(labels), names).round(3).tolist(),
    }
    target.write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")


def _fit(signs: Matrix, labels: Matrix, names: list[str]) -> Matrix:
    model = LogisticRegression(C=STRENGTH, max_iter=MOST_STEPS, fit_intercept=False)
    model.fit(signs.astype(np.float32), labels)
    assert model.classes_.tolist() == names
    weights: Matrix = model.coef_
    return weights


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
