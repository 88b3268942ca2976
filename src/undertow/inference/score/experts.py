"""The forecasts that are pooled: each a distribution over the grid, from what came before.

Four are the person's own earlier answers, all alike or fading, each starting from everybody's.
They know the ends of the scale and the answers that a person often gives. One is an expectation
with an error around it, which knows levels between those answers. Two are the time of day, the
person's own and everybody's, as departures from all times. Dated events shift the odds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.score.grid import at_most
from undertow.inference.score.location import (
    Location,
    below_middle,
    expected,
    learn_location,
)
from undertow.inference.score.memory import fading_mean, gaps
from undertow.inference.score.panel import Panel
from undertow.inference.score.pool import log_odds
from undertow.inference.score.rhythm import own_rhythm, part_of_day, shared_rhythm

RATES = (0.0, 0.05, 0.2, 0.5)
"""How fast earlier answers fade: never, after about twenty, five, two."""

_PRIOR_WORTH = 3.0
"""Answers that everybody's distribution counts for in a person's own."""

START = (0.15, 0.1, 0.2, 0.1, 0.45, 0.3, 0.3, 0.0)
"""Weights of the log odds before any answer was seen: of the earlier answers by rate, of the
expectation, of the two times of day, and a constant. Near what the developer sets agree on."""


class Everybody(NamedTuple):
    """What the training answers of all people say.

    Attributes:
        answers: their distribution, (G,).
        rhythm: the same by part of the day, (PARTS, G).
        location: expectations and errors.
    """

    answers: np.ndarray
    rhythm: np.ndarray
    location: Location


def learn_everybody(panel: Panel, grid: np.ndarray) -> Everybody:
    """What training answers say, before forecasts are pooled."""
    below = at_most(panel.answers[panel.train], grid).astype(np.float64)
    answers = below.mean(axis=0)
    rhythm = shared_rhythm(below, part_of_day(panel)[panel.train], answers)
    return Everybody(answers, rhythm, learn_location(panel))


def expert_odds(panel: Panel, grid: np.ndarray, everybody: Everybody) -> np.ndarray:
    """Log odds of an answer at or below each point but the last, by expert.

    Args:
        panel: some people.
        grid: (G,).
        everybody: learned from training answers.

    Returns:
        (P, T, G - 1, K), K = len(START) + kinds of event; at each answer from those before it.
    """
    below = at_most(panel.answers, grid) & panel.given[:, :, None]
    below = below.astype(np.float32)
    gap = gaps(panel)
    own = [fading_mean(below, gap, rate, everybody.answers, _PRIOR_WORTH) for rate in RATES]
    where, size = expected(panel, everybody.location, grid[1] - grid[0])
    part = part_of_day(panel)
    usual = log_odds(own[0][:, :, :-1])
    mine = log_odds(own_rhythm(below, part, own[0])[:, :, :-1]) - usual
    ours = log_odds(everybody.rhythm[:, :-1]) - log_odds(everybody.answers[:-1])
    found = [
        usual,
        *(log_odds(one[:, :, :-1]) for one in own[1:]),
        log_odds(below_middle(where, size, everybody.location, grid)),
        mine,
        ours[part],
        np.ones_like(usual),
    ]
    kinds = panel.events.shape[2]
    left = [np.broadcast_to(panel.events[:, :, [kind]], usual.shape) for kind in range(kinds)]
    return np.stack([*found, *left], axis=-1, dtype=np.float32, casting="same_kind")
