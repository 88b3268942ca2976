"""Simulated panels: people who differ, answers that depend on the last, a scale with a floor."""

from __future__ import annotations

import numpy as np

from undertow.inference.score.panel import Panel, Series, panel_of

LOW, HIGH = 0.0, 10.0
MEMORY, NOISE = 0.6, 1.5


def expectation(level, last):
    """What is to be expected before rounding and the ends of the scale."""
    return level + MEMORY * (last - level)


def draw(expected, rng):
    """An answer in whole numbers on the scale."""
    return np.clip(np.round(expected + NOISE * rng.standard_normal(np.shape(expected))), LOW, HIGH)


def series(rng: np.random.Generator, count: int, level: float) -> Series:
    answers = [draw(level, rng)]
    for _ in range(count - 1):
        answers.append(draw(expectation(level, answers[-1]), rng))
    times = np.cumsum(rng.choice([0.2, 0.25, 0.5], size=count))
    return Series(times, np.array(answers, dtype=float), np.zeros((count, 0)))


def simulated(
    people: int = 30, count: int = 60, seed: int = 0, levels: tuple[float, float] = (-1.0, 9.0)
) -> Panel:
    """People whose levels lie between two; each gave 80 % to all of `count` answers."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(int(0.8 * count), count + 1, size=people)
    drawn = rng.uniform(*levels, size=people)
    return panel_of(
        "mood",
        LOW,
        HIGH,
        [series(rng, int(each), level) for each, level in zip(counts, drawn, strict=True)],
    )
