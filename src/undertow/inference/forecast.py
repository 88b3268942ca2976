"""What the pull may do next: as it has been, without contact, and with one contact.

The same draws, the same luck in every scenario, so that scenarios differ by what they change and
nothing else. "As it has been" holds the present standing, together or apart: whether somebody
goes back is never forecast (safety.md).
"""

from __future__ import annotations

import numpy as np

from undertow.engine.life import APART
from undertow.inference.bank import Bank, parameters
from undertow.inference.exposure import SLOTS, chances
from undertow.inference.kinds_of_day import STAGE_OF
from undertow.inference.reading import SCENARIOS, Band
from undertow.inference.stage_model import StageModel
from undertow.inference.states import run_draws
from undertow.inference.summary import band
from undertow.theory import REINFORCEMENT, Inputs, States, Theory

DAYS = 90
CONTACT_DAY = 14
"""Day of the one contact."""
_BRIEF = 0.3


def continue_paths(
    last: np.ndarray, classes: np.ndarray, model: StageModel, rng: np.random.Generator
) -> np.ndarray:
    """Stages of the next days, staying together or apart as now; (M, DAYS).

    The age of the present stage is not carried over: its hazard is averaged over ages.

    Args:
        last: kind of the last day (`undertow.inference.kinds_of_day`), int (M,).
        classes: of each draw, int (M,).
        model: the population.
        rng: source of randomness.
    """
    survival = np.cumprod(1 - model.hazard, axis=-1)
    mean_hazard = (model.hazard * survival).sum(axis=-1) / survival.sum(axis=-1)
    path = np.empty((len(last), DAYS), dtype=int)
    now, age = last.copy(), np.full(len(last), -1)
    oldest = model.hazard.shape[-1] - 1
    for day in range(DAYS):
        known = model.hazard[classes, now, np.clip(age, 0, oldest)]
        hazard = np.where(age < 0, mean_hazard[classes, now], known)
        ends = (rng.random(len(now)) < hazard) & (now != APART)
        total = np.cumsum(model.transition[classes, now], axis=1)
        following = (rng.random((len(now), 1)) * total[:, -1:] > total).sum(axis=1)
        ends &= following != APART
        now = np.where(ends, following, now)
        age = np.where(ends, 0, np.where(age < 0, -1, age + 1))
        path[:, day] = STAGE_OF[now]
    return path


def forecast(
    end: States,
    people: Bank,
    paths: np.ndarray,
    contact_rate: float,
    rng: np.random.Generator,
    theory: Theory = REINFORCEMENT,
) -> dict[str, Band]:
    """Bands of the pull over the next `DAYS` days under each scenario.

    Args:
        end: states of the draws on the last day, (M,) each, equally weighted.
        people: who the draws are.
        paths: their stages of the next days, if all goes on as now, (M, DAYS).
        contact_rate: contacts a day while apart, so far.
        rng: source of randomness, shared by all scenarios.
        theory: what makes the ties, and how they pull.
    """
    draws = len(people.stage)
    each = np.arange(draws)[:, None]
    table = chances(people)
    shape = (DAYS * SLOTS, draws)
    luck_warm, luck_harm, luck_contact = (rng.random(shape) for _ in range(3))
    vigour = 0.5 + rng.random(shape)
    harm = np.repeat(table.harm[each, paths].T, SLOTS, axis=0)
    warm = np.repeat(table.warmth[each, paths].T, SLOTS, axis=0)
    apart = np.repeat((paths == APART).T, SLOTS, axis=0)
    harsh = np.repeat(table.size[each, paths].T, SLOTS, axis=0)
    harm = np.where(luck_harm < harm, harsh * vigour, 0.0)
    warmth = np.where((luck_warm < warm) & (harm == 0), people.partner.height * vigour, 0.0)
    sought = np.where(luck_contact < contact_rate / SLOTS, 1.0, 0.0)
    zero = np.zeros(shape)
    once = zero.copy()
    once[CONTACT_DAY * SLOTS] = 1.0
    power = np.broadcast_to(people.partner.power, shape)
    therapy = np.broadcast_to(people.habits.therapy, shape)
    common = {"power": power, "therapy": therapy, "cue": zero, "renewal": zero}
    for name in ("naming", "support", "soothing", "identity", "grieving"):
        # Practices go on at their usual rate: its mean, day after day.
        common[name] = np.broadcast_to(getattr(people.habits, name) / SLOTS, shape)
    as_now = np.where(apart, sought, 0.0)
    scenarios = {
        "as_it_has_been": Inputs(
            warmth=np.where(apart, 0.0, warmth),
            harm=np.where(apart, 0.0, harm),
            contact=np.where(apart, as_now * _BRIEF, 1.0),
            onset=as_now,
            **common,
        ),
        "no_contact": Inputs(warmth=zero, harm=zero, contact=zero, onset=zero, **common),
        "one_contact": Inputs(warmth=zero, harm=zero, contact=once * _BRIEF, onset=once, **common),
    }
    weight = np.full(draws, 1 / draws)
    p = parameters(people, theory.parameters)

    def pull(name: str) -> np.ndarray:
        return run_draws(end, scenarios[name], p, SLOTS, theory=theory).pull

    return {name: band(pull(name), weight) for name in SCENARIOS}
