"""
Fits the weights of the reading on generated pages: `python -m builder.training.fit`.

Pages are laid out from the training articles and the seeds' own, never from the test articles. The first weights are fitted
on what pairs show, by tables fitted to articles that the pages do not show; the weights of the chains on what a first reading
of *other* pages made of these, as in use.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from builder.lexicon import Lexicon, load_lexicon
from builder.reading.chains import CHAIN_NAMES, chain_evidence
from builder.reading.evidence import OPEN, PAIR_NAMES, Evidence, Matrix, pair_evidence
from builder.reading.flow import Flow, flow_of
from builder.reading.solve import KIND_NAMES, WEIGHTS, assign, clipped, lead_of_assignment, score
from builder.training import bounds, joint, openings, themes
from builder.training.corpus import Source, furniture, seed_articles, written
from builder.training.layout import Laid, lay_out
from builder.training.pages import SEED_WEIGHT, gold_pages, page_of

PAGES = 1000
PARTS = 4
"""Parts of the articles; the pages of each are judged by tables fitted to the others."""
NEGATIVES = 0.1
"""Share of the wrong pairs that is fitted on; they weigh ten times as much."""
STRENGTH = 0.3
"""Inverse regularisation; 0.1 to 3 gave the same within 0.002 on pages left out."""


def main(without: str = "", target: Path = WEIGHTS) -> None:
    """Fit all weights and write them; `without` leaves one seed's articles out."""
    lexicon = load_lexicon()
    root = Path(__file__).parent.parent.parent
    gold = root / "tests" / "gold" / "reading.json"
    sources = written("train") + seed_articles(root / "seeds", gold, lexicon, without)
    beside = furniture("train")
    pages: list[Laid] = []
    evidence: list[Evidence] = []
    for part in range(PARTS):
        _write_tables([source for number, source in enumerate(sources) if number % PARTS != part])
        numbers = range(len(pages), len(pages) + PAGES // PARTS)
        laid = [lay_out(sources[part::PARTS], beside, number) for number in numbers]
        pages += laid
        evidence += [evidence_of(page, lexicon) for page in laid]
    _write_tables(sources)
    for _, real in gold_pages(root / "seeds", gold, lexicon, without):
        pages += [real] * SEED_WEIGHT
        evidence += [evidence_of(real, lexicon)] * SEED_WEIGHT
    truth = [true_followers(page, item.flow) for page, item in zip(pages, evidence, strict=True)]
    pair, chain, calibration = fit_both(evidence, truth)
    target.write_text(
        json.dumps(_data(pair, chain, calibration), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def _write_tables(sources: Sequence[Source]) -> None:
    """Fit to some articles what single texts and cuts are judged by."""
    for table in (openings, joint, bounds, themes):
        table.write(sources)


def evidence_of(laid: Laid, lexicon: Lexicon) -> Evidence:
    """What the pairs of a page show, its roles and copies given."""
    page = page_of(laid, lexicon)
    return pair_evidence(flow_of(page.blocks, laid.copies), lexicon.gazetteer)


def true_followers(laid: Laid, flow: Flow) -> list[int]:
    """The right target of each source, or -1."""
    number = {block.index: place for place, block in enumerate(flow.bodies)}
    followers = [-1] * (len(flow.bodies) + len(flow.heads))
    for article in laid.articles:
        heads, paras = article["heads"], article["paras"]
        assert isinstance(heads, list) and isinstance(paras, list)
        chain = [number[index] for blocks in paras for index in blocks if index in number]
        for source, target in itertools.pairwise(chain):
            followers[source] = target
        own = [place for place, head in enumerate(flow.heads) if head.blocks[0].index in heads]
        if own and chain:
            followers[len(flow.bodies) + own[0]] = chain[0]
    return followers


Calibration = tuple[float, float, float]


def fit_both(evidence: Sequence[Evidence], truth: Sequence[list[int]]) -> tuple[Matrix, Matrix, Calibration]:
    """Weights of pairs, of pairs with chains, and the calibration: of each half by the other half's weights."""
    half = len(evidence) // 2
    values = [item.values for item in evidence]
    mine = (slice(half), slice(half, None))
    first = [
        score(item.kinds, item.values, weights)
        for own, other in (mine, mine[::-1])
        for weights in [_fit(evidence[other], values[other], truth[other])]
        for item in evidence[own]
    ]
    guessed = [
        _with_chains(item, scores, assign(scores, item.kinds))
        for item, scores in zip(evidence, first, strict=True)
    ]
    right = [_with_chains(*row) for row in zip(evidence, first, truth, strict=True)]
    scores = [
        score(item.kinds, _again(item, value, weights), weights)
        for own, other in (mine, mine[::-1])
        for weights in [_fit_chains(evidence[other], guessed[other], right[other], truth[other])]
        for item, value in zip(evidence[own], guessed[own], strict=True)
    ]
    chain = _fit_chains(evidence, guessed, right, truth)
    return _fit(evidence, values, truth), chain, _calibrate(evidence, truth, scores)


def _fit_chains(
    evidence: Sequence[Evidence],
    guessed: Sequence[Matrix],
    right: Sequence[Matrix],
    truth: Sequence[list[int]],
) -> Matrix:
    """Weights for the chains of a first reading as for those of the right one: a search meets both."""
    return _fit([*evidence, *evidence], [*guessed, *right], [*truth, *truth])


def _with_chains(evidence: Evidence, first: Matrix, followers: Sequence[int]) -> Matrix:
    return np.concatenate([evidence.values, chain_evidence(evidence, first, followers)])


def _again(evidence: Evidence, values: Matrix, weights: Matrix) -> Matrix:
    """The values of the reading that a reading leads to."""
    followers = assign(score(evidence.kinds, values, weights), evidence.kinds)
    return _with_chains(evidence, values[len(PAIR_NAMES)], followers)


def _fit(evidence: Sequence[Evidence], values: Sequence[Matrix], truth: Sequence[list[int]]) -> Matrix:
    """One logistic regression for each kind of source."""
    rows: dict[int, list[Matrix]] = {0: [], 1: [], 2: []}
    labels: dict[int, list[npt.NDArray[np.bool_]]] = {0: [], 1: [], 2: []}
    rng = np.random.default_rng(0)
    for item, value, followers in zip(evidence, values, truth, strict=True):
        size = value.shape[2]
        right = np.array(followers)[:, None] == np.arange(size)[None, :]
        taken = right | (rng.random(right.shape) < NEGATIVES)
        taken[np.arange(size), np.arange(size)] = False
        for kind in range(3):
            chosen = taken & (item.kinds == kind)[:, None]
            rows[kind].append(value[:, chosen].T)
            labels[kind].append(right[chosen])
    fitted = []
    for kind in range(3):
        x, y = np.concatenate(rows[kind]), np.concatenate(labels[kind])
        model = LogisticRegression(C=STRENGTH, max_iter=400, fit_intercept=False)
        model.fit(x, y, sample_weight=np.where(y, 1.0, 1 / NEGATIVES))
        fitted.append(model.coef_[0])
    return _sharpen(evidence, values, truth, np.array(fitted))


EPOCHS = 15
MARGIN = 1.0
"""By how much a right assignment is to beat each wrong link."""
RATE = 0.004


def _sharpen(
    evidence: Sequence[Evidence], values: Sequence[Matrix], truth: Sequence[list[int]], weights: Matrix
) -> Matrix:
    """
    Move weights until whole assignments come out right, not only pairs: an averaged perceptron with a margin.

    A page's error moves the weights of each kind by what the right links show less what the wrong ones show.
    """
    now, total, count = weights.copy(), np.zeros_like(weights), 0
    rng = np.random.default_rng(1)
    for _ in range(EPOCHS):
        for place in rng.permutation(len(evidence)):
            item, value, right = evidence[place], values[place], truth[place]
            scores = score(item.kinds, value, now) + MARGIN
            for source, target in enumerate(right):
                scores[source, target] -= MARGIN * (target >= 0)
            for source, target in enumerate(assign(scores, item.kinds)):
                if target != right[source]:
                    now[item.kinds[source]] -= RATE * value[:, source, target] * (target >= 0)
                    now[item.kinds[source]] += RATE * value[:, source, right[source]] * (right[source] >= 0)
            total += now
            count += 1
    return total / count


def _calibrate(
    evidence: Sequence[Evidence], truth: Sequence[list[int]], scored: Sequence[Matrix]
) -> Calibration:
    """How the score of a join and what the page loses without it become a probability, by articles that trained neither."""
    rows, right = [], []
    for item, followers, scores in zip(evidence, truth, scored, strict=True):
        for source, target in enumerate(assign(scores, item.kinds)):
            if target >= 0 and item.kinds[source] == OPEN:
                lead = lead_of_assignment(scores, item.kinds, source, target)
                rows.append((clipped(scores[source, target]), clipped(lead)))
                right.append(followers[source] == target)
    model = LogisticRegression().fit(np.array(rows), np.array(right))
    return float(model.intercept_[0]), float(model.coef_[0][0]), float(model.coef_[0][1])


def _data(pair: Matrix, chain: Matrix, calibration: Calibration) -> dict[str, object]:
    names = PAIR_NAMES + CHAIN_NAMES
    return {
        "how": "python -m builder.training.fit: logistic regressions on generated pages of the training articles"
        f" and the seeds' articles, {PAGES} pages, C={STRENGTH}; logarithms of odds",
        "calibration": [round(value, 4) for value in calibration],
        "pair": _table(pair, PAIR_NAMES),
        "chain": _table(chain, names),
    }


def _table(weights: Matrix, names: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        kind: {name: round(float(value), 4) for name, value in zip(names, row, strict=True)}
        for kind, row in zip(KIND_NAMES, weights, strict=True)
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
