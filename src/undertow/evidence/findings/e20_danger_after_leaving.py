"""E20: separation and a controlling partner multiply danger, most at once after leaving."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.samples import VIOLENT, sample
from undertow.evidence.statistics import logistic_weights
from undertow.theory.danger import danger

CASES, CONTROLS, POOL = 220, 343, 4000
SEPARATED, HIGHLY = 0.5, 0.75
"""Share separated in the last year; quantile from which a partner counts as highly controlling."""


@experiment(
    "E20",
    target={
        "separation, odds ratio": within(2.5, 5.5),
        "controlling partner, odds ratio": within(2.5, 5.5),
        "at once over a year later": at_least(1.1),
    },
    origin="built in",
    use="calibration",
    source="Campbell 2003, Am J Public Health 93:1089; Wilson & Daly 1993, Violence Vict 8:3",
)
def danger_after_leaving(lab: Lab) -> dict[str, np.ndarray]:
    """Separation and a controlling partner multiply danger, which is highest at once after leaving.

    A simulated case-control study: nothing here is ever computed for a person. Of 4,000 women
    with partners who harm half have separated, at any time of the last year; 343 controls by
    chance, 220 cases in proportion to danger. Logistic regression of being a case on having
    separated in the last year and on a highly controlling partner (power in the upper quarter
    of the controls'; a quarter of the study's controls said so). And danger on the day of leaving
    over danger a year later.
    """
    people = sample(lab, POOL, VIOLENT)
    luck, p = people.luck(6), lab.parameters
    apart = luck.random((POOL, lab.seeds)) < SEPARATED
    days = np.where(apart, luck.random(apart.shape) * YEAR, -1.0)
    power = np.broadcast_to(people.partner.power, apart.shape)
    risk = danger(days, power, p, np)
    weights = np.empty((2, lab.seeds))
    for seed in range(lab.seeds):
        controls = luck.choice(POOL, CONTROLS, replace=False)
        share = risk[:, seed] / risk[:, seed].sum()
        both = np.concatenate([luck.choice(POOL, CASES, replace=False, p=share), controls])
        controlling = power[both, seed] > np.quantile(power[controls, seed], HIGHLY)
        case = np.arange(CASES + CONTROLS) < CASES
        weights[:, seed] = logistic_weights([apart[both, seed], controlling], case)
    typical = np.median(power, axis=0)
    return {
        "separation, odds ratio": np.exp(weights[0]),
        "controlling partner, odds ratio": np.exp(weights[1]),
        "at once over a year later": danger(0.0, typical, p, np)
        / danger(float(YEAR), typical, p, np),
    }


ROW = danger_after_leaving
