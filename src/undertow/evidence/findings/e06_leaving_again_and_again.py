"""E06: most separations do not end the relationship; several do it, for few many."""

from __future__ import annotations

import numpy as np

from undertow.evidence.comings import mean_where, of_the_harmed
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import YEAR, Lab

OPENS, CLOSES, FOLLOWED = YEAR, 2 * YEAR, 2 * YEAR


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
    relationships=3,
)
def leaving_again_and_again(lab: Lab) -> dict[str, np.ndarray]:
    """Three of ten shelter stays end the relationship, somewhat more of them within two years.

    The study read 300 records of shelter stays; here those of 240 women, of whom about one in
    four has a record. A stay is the first separation within a year that opens a year after the
    meeting; partners harm from the first weeks on. Ended by the stay: no return in the two
    years that follow. Two years on: apart then, after whatever returns. Separations until the
    last: of those who were apart two years on, how many there had been since the meeting; mean
    and skewness. Counted in the women of the records, as the study did, and not in everyone whose
    relationship is over early, most of whom never came to a second separation.
    """
    lived = of_the_harmed(lab)
    separations = lived.separations
    begun = separations[CLOSES] > separations[OPENS]
    first = OPENS + (separations[OPENS : CLOSES + 1] > separations[OPENS]).argmax(axis=0)
    after, so_far = _from(lived.apart, first), _from(separations, first)
    over = begun & after[-1]
    counts = so_far[-1] * 1.0
    mean = mean_where(counts, over)
    spread = np.sqrt(mean_where((counts - mean) ** 2, over))
    third = mean_where((counts - mean) ** 3, over)
    return {
        "ended by the stay": mean_where(np.asarray(after.all(axis=0)), begun),
        "apart two years on": mean_where(after[-1], begun),
        "separations until the last": mean,
        "skew": np.divide(third, spread**3, out=np.full_like(third, np.nan), where=spread > 0),
    }


def _from(values: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The days that follow each one's own first day; (days followed, persons, seeds)."""
    days = first + np.arange(FOLLOWED)[:, None, None]
    return np.take_along_axis(values, days, axis=0)


ROW = leaving_again_and_again
