"""Where earlier looks ahead were right and wrong, by the answers that came later.

The record is cut where it stood some time ago, read as it was then, and what that reading said of
the pull of the following weeks is held against the answers to `craving` given since. A look ahead
supposes that the two stay together or apart as they are; answers after a separation or a return
are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from math import hypot

import numpy as np

from undertow.inference.reading import EarlierForecast, Reading
from undertow.record import Daily, Diary, Event, Rating, daily, to_record
from undertow.record.record import EPOCH
from undertow.theory.rating import GAIN_LOG_SD, INTERCEPT_SD, LEVEL_SD, NOISE_SD, SCALES

LOOKS = 4
"""Looks ahead that are tried again: each costs a reading."""
FEWEST_BEFORE, FEWEST_AFTER = 20, 10
"""Answers needed before the first look, and after it."""
HORIZON = 28
"""Days after a look that are held against it."""
_NOISE_COUNTS = 10.0
"""Answers that the population's noise counts for in a person's own."""
_CENTRAL_80 = 1.2815515655446004
"""Half of the width of the central 80 % of a normal distribution, in standard deviations."""


def earlier_forecasts(
    diary: Diary,
    read: Callable[[Diary], Reading],
    progress: Callable[[float], None] = lambda share: None,
) -> list[EarlierForecast]:
    """What earlier looks ahead said of answers that are known by now, oldest first.

    Args:
        diary: all entries.
        read: makes the reading of a shorter diary.
        progress: told the share done.

    Returns:
        One an answer; empty where there are too few answers.
    """
    by_day = daily(to_record(diary))
    answered = np.flatnonzero(by_day.rated[Rating.craving])
    if len(answered) < FEWEST_BEFORE + FEWEST_AFTER:
        return []
    places = np.linspace(FEWEST_BEFORE, len(answered) - FEWEST_AFTER, LOOKS).astype(int)
    looks = [int(day) for day in np.unique(answered[places - 1])]
    found: list[EarlierForecast] = []
    for number, last in enumerate(looks):
        until = looks[number + 1] if number + 1 < len(looks) else last + HORIZON
        found += _held_against(by_day, read(_until(diary, by_day, last)), last, until)
        progress((number + 1) / len(looks))
    return found


def _until(diary: Diary, by_day: Daily, last: int) -> Diary:
    """The diary as it stood at the end of a day."""
    end = (by_day.first_day - EPOCH).days + last + 1
    return replace(diary, entries=tuple(e for e in diary.entries if e.latest <= end))


def _held_against(by_day: Daily, then: Reading, last: int, until: int) -> Sequence[EarlierForecast]:
    """What a reading said of the answers after its last day, up to a day (included)."""
    if not then.forecast_dates:
        return []
    mean, spread = _answers_ahead(by_day, then)
    rated = by_day.rated[Rating.craving]
    turned = by_day.happened[Event.left] | by_day.happened[Event.returned]
    turns = np.flatnonzero(turned[last + 1 :])
    still = last + int(turns[0]) if len(turns) else by_day.days - 1
    found = []
    for day in range(last + 1, min(until, last + HORIZON, still) + 1):
        ahead = (by_day.dates[day] - then.forecast_dates[0]).days
        if not rated[day] or not 0 <= ahead < len(mean):
            continue
        found.append(
            EarlierForecast(
                made=_date(by_day, last),
                day=_date(by_day, day),
                low80=_on_scale(mean[ahead] - _CENTRAL_80 * spread[ahead]),
                high80=_on_scale(mean[ahead] + _CENTRAL_80 * spread[ahead]),
                answer=10 * float(by_day.rating[Rating.craving, day]),
            )
        )
    return found


def _date(by_day: Daily, day: int) -> date:
    return by_day.dates[day]


def _on_scale(answer: float) -> float:
    """An answer of 0 to 1 as one of 0 to 10, within the ends."""
    return float(10 * np.clip(answer, 0, 1))


def _answers_ahead(by_day: Daily, then: Reading) -> tuple[np.ndarray, np.ndarray]:
    """Mean and spread of the answers on the days ahead, by how this person answered so far.

    The answer is a line in the pull (`undertow.theory.rating`); its intercept and gain are the
    population's, moved by the answers until then (ridge: a normal prior, noise of known size).
    """
    scale = SCALES.craving
    first = (then.dates[0] - by_day.first_day).days
    days = slice(first, first + len(then.dates))
    seen = by_day.rated[Rating.craving, days]
    pull = then.states["pull"].mean[seen]
    line = np.stack([np.ones_like(pull), pull], axis=1)
    gap = by_day.rating[Rating.craving, days][seen] - scale.intercept - scale.gain * pull
    noise = hypot(NOISE_SD, LEVEL_SD * scale.loading)
    prior = np.diag(1 / np.array([INTERCEPT_SD, GAIN_LOG_SD * scale.gain]) ** 2)
    spread = np.linalg.inv(prior + line.T @ line / noise**2)
    moved = spread @ line.T @ gap / noise**2
    intercept, gain = np.array([scale.intercept, scale.gain]) + moved
    left = gap - line @ moved
    own = (_NOISE_COUNTS * noise**2 + left @ left) / (_NOISE_COUNTS + len(left))
    band = then.forecast["as_it_has_been"]
    width = (band.high80 - band.low80) / (2 * _CENTRAL_80)
    ahead = np.stack([np.ones_like(band.mean), band.mean], axis=1)
    unsure = np.einsum("di,ij,dj->d", ahead, spread, ahead)
    variance = (gain * width) ** 2 + unsure + own
    return intercept + gain * band.mean, np.sqrt(variance)
