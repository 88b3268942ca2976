"""Cohorts in which people leave and go back, seen by days: for findings about decisions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.engine.life import APART, Habits, Slot
from undertow.engine.population import People
from undertow.evidence.cohort import Pair, cohort
from undertow.evidence.lab import SLOTS_A_DAY, YEAR, Lab
from undertow.evidence.samples import VIOLENT, soon_harmful
from undertow.theory import Parameters, before_the_relationship
from undertow.theory.choice import appeal, chances, chosen
from undertow.theory.partner import PARTNERS, Partner

GENERAL = {
    "steady_warm": 0.6,
    "indifferent": 0.12,
    "unpredictable": 0.05,
    "withdrawing": 0.05,
    "cycle": 0.15,
    "steady_harsh": 0.03,
}
"""Partners that young adults at large can meet: about a fifth harm; shares assumed."""

STRONG = 0.5
"""Harm from this strength on counts as violence; no friction of calm days is so strong."""

HARMED, YOUNG_ADULTS = 240, 400
HARMED_DAYS, YOUNG_ADULTS_DAYS = 4 * YEAR + 1, 2 * YEAR


class Comings(NamedTuple):
    """What a cohort did, by days; arrays (days, persons, seeds), traits (persons, seeds).

    Attributes:
        apart: whether the day ended apart.
        violent: whether the day brought violence.
        p: everyone's parameters.
    """

    apart: np.ndarray
    violent: np.ndarray
    p: Parameters

    @property
    def separations(self) -> np.ndarray:
        """Separations until the end of each day; (days, persons, seeds)."""
        return np.cumsum(np.diff(self.apart, axis=0, prepend=False) & self.apart, axis=0)


def report(slot: Slot) -> Any:
    """Apart, and violence, as two bits of a byte."""
    apart, violent = slot.stage == APART, slot.inputs.harm >= STRONG
    return apart.astype("uint8") + 2 * violent.astype("uint8")


def sooner(habits: Habits, partner: Partner) -> tuple[Habits, Partner]:
    """The same people, whose partners harm from the first weeks on."""
    return habits, soon_harmful(partner)


def of_the_harmed(lab: Lab) -> Comings:
    """240 people with partners who harm, from the first weeks on, for four years."""
    return _comings(lab, HARMED, HARMED_DAYS, VIOLENT, sooner)


def of_young_adults(lab: Lab) -> Comings:
    """792 young adults at large, who choose a partner (B09), for two years from the meeting."""
    return _comings(lab, YOUNG_ADULTS, YOUNG_ADULTS_DAYS, GENERAL, pair=whom_they_choose)


def whom_they_choose(generator: np.random.Generator, p: Parameters, people: People) -> np.ndarray:
    """Whose drawn partner each person takes: of those who can be met, by the law of choice.

    Returns:
        Indices, (persons,); two people may take partners who are alike in all they do.
    """
    columns = zip(*(PARTNERS[name] for name in GENERAL), strict=True)
    offered = Partner(*(np.array(column, float) for column in columns))
    model = before_the_relationship(p).working_model
    weights = chances(model, appeal(offered), p, np) * np.array(list(GENERAL.values()))[:, None]
    kinds = chosen(weights / weights.sum(axis=0), generator.random(model.shape), np)
    taken = np.empty(model.shape, int)
    for place, name in enumerate(GENERAL):
        who = kinds == place
        taken[who] = generator.choice(np.flatnonzero(people.kind == name), who.sum())
    return taken


def _comings(
    lab: Lab,
    persons: int,
    days: int,
    mixture: dict[str, float],
    change: Any = None,
    pair: Pair | None = None,
) -> Comings:
    lived = cohort(lab, persons, float(days), report, mixture, change, pair)
    bits = lived.kept.reshape(days, SLOTS_A_DAY, lab.seeds, persons)

    def turned(values: Any) -> Any:
        return values.T if np.ndim(values) == 2 else values

    return Comings(
        apart=(bits[:, -1] & 1 > 0).swapaxes(1, 2),
        violent=(bits & 2 > 0).any(axis=1).swapaxes(1, 2),
        p=lived.p.replace(**{name: turned(v) for name, v in lived.p.values().items()}),
    )


def mean_where(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Mean over the persons picked, of each seed; nan where nobody is; (seeds,)."""
    picked = where.sum(axis=0)
    total = (values * where).sum(axis=0)
    return np.divide(total, picked, out=np.full(picked.shape, np.nan), where=picked > 0)
