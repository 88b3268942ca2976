"""Women with violent partners who report daily (E21 N7), and whether a series has a period."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import numpy as np

from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import harmed
from undertow.evidence.samples import by_day, cycle_course

WOMEN, MONTH, DAYS = 200, 30, 84


CHRONIC = {"steady_harsh": 0.9, "cycle": 0.1}
"""Partners of women who come to a study because there is violence now, and report it daily.

The cycle brings harm on about one day of eight; two days of five are what a partner does who is
harsh all the time. Shares assumed.
"""


def daily_abuse(lab: Lab, mixture: Mapping[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Whether each day brought harm, after a year together.

    Args:
        lab: where.
        mixture: share of each partner by name.

    Returns:
        Reports, true or false, (days, persons, seeds); who was harmed in the month before and
        so takes part, (persons, seeds).
    """
    people = harmed(lab, WOMEN, mixture)
    harm = by_day(np.asarray(cycle_course(people, YEAR + DAYS).harm)) > 0
    return harm[-DAYS:], np.asarray(harm[YEAR - MONTH : YEAR].any(axis=0))


def periodic_chance(series: np.ndarray) -> np.ndarray:
    """Fisher's exact test of a period: chance of so high a peak in a series without any.

    Fisher 1929, Proc R Soc A 125:54: the highest share of one frequency in the periodogram.

    Args:
        series: (times, ...).

    Returns:
        Chance, 0 to 1, small where one frequency stands out; 1 for a series that never varies.
    """
    power = np.abs(np.fft.rfft(series - series.mean(axis=0), axis=0)[1:]) ** 2
    power = power[: (len(series) - 1) // 2]
    total = power.sum(axis=0)
    share = np.divide(power.max(axis=0), total, out=np.zeros_like(total), where=total > 1e-12)
    return np.vectorize(lambda peak: _chance_of_peak(peak, len(power)), otypes=[float])(share)


def _chance_of_peak(share: float, frequencies: int) -> float:
    """Chance that the highest of so many equal exponential shares exceeds this one."""
    if share <= 1 / frequencies:
        return 1.0
    terms = (
        (-1) ** (k - 1) * comb(frequencies, k) * (1 - k * share) ** (frequencies - 1)
        for k in range(1, int(1 / share) + 1)
    )
    return float(np.clip(sum(terms), 0.0, 1.0))
