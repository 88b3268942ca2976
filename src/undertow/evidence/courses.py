"""Courses of events for experiments on claims, and what is watched along them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from undertow.evidence.lab import CYCLE, SLOTS_A_DAY, Lab, Watch, bond
from undertow.theory import Inputs, Signals, States, behaviour, readouts
from undertow.theory.partner import Partner

MIDDAY = SLOTS_A_DAY // 2
"""The six hours of a day in which something happens once."""


def none(days: int) -> np.ndarray:
    """Nothing, for so many days; (slots, 1)."""
    return np.zeros((days * SLOTS_A_DAY, 1))


def always(days: int, dose: float = 1.0) -> np.ndarray:
    """The same dose throughout; (slots, 1)."""
    return none(days) + dose


def once(days: int, day: int, dose: float = 1.0) -> np.ndarray:
    """A dose in six hours of one day, the first day being 1; (slots, 1)."""
    doses = none(days)
    doses[(day - 1) * SLOTS_A_DAY + MIDDAY] = dose
    return doses


def every(days: int, gap: int, dose: float = 1.0) -> np.ndarray:
    """A dose in six hours of every `gap`-th day, from day `gap` on; (slots, 1)."""
    doses = none(days)
    doses[(gap - 1) * SLOTS_A_DAY + MIDDAY :: gap * SLOTS_A_DAY] = dose
    return doses


def between(days: int, first: int, last: int, dose: float = 1.0) -> np.ndarray:
    """A dose through all days from `first` to `last`, ends included; (slots, 1)."""
    doses = none(days)
    doses[(first - 1) * SLOTS_A_DAY : last * SLOTS_A_DAY] = dose
    return doses


def apart(days: int, **others: Any) -> Inputs:
    """A stretch apart without any contact, and whatever else is named."""
    return Inputs(contact=none(days))._replace(**others)


def lived(lab: Lab, years: float = 2.0, partner: Partner = CYCLE) -> States:
    """States at the end of drawn relationships in which nobody left; (seeds,)."""
    return lab.follow(lab.relationship(years, partner).inputs, bond)[1]


def along(
    lab: Lab, course: Inputs, watches: Mapping[str, Watch], start: States | None = None
) -> tuple[dict[str, np.ndarray], States]:
    """Live through a course once and watch several things.

    Args:
        lab: where.
        course: as for `Lab.follow`.
        watches: by name.
        start: as for `Lab.follow`.

    Returns:
        What was watched, by name, averaged over each day, (days, ...); and the states at the end.
        Slots that do not fill a day are left out.
    """
    seen: dict[str, list[np.ndarray]] = {name: [] for name in watches}

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        shape = np.shape(means.bond)
        for name, one in watches.items():
            seen[name].append(np.broadcast_to(one(means, signals, now), shape))
        return 0.0

    _, end = lab.follow(course, watch, start)
    day = SLOTS_A_DAY * lab.steps_a_slot

    def daily(parts: list[np.ndarray]) -> np.ndarray:
        path = np.concatenate(parts)
        whole = path[: len(path) // day * day]
        return whole.reshape(-1, day, *path.shape[1:]).mean(axis=1)

    return {name: daily(parts) for name, parts in seen.items()}, end


def state(name: str) -> Watch:
    """Watches a state."""
    return lambda means, signals, now: getattr(means, name)


def signal(name: str) -> Watch:
    """Watches a signal."""
    return lambda means, signals, now: getattr(signals, name)


def readout(lab: Lab, name: str) -> Watch:
    """Watches a readout of `theory.readouts`, such as `pull` or `mood`."""
    read = getattr(readouts, name)
    return lambda means, signals, now: read(means, now, lab.parameters)


def hazard(lab: Lab, name: str, separations: float = 1.0) -> Watch:
    """Watches a hazard of behaviour, per day, of somebody who has left so many times."""

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return getattr(behaviour.hazards(means, now, lab.parameters, separations, np), name)

    return watch


def reward(lab: Lab) -> Watch:
    """Watches what feeds the bond: surprise by relief, and the small share of mere warmth."""
    share = lab.parameters.reward_share
    return lambda means, signals, now: signals.relief_surprise + share * signals.reward_surprise


def ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """One over the other; not a number where both are nothing, and a row then fails."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(one) / np.asarray(other)


def a_seed(lab: Lab, values: Any) -> np.ndarray:
    """One figure a seed, where no luck is in it and all seeds are alike; (seeds,)."""
    return np.array(np.broadcast_to(np.squeeze(values), (lab.seeds,)))
