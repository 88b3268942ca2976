"""E04: the month after a breakup, day by day."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup
from undertow.evidence.samples import apart_course, by_day, run
from undertow.evidence.statistics import by_seed, regression
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import mood, pull

YOUNG_ADULTS, TOGETHER = 58, 540
FIRST, DAYS = 7, 28


@experiment(
    "E04",
    needs=("grief", "reactivation"),
    target={
        "love, day": at_most(0.0),
        "love, share of the bend": at_most(0.1),
        "love, contact x day": at_least(0.0),
        "sadness, day": at_most(0.0),
        "sadness, day squared": at_least(0.0),
        "sadness, contact x day": at_least(0.0),
        "volatility, first week to last": at_least(1.0),
    },
    use="test",
    source="Sbarra & Emery 2005, Pers Relat 12:213; Sbarra & Ferrer 2006, Emotion 6:224",
    relationships=3,
)
def a_month_after(lab: Lab) -> dict[str, np.ndarray]:
    """In the month after a breakup love falls in a line, sadness in a curve, contact slows both.

    58 young adults after ordinary relationships of a year and a half; 28 daily reports, from a
    week after the breakup. Readouts: the pull for love (as in E01 and E02), low mood for
    sadness; anger and relief have none. Weights are of a regression of everyone's days, each
    person's mean taken away, on day, day squared (both centred) and day times the person's days
    with contact in the month. Love counts as falling in a line if the bend adds at most a tenth
    of what the line explains. Volatility: mean size of the change from day to day.
    """
    people, left = after_a_breakup(lab, YOUNG_ADULTS, TOGETHER)
    course = apart_course(people, FIRST + DAYS)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, people.p), -mood(means, now, people.p)

    paths, _ = run(people, course, watch=watch, start=left)
    love, sadness = (by_day(path)[FIRST:] for path in paths)
    contacts = (by_day(course.onset)[FIRST:] > 0).sum(axis=0)
    weights = {
        name: np.array(by_seed_weights(values, contacts))
        for name, values in (("love", love), ("sadness", sadness))
    }
    changes = np.abs(np.diff(sadness, axis=0)).mean(axis=1)
    return {
        "love, day": weights["love"][:, 0],
        "love, share of the bend": by_seed(_bend, love.mean(axis=1)),
        "love, contact x day": weights["love"][:, 2],
        "sadness, day": weights["sadness"][:, 0],
        "sadness, day squared": weights["sadness"][:, 1],
        "sadness, contact x day": weights["sadness"][:, 2],
        "volatility, first week to last": changes[:6].mean(axis=0) / changes[-6:].mean(axis=0),
    }


_DAY = np.arange(DAYS) - (DAYS - 1) / 2
_SQUARED = _DAY**2 - np.mean(_DAY**2)


def by_seed_weights(values: np.ndarray, contacts: np.ndarray) -> list[np.ndarray]:
    """Weights of day, day squared and contact x day, of each seed."""
    found = []
    for seed in range(values.shape[-1]):
        own, often = values[..., seed], contacts[:, seed] - contacts[:, seed].mean()
        day, squared = (np.broadcast_to(x[:, None], own.shape) for x in (_DAY, _SQUARED))
        columns = [day, squared, _DAY[:, None] * often]
        flat = [column.ravel() for column in columns]
        found.append(regression(flat, (own - own.mean(axis=0)).ravel()).weights)
    return found


def _bend(path: np.ndarray) -> float:
    """What a curve explains of a path beyond a line, as a share of what the line explains."""
    line = regression([_DAY], path).r_squared
    return regression([_DAY, _SQUARED], path).r_squared / line - 1


ROW = a_month_after
