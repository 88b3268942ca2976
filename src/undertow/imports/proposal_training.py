"""Learns the weights of the proposals from GoEmotions, and measures them.

    python -m undertow.imports.proposal_training FOLDER [--figures]

FOLDER holds `train.tsv` and `dev.tsv`. Weights are learned from nine tenths of train; how strongly
to shrink them, the recalibration and the thresholds are chosen on the last tenth; the figures are
of dev, which nothing was chosen on. Writes `proposal_weights.json`: numbers a word, no sentence.
Needs NumPy, which nothing else in this room does.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undertow.imports.proposals import (
    KINDS,
    Weights,
    from_table,
    probabilities,
    propose,
    read_words,
)
from undertow.imports.tokens import shortened, tokens

EMOTIONS = {
    "apology": ("remorse",),
    "harm": ("anger", "disgust", "annoyance"),
    "warmth": ("love", "caring", "admiration", "gratitude"),
}
LEAST_WORD, LEAST_PAIR = 5, 12
"""Comments that a word or pair must occur in to get a weight."""
LEAST_KNOWN = 20
"""Comments in which a word without a weight must occur to count as ordinary English."""
SMALLEST_WEIGHT = 0.12
"""Rows with no weight above this are left out of the file."""
PENALTIES = (2.0, 4.0, 8.0, 16.0)
STEPS = 250
LEAST_SURE = 0.3
"""No proposal below this probability, whatever the balance of precision and recall says: a person
would have to refuse more than two in three."""

Comments = list[tuple[str, frozenset[str], str]]
"""Text, names of its emotions, id."""


def read_comments(folder: Path, part: str) -> Comments:
    """The comments of one part of the data set."""
    labels = (folder / "labels.txt").read_text(encoding="utf-8").split()
    rows = []
    with open(folder / f"{part}.tsv", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            text, ids, name = line.rstrip("\r\n").split("\t")
            rows.append((text, frozenset(labels[int(i)] for i in ids.split(",")), name))
    return rows


def truth(comments: Comments) -> NDArray[np.float64]:
    """Whether each kind was seen in each comment, (comments, kinds)."""
    return np.array(
        [
            [float(not emotions.isdisjoint(EMOTIONS[kind])) for kind in KINDS]
            for _, emotions, _ in comments
        ]
    )


def split(comments: Comments) -> tuple[Comments, Comments]:
    """Nine tenths and one, by a hash of the id."""
    chosen = [zlib.crc32(name.encode()) % 10 == 0 for _, _, name in comments]
    build = [row for row, out in zip(comments, chosen, strict=True) if not out]
    return build, [row for row, out in zip(comments, chosen, strict=True) if out]


def features(text: str) -> set[str]:
    """The words of a text and its pairs of neighbours, joined by a space; each once."""
    words = [shortened(token) for token in tokens(text)]
    return {*words, *map(" ".join, pairwise(words))}


class Table:
    """Comments as rows of indices of features."""

    def __init__(self, comments: Comments, vocabulary: dict[str, int]) -> None:
        rows = [
            sorted(vocabulary[f] for f in features(text) if f in vocabulary)
            for text, _, _ in comments
        ]
        lengths = [len(row) for row in rows]
        self.index = np.array([i for row in rows for i in row], np.int64)
        self.row = np.repeat(np.arange(len(rows)), lengths)
        self.rows, self.columns = len(rows), len(vocabulary)

    def times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum of the weights of each row's features."""
        return np.bincount(self.row, weights[self.index], self.rows).astype(np.float64)

    def transposed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum over the rows of each feature."""
        return np.bincount(self.index, values[self.row], self.columns).astype(np.float64)


def sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function."""
    return 1 / (1 + np.exp(-z))


def fit(table: Table, y: NDArray[np.float64], penalty: float) -> tuple[float, NDArray[np.float64]]:
    """Logistic regression with a squared penalty, by accelerated gradient with own scales."""
    frequency = table.transposed(np.ones(table.rows))
    base = float(np.log(y.mean() / (1 - y.mean())))
    weights, bias = np.zeros(table.columns), base
    # A bound on the curvature of each coordinate, rows having about 30 features.
    scale = 1 / (0.25 * frequency * 6 + penalty)
    momentum_w, momentum_b, old = weights.copy(), bias, 1.0
    for _ in range(STEPS):
        residual = sigmoid(table.times(momentum_w) + momentum_b) - y
        step = momentum_w - scale * (table.transposed(residual) + penalty * momentum_w)
        step_b = momentum_b - residual.sum() / (0.25 * table.rows * 6)
        new = (1 + np.sqrt(1 + 4 * old * old)) / 2
        momentum_w = step + (old - 1) / new * (step - weights)
        momentum_b = step_b + (old - 1) / new * (step_b - bias)
        weights, bias, old = step, float(step_b), new
    return bias, weights


def log_loss(p: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Mean negative log probability of what was seen."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


def recalibrated(z: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift that make log odds calibrated, by Newton's method."""
    slope, shift = 1.0, 0.0
    for _ in range(50):
        p = sigmoid(slope * z + shift)
        gradient = np.array([((p - y) * z).sum(), (p - y).sum()])
        w = p * (1 - p)
        hessian = np.array([[(w * z * z).sum(), (w * z).sum()], [(w * z).sum(), w.sum()]])
        slope, shift = np.array([slope, shift]) - np.linalg.solve(hessian, gradient)
    return float(slope), float(shift)


def best_threshold(p: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The probability from which the harmonic mean of precision and recall is highest."""
    grid = np.arange(LEAST_SURE, 0.71, 0.05)
    scores = [2 * (y[p >= t].sum()) / max(1, (p >= t).sum() + y.sum()) for t in grid]
    return round(float(grid[int(np.argmax(scores))]), 2)


def learn(folder: Path) -> dict:
    """The whole table of weights."""
    build, choose = split(read_comments(folder, "train"))
    counts = Counter(feature for text, _, _ in build for feature in features(text))
    kept = [f for f, n in counts.items() if n >= (LEAST_PAIR if " " in f else LEAST_WORD)]
    vocabulary = {feature: place for place, feature in enumerate(sorted(kept))}
    inside, outside = Table(build, vocabulary), Table(choose, vocabulary)
    y_in, y_out = truth(build), truth(choose)
    intercepts, thresholds, columns = [], [], []
    for place, kind in enumerate(KINDS):
        tried = []
        for penalty in PENALTIES:
            bias, weights = fit(inside, y_in[:, place], penalty)
            loss = log_loss(sigmoid(outside.times(weights) + bias), y_out[:, place])
            print(f"{kind}: penalty {penalty}, loss {loss:.5f}", file=sys.stderr)
            tried.append((loss, bias, weights))
        _, bias, weights = min(tried, key=lambda one: one[0])
        slope, shift = recalibrated(outside.times(weights) + bias, y_out[:, place])
        bias, weights = slope * bias + shift, slope * weights
        intercepts.append(round(bias, 3))
        columns.append(weights)
        p = sigmoid(outside.times(weights) + bias)
        thresholds.append(best_threshold(p, y_out[:, place]))
    table = np.stack(columns, 1)
    words = {
        word: [round(100 * value) for value in table[place]]
        for word, place in vocabulary.items()
        if np.abs(table[place]).max() >= SMALLEST_WEIGHT
    }
    ordinary = [w for w, n in counts.items() if n >= LEAST_KNOWN and w.isalpha() and w not in words]
    return {
        "kinds": KINDS,
        "source": "GoEmotions (Demszky et al. 2020), CC BY 4.0: weights per word, no text",
        "intercepts": intercepts,
        "thresholds": thresholds,
        "words": words,
        "known": " ".join(sorted(ordinary)),
    }


def calibration_error(p: NDArray[np.float64], y: NDArray[np.float64], bins: int = 10) -> float:
    """Expected calibration error: mean gap of probability and frequency over even bins."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps = np.bincount(place, p - y, bins)
    return float(np.abs(gaps).sum() / len(p))


def figures(
    learned: Weights, comments: Comments, draws: int = 1000
) -> list[dict[str, float | str]]:
    """Precision and recall of what is proposed, and how far the probabilities are off.

    Args:
        learned: the weights.
        comments: that nothing was learned from.
        draws: of the bootstrap over comments that gives the 95 % intervals.

    Returns:
        For each kind: comments that were called so, proposals, and each measure with the ends of
        its interval; `ece` over all comments, `ece_proposed` over those with a proposal.
    """
    y = truth(comments)
    p = np.array([probabilities(read_words(text, learned), learned) for text, _, _ in comments])
    made = [{proposal.kind for proposal in propose(text, learned)} for text, _, _ in comments]
    rng = np.random.default_rng(0)
    picks = [np.arange(len(y))] + [rng.integers(0, len(y), len(y)) for _ in range(draws)]
    rows: list[dict[str, float | str]] = []
    for place, kind in enumerate(KINDS):
        proposed = np.array([kind in kinds for kinds in made])
        seen, chance = y[:, place] > 0, p[:, place]
        row: dict[str, float | str] = {"kind": kind, "seen": int(seen.sum())}
        row |= {"proposed": int(proposed.sum()), "from": learned.thresholds[place]}
        measures = {
            "precision": [float(seen[i][proposed[i]].mean()) for i in picks],
            "recall": [float(proposed[i][seen[i]].mean()) for i in picks],
            "ece": [calibration_error(chance[i], y[i, place]) for i in picks],
            "ece_proposed": [
                calibration_error(chance[i][proposed[i]], y[i, place][proposed[i]]) for i in picks
            ],
        }
        for name, values in measures.items():
            low, high = np.quantile(values[1:], [0.025, 0.975])
            row |= {name: values[0], f"{name}_low": float(low), f"{name}_high": float(high)}
        rows.append(row)
    return rows


def written(table: dict) -> str:
    """The table as JSON, a word a line, so that a change of it can be read."""
    rows = [f"{json.dumps(word)}:{json.dumps(row)}" for word, row in table.pop("words").items()]
    head = [f"{json.dumps(key)}:{json.dumps(value)}" for key, value in table.items()]
    return "{" + ",\n".join(head) + ',\n"words":{\n' + ",\n".join(rows) + "\n}}\n"


def main(arguments: list[str]) -> None:
    """Learns and writes the weights, or only measures those there are."""
    folder = Path(arguments[0])
    path = Path(__file__).with_name("proposal_weights.json")
    if "--figures" not in arguments:
        path.write_text(written(learn(folder)), encoding="ascii")
    learned = from_table(json.loads(path.read_text()))
    for row in figures(learned, read_comments(folder, "dev")):
        print(json.dumps(row))


if __name__ == "__main__":
    main(sys.argv[1:])
