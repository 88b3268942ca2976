"""B09: the pull is not destiny, people can choose differently."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.engine import courses
from undertow.engine.life import Habits
from undertow.engine.life_course import Chapter
from undertow.evidence.cohort import in_single_precision, with_population_of
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import YEAR, Lab
from undertow.theory import Parameters, before_the_relationship
from undertow.theory.partner import PARTNERS, Partner

PERSONS, YEARS = 60, 6
VOLATILE = [name in ("cycle", "unpredictable", "withdrawing") for name in PARTNERS]
_COLUMNS = zip(*PARTNERS.values(), strict=True)
OFFERED = Partner(*(np.array(column, np.float32) for column in _COLUMNS))


def meetings(chapter: Chapter) -> Any:
    """Whom people met, and when."""
    return chapter.partner.astype(np.int8), chapter.relationships.astype(np.int8)


def _later_partners(lab: Lab, therapy: float) -> tuple[np.ndarray, np.ndarray]:
    """Whether the partner of each slot is volatile and not the first; and the early models."""
    size = lab.seeds * PERSONS
    traits = Parameters.draw(np.random.default_rng(lab.seed), size, traits_only=True)
    p = with_population_of(lab, traits, PERSONS)
    habits = Habits(therapy=np.float32(therapy))
    first = np.zeros(size, dtype=int)
    (partner, count), _ = courses.simulate(
        in_single_precision(p),
        OFFERED,
        first,
        habits,
        float(YEARS * YEAR),
        lab.seed,
        np.arange(size),
        meetings,
    )
    volatile = np.where(np.asarray(count) > 1, np.array(VOLATILE)[np.asarray(partner)], np.nan)
    model = np.broadcast_to(before_the_relationship(p).working_model, size)
    shape = (lab.seeds, PERSONS)
    with np.errstate(invalid="ignore"):
        shares = np.nansum(volatile, axis=0) / np.sum(~np.isnan(volatile), axis=0)
    return shares.reshape(shape), model.reshape(shape)


@experiment(
    "B09",
    needs="choice",
    target={"template": at_least(0.1), "therapy": at_least(0.02)},
    origin="built in",
    source="claims.md, B09",
)
def people_can_choose_differently(lab: Lab) -> dict[str, np.ndarray]:
    """An early template chooses volatile partners more often over a life; after therapy less.

    Six years from a first partner of the cycle, every next partner chosen. Share of the later
    time that is spent with a partner who is volatile: the half of people with the stronger
    template less the other half; and, of that stronger half, without therapy less with it.
    """
    without, model = _later_partners(lab, 0.0)
    treated, _ = _later_partners(lab, 1.0)
    strong = model > np.median(model, axis=1, keepdims=True)

    def share(volatile: np.ndarray, who: np.ndarray) -> np.ndarray:
        return np.nanmean(np.where(who, volatile, np.nan), axis=1)

    return {
        "template": share(without, strong) - share(without, ~strong),
        "therapy": share(without, strong) - share(treated, strong),
    }


ROW = people_can_choose_differently
