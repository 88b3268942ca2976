"""Warmth, apology and harm that the words of a message may tell of: proposals, never entries.

For English alone, by a logistic regression on words and pairs of neighbours whose weights are a
file of this room. Learned from public comments (GoEmotions), which are not what partners write to
each other: figures and limits are in docs/imports.md. A person accepts, changes or refuses each
proposal; nothing here writes into a diary.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from undertow.imports.tokens import shortened, tokens

KINDS = ("apology", "harm", "warmth")
"""Kinds of diary events that are proposed; `harm` without a detail."""

LEAST_KNOWN = 0.5
"""Share of a message's words that have to be known; fewer, and it is not taken for English."""

TELLING = 0.7
"""Log odds that one word of a message has to add by itself. Many words of a little weight each
make no proposal: a person could not see what it rests on. It also spares most messages the sum."""


class Proposal(NamedTuple):
    """What a message may tell of.

    Attributes:
        kind: one of `KINDS`.
        probability: how likely a reader of such comments would have called it so, 0 to 1.
    """

    kind: str
    probability: float


class Weights(NamedTuple):
    """A logistic regression for each kind.

    Attributes:
        intercepts: one a kind.
        thresholds: probability from which a proposal is made, one a kind.
        rows: for each word, and each pair of a word and the next, one weight a kind.
        known: words of ordinary English, with a weight or without.
        telling: words of which one has to be there for a proposal.
    """

    intercepts: tuple[float, ...]
    thresholds: tuple[float, ...]
    rows: dict[str | tuple[str, ...], tuple[float, ...]]
    known: frozenset[str]
    telling: frozenset[str]


@cache
def weights() -> Weights:
    """The weights as learned (`python -m undertow.imports.proposal_training`)."""
    text = resources.files("undertow.imports").joinpath("proposal_weights.json")
    return from_table(json.loads(text.read_text(encoding="utf-8")))


def from_table(table: dict) -> Weights:
    """Weights from what the file holds: hundredths, so that it stays small."""
    rows: dict[str | tuple[str, ...], tuple[float, ...]] = {}
    known = set(table["known"].split())
    telling: set[str] = set()
    for feature, row in table["words"].items():
        weight = tuple(value / 100 for value in row)
        if " " in feature:
            rows[tuple(feature.split(" "))] = weight
            continue
        rows[feature] = weight
        known.add(feature)
        if max(weight) >= TELLING:
            telling.add(feature)
    thresholds = tuple(table["thresholds"])
    return Weights(
        tuple(table["intercepts"]), thresholds, rows, frozenset(known), frozenset(telling)
    )


def propose(text: str, learned: Weights | None = None) -> list[Proposal]:
    """What a message may tell of, the likeliest first; often nothing.

    Args:
        text: of one message.
        learned: the weights; those of this room if None.
    """
    learned = weights() if learned is None else learned
    words = read_words(text, learned)
    if learned.telling.isdisjoint(words):
        return []
    chances = probabilities(words, learned)
    found = [
        Proposal(kind, round(chance, 3))
        for kind, chance, least in zip(KINDS, chances, learned.thresholds, strict=True)
        if chance >= least
    ]
    if not found or not _english(words, learned):
        return []
    return sorted(found, key=lambda proposal: -proposal.probability)


def read_words(text: str, learned: Weights) -> list[str]:
    """The tokens of a text; those that are not known are shortened."""
    words = tokens(text)
    if learned.known.issuperset(words):
        return words
    return [word if word in learned.known else shortened(word) for word in words]


def probabilities(words: Sequence[str], learned: Weights) -> tuple[float, float, float]:
    """The probability of each of `KINDS`; a word or pair that is there twice counts once.

    Args:
        words: as `read_words` gives them.
        learned: the weights.
    """
    apology, harm, warmth = learned.intercepts
    for row in map(learned.rows.get, {*words, *pairwise(words)}):
        if row is not None:
            apology += row[0]
            harm += row[1]
            warmth += row[2]
    return _chance(apology), _chance(harm), _chance(warmth)


def _chance(log_odds: float) -> float:
    """The logistic function; log odds beyond 30 are as good as sure."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _english(words: Sequence[str], learned: Weights) -> bool:
    """Whether enough of the words are known."""
    letters = [word for word in words if word[0].isalpha()]
    return sum(word in learned.known for word in letters) >= LEAST_KNOWN * len(letters)
