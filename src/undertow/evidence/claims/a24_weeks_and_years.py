"""A24: withdrawal eases over weeks to months; deeper healing takes years, and depends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from undertow.evidence.apart import CONTACT_SHARE
from undertow.evidence.courses import along, apart, every, lived, none, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import YEAR, Lab, side_by_side
from undertow.evidence.sizes import LESS, MODESTLY_MORE, MORE
from undertow.theory import Inputs, States

EARLY, LATE = 60, 3 * YEAR
TENTH, HALF = 0.1, 0.5


def first_day_below(path: np.ndarray, share: float) -> np.ndarray:
    """First day on which a path lies below a share of its first day; nan if it never does.

    Args:
        path: by day; (days, seeds).
        share: 0 to 1.
    """
    below = ratio(path, path[0]) < share
    return np.where(below.any(axis=0), 1.0 + below.argmax(axis=0), np.nan)


def early_and_late(lab: Lab, start: States, course: Inputs) -> tuple[np.ndarray, np.ndarray]:
    """Mean pull of the first two months, and the ties after three years; (courses, seeds)."""
    seen, end = along(lab, course, {"pull": readout(lab, "pull")}, start)
    return seen["pull"][:EARLY].mean(axis=0), end.affection + end.bond


@experiment(
    "A24",
    needs="opponent",
    target={
        "days until withdrawal is a tenth": within(21.0, 180.0),
        "years until the ties are half": within(1.0, 10.0),
        "early, after two years over after half a year": MORE,
        "late, after two years over after half a year": MORE,
        "early, wounded early over secure": MODESTLY_MORE,
        "late, wounded early over secure": MODESTLY_MORE,
        "early, weekly contact over none": MORE,
        "late, warm weekly contact over none": MORE,
        "early, daily reaching out over none": LESS,
    },
    source="claims.md, A24; half-times of years: E02",
)
def weeks_and_years(lab: Lab) -> dict[str, np.ndarray]:
    """Withdrawal eases within weeks to months, the ties take years; what helps and hinders does so.

    Two years of the cycle, then apart without contact: the day on which withdrawal is a tenth of
    that of the first day, and the year in which affection and relief-bond together are half. Then
    what length, early wounds, contact and support change: the pull of the first two months
    (early), the ties after three years (late). Weekly contacts of two hours, neutral early and
    warm late; wounds: anxiety and avoidance .8 against .1; support: reaching out every day.
    """
    start = lived(lab)
    seen, _ = along(lab, apart(180), {"withdrawal": readout(lab, "withdrawal")}, start)
    ten_years = apart(10 * YEAR)
    ties, _ = along(lab, ten_years, {"ties": lambda m, s, n: m.affection + m.bond}, start)

    contact = every(LATE, 7)
    alone = apart(LATE, onset=none(LATE), support=none(LATE), warmth=none(LATE))
    met = alone._replace(contact=CONTACT_SHARE * contact, onset=contact)
    course = side_by_side(
        [
            alone,
            met,
            met._replace(warmth=0.9 * contact),
            alone._replace(support=every(LATE, 1)),
        ]
    )
    early, late = early_and_late(lab, start, course)
    short = early_and_late(lab, lived(lab, years=0.5), apart(LATE))
    low, high = (
        replace(lab, parameters=lab.parameters.replace(anxiety=trait, avoidance=trait))
        for trait in (0.1, 0.8)
    )
    secure = early_and_late(low, lived(low), apart(LATE))
    wounded = early_and_late(high, lived(high), apart(LATE))
    return {
        "days until withdrawal is a tenth": first_day_below(seen["withdrawal"], TENTH),
        "years until the ties are half": first_day_below(ties["ties"], HALF) / YEAR,
        "early, after two years over after half a year": ratio(early[0], short[0]),
        "late, after two years over after half a year": ratio(late[0], short[1]),
        "early, wounded early over secure": ratio(wounded[0], secure[0]),
        "late, wounded early over secure": ratio(wounded[1], secure[1]),
        "early, weekly contact over none": ratio(early[1], early[0]),
        "late, warm weekly contact over none": ratio(late[2], late[0]),
        "early, daily reaching out over none": ratio(early[3], early[0]),
    }


ROW = weeks_and_years
