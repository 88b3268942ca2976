"""E15: couples who part and come together again are violent about twice as often."""

from __future__ import annotations

import numpy as np

from undertow.evidence.comings import of_young_adults
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab
from undertow.evidence.statistics import by_seed, risk_ratio


@experiment(
    "E15",
    target=within(1.6, 2.5),
    use="test",
    source="Halpern-Meekin 2013, J Marriage Fam",
    relationships=3,
)
def on_and_off(lab: Lab) -> np.ndarray:
    """Couples who part and come together again have twice the physical violence of others.

    792 young adults at large, two years after meeting the partner they chose. On and off: parted
    and came together again at least once. Violence: any day with a strong harm in the two years.
    Share of those on and off over that of all others, together or parted for good.
    """
    lived = of_young_adults(lab)
    returned = np.asarray((lived.apart[:-1] & ~lived.apart[1:]).any(axis=0))
    return by_seed(risk_ratio, returned, np.asarray(lived.violent.any(axis=0)))


ROW = on_and_off
