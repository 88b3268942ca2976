"""The main outcomes of the theory, for many parameter sets at once in the same relationships.

Two years with the partner of the cycle, in which nobody leaves; then apart without contact. Every
set lives through the same relationships, so that what differs is due to the parameters alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.engine import stretch
from undertow.evidence.apart import CONTACT_SHARE
from undertow.evidence.lab import SLOTS_A_DAY, STRETCH, YEAR, Lab
from undertow.theory import Inputs, Parameters, Signals, States, before_the_relationship
from undertow.theory.behaviour import hazards
from undertow.theory.partner import SLOT_DAYS
from undertow.theory.readouts import closeness, pull, withdrawal

YEARS, MONTH = 2.0, 30
CONTACT_DAY = 30
"""Of the one contact apart, a neutral one: as in `evidence.apart`."""
FINE_DAYS, COARSE_STEP, LONGEST = 182, 14, 20 * YEAR
"""Apart: daily steps for half a year, then a fortnight each; nothing is followed for longer."""

MEANINGS = {
    "relief-bond": "relief-bond after two years",
    "affection": "affection after two years",
    "relief share": "share of felt closeness that is relief, last month of the two years",
    "judgement": "judgement of the relationship, last month of the two years",
    "oneself": "identity after two years",
    "leaving": "hazard of leaving, last month of the two years (logarithm)",
    "pull, day 1": "pull on the first day apart",
    "half-life of the pull": "days until the pull is half of day 1 (logarithm; 20 years at most)",
    "days of withdrawal": "days until withdrawal is a tenth of day 1 (logarithm)",
    "hope, day 30": "hope after a month apart",
    "effect of a contact": "rise of the pull, the day after one neutral contact on day 30",
    "going back": "hazard of going back after a month apart (logarithm)",
}
"""Each outcome by its short name."""
PARTS = (("together, two years", 6), ("apart, without contact", 6))
"""When outcomes are read, and how many of them."""


def outcomes(values: dict[str, np.ndarray], seed: int, relationships: int) -> np.ndarray:
    """The outcomes of each parameter set, averaged over relationships.

    Args:
        values: parameters by name, each (sets,); others keep what the package holds.
        seed: of the relationships.
        relationships: how many each set lives through.

    Returns:
        (outcomes, sets), in the order of `MEANINGS`; all finite.
    """
    (sets,) = {np.size(column) for column in values.values()}
    lives = sets * relationships
    every: dict[str, Any] = {
        name: np.full(lives, value) for name, value in Parameters().values().items()
    }
    given: dict[str, Any] = {
        name: np.repeat(column, relationships) for name, column in values.items()
    }
    p = Parameters(**every | given)
    drawn = Lab(seeds=relationships, seed=seed).relationship(YEARS).inputs
    lived = Inputs(warmth=np.tile(drawn.warmth, sets), harm=np.tile(drawn.harm, sets))
    told, start = _together(p, lived)
    told |= _apart(p, start) | _contact(p, start)
    means = [told[name].reshape(sets, relationships).mean(axis=1) for name in MEANINGS]
    return np.stack(means)


def _together(p: Parameters, lived: Inputs) -> tuple[dict[str, np.ndarray], States]:
    """What two years leave, and the states at their end; (lives,)."""
    last = MONTH * SLOTS_A_DAY
    before = lived._replace(warmth=lived.warmth[:-last], harm=lived.harm[:-last])
    month = lived._replace(warmth=lived.warmth[-last:], harm=lived.harm[-last:])
    _, then = _followed(before_the_relationship(p), before, p, SLOT_DAYS, _bond)

    def felt(means: States, signals: Signals, now: Inputs) -> Any:
        unbound = means._replace(bond=0.0 * means.bond)
        leaving = hazards(means, now, p, 0.0, np).leaving
        seen = [closeness(means, now, p), closeness(unbound, now, p), means.appraisal, leaving]
        return np.stack(np.broadcast_arrays(*seen))

    seen, end = _followed(then, month, p, SLOT_DAYS, felt)
    close, unbound, appraisal, leaving = seen.mean(axis=1)
    told = {
        "relief-bond": end.bond,
        "affection": end.affection,
        "relief share": 1 - unbound / close,
        "judgement": appraisal,
        "oneself": end.identity,
        "leaving": np.log(leaving),
    }
    return told, end


def _apart(p: Parameters, start: States) -> dict[str, np.ndarray]:
    """What becomes of the pull, withdrawal and hope without any contact."""

    def felt(means: States, signals: Signals, now: Inputs) -> Any:
        returning = hazards(means, now, p, 1.0, np).returning
        seen = [pull(means, now, p), withdrawal(means, now, p), means.hope, returning]
        return np.stack(np.broadcast_arrays(*seen))

    fine, later = _followed(start, _alone(FINE_DAYS), p, 1.0, felt)
    steps = (LONGEST - FINE_DAYS) // COARSE_STEP
    coarse, _ = _followed(later, _alone(steps), p, float(COARSE_STEP), felt)
    days = np.concatenate(
        [np.arange(FINE_DAYS) + 0.5, FINE_DAYS + COARSE_STEP * (np.arange(steps) + 0.5)]
    )
    pulled, withdrawn = (np.concatenate([fine[n], coarse[n]]) for n in (0, 1))
    return {
        "pull, day 1": fine[0][0],
        "half-life of the pull": np.log(days_until(pulled, days, 0.5)),
        "days of withdrawal": np.log(days_until(withdrawn, days, 0.1)),
        "hope, day 30": fine[2][MONTH],
        "going back": np.log(fine[3][MONTH]),
    }


def _contact(p: Parameters, start: States) -> dict[str, np.ndarray]:
    """What one neutral contact does to the pull of the day after."""
    once = np.zeros(((CONTACT_DAY + 1) * SLOTS_A_DAY, 1))
    once[(CONTACT_DAY - 1) * SLOTS_A_DAY + SLOTS_A_DAY // 2] = 1.0

    def felt(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, p)[None]

    pulls = []
    for met in (0.0 * once, once):
        course = Inputs(contact=CONTACT_SHARE * met, onset=met)
        [path], _ = _followed(start, course, p, SLOT_DAYS, felt)
        pulls.append(path[-SLOTS_A_DAY:].mean(axis=0))
    return {"effect of a contact": pulls[1] / pulls[0] - 1}


def _bond(means: States, signals: Signals, now: Inputs) -> Any:
    return means.bond[None]


def _alone(steps: int) -> Inputs:
    return Inputs(contact=np.zeros((steps, 1)))


def _followed(
    start: States, course: Inputs, p: Parameters, step: float, watch: Any
) -> tuple[np.ndarray, States]:
    """Live on through a course; what was watched, (things, steps, lives)."""
    (steps,) = {len(values) for values in course if np.ndim(values) > 0}
    persons = np.broadcast_shapes(*(np.shape(value) for value in start))
    state, seen = start, []
    for first in range(0, steps, STRETCH):
        count = min(STRETCH, steps - first)
        rows = slice(first, first + count)
        now = Inputs(*(values[rows] if np.ndim(values) > 0 else values for values in course))
        ends, means, signals = stretch.run(state, now, p, step, (count, *persons))
        seen.append(watch(means, signals, now))
        state = States(*(values[-1] for values in ends))
    return np.concatenate(seen, axis=1), state


def days_until(path: np.ndarray, days: np.ndarray, share: float) -> np.ndarray:
    """Days until a path has fallen to a share of its first value, between steps by a line.

    Args:
        path: (steps, ...).
        days: of each step, (steps,).
        share: 0 to 1.

    Returns:
        (...); the last day where it never falls so far.
    """
    level = share * path[0]
    below = path <= level
    at = np.where(below.any(axis=0), below.argmax(axis=0), len(days) - 1)
    before = np.maximum(at - 1, 0)
    high, low = (np.take_along_axis(path, place[None], axis=0)[0] for place in (before, at))
    drop = high - low
    part = np.divide(high - level, drop, out=np.ones_like(drop), where=drop > 0)
    return days[before] + np.clip(part, 0.0, 1.0) * (days[at] - days[before])
