"""E06: most separations do not end the relationship; several do it, for few many."""

from __future__ import annotations

import numpy as np

from undertow.evidence.comings import mean_where, of_the_harmed
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import YEAR, Lab

RECORDS = 300
OPENS, CLOSES, FOLLOWED = YEAR, YEAR + 182, 2 * YEAR


@experiment(
    "E06",
    target={
        "ended by the stay": within(0.25, 0.35),
        "apart two years on": within(0.38, 0.49),
        "separations until the last": within(2.0, 5.0),
        "skew": at_least(0.0),
    },
    use="calibration",
    source="Okun 1988, Violence and Victims: shelter records; mean if geometric, derived",
)
def leaving_again_and_again(lab: Lab) -> dict[str, np.ndarray]:
    """Three of ten shelter stays end the relationship, somewhat more of them within two years.

    Up to 300 records. A stay is somebody's first separation within half a year that opens a year
    after the meeting; partners harm from the first weeks on. Ended by the stay: no return in the
    two years that follow. Two years on: apart then, after whatever returns. Separations until
    the last: in the relationships that were over (apart all of the last year), how many there
    were in three and a half years; mean and skewness.
    """
    lived = of_the_harmed(lab)
    separations = lived.separations
    begun = (separations[CLOSES] > separations[OPENS]) & (
        np.cumsum(separations[CLOSES] > separations[OPENS], axis=0) <= RECORDS
    )
    first = OPENS + (separations[OPENS : CLOSES + 1] > separations[OPENS]).argmax(axis=0)
    after = _from(lived.apart, first)
    over = np.asarray(lived.apart[-YEAR:].all(axis=0))
    counts = separations[-1] * 1.0
    mean = mean_where(counts, over)
    spread = np.sqrt(mean_where((counts - mean) ** 2, over))
    third = mean_where((counts - mean) ** 3, over)
    return {
        "ended by the stay": mean_where(np.asarray(after.all(axis=0)), begun),
        "apart two years on": mean_where(after[-1], begun),
        "separations until the last": mean,
        "skew": np.divide(third, spread**3, out=np.full_like(third, np.nan), where=spread > 0),
    }


def _from(apart: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The days that follow each one's own first day; (days followed, persons, seeds)."""
    days = first + np.arange(FOLLOWED)[:, None, None]
    return np.take_along_axis(apart, days, axis=0)


ROW = leaving_again_and_again
