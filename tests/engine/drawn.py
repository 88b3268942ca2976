"""Inputs, starts and lives of every kind, drawn for tests of laws and engines. NumPy only."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from undertow.theory import Inputs, Mechanisms, Parameters, States, before_the_relationship
from undertow.theory.partner import PARTNERS, SLOT_DAYS, log_logistic

SHARES = ("contact", "power")
LEVELS = (
    "clarity",
    "soothing",
    "support",
    "exclusivity",
    "threat",
    "bond",
    "alarm",
    "identity",
)

seeds = st.integers(0, 2**32 - 1)
styles = st.tuples(
    *(st.sampled_from(["zero", "constant", "rare", "often", "huge"]) for _ in Inputs._fields)
)


def draw_inputs(
    seed: int, styles: tuple[str, ...], shape: tuple[int, ...], huge: float = 100.0
) -> Inputs:
    """Inputs of shape (steps,) or (steps, persons), one style for each field."""
    rng = np.random.default_rng(seed)
    fields = []
    for name, style in zip(Inputs._fields, styles, strict=True):
        strength = rng.uniform(0, 1, shape) if name in SHARES else rng.lognormal(0, 0.5, shape)
        if style == "zero":
            strength = np.zeros(shape)
        elif style == "constant":
            strength = np.broadcast_to(strength[:1], shape).copy()
        elif style == "rare":
            strength = strength * (rng.random(shape) < 0.03)
        elif style == "huge" and name not in SHARES:
            strength = strength * huge
        fields.append(strength)
    return Inputs(*fields)


def ordinary_inputs(seed: int, shape: tuple[int, ...]) -> Inputs:
    """Inputs with something of everything: together and apart, warmth often, the rest rarely."""
    usual = dict.fromkeys(Inputs._fields, "rare") | {"warmth": "often", "power": "constant"}
    inputs = draw_inputs(seed, tuple(usual.values()), shape)
    together = np.arange(shape[0]) % 100 < 70
    contact = np.where(together.reshape(-1, *(1,) * (len(shape) - 1)), 1.0, 0.0)
    warmth = inputs.warmth * (np.random.default_rng(seed).random(shape) < 0.4) * contact
    return inputs._replace(contact=contact + 0 * warmth, warmth=warmth)


def draw_start(seed: int, shape: tuple[int, ...] = ()) -> States:
    """A start in the middle of a story: each state somewhere within its range."""
    rng = np.random.default_rng(seed)
    start = States(*rng.uniform(0.02, 0.9, (len(States._fields), *shape)))
    return start._replace(
        grief=start.grief * start.affection,
        unmourned=start.unmourned * (1 - start.grief) * start.affection,
    )


def in_precision(kind: Any, values: Any) -> Any:
    """A tuple of arrays, or a parameter set, in one floating type."""
    if isinstance(values, Parameters):
        return values.replace(**{k: np.asarray(v, kind) for k, v in values.values().items()})
    return type(values)(*(np.asarray(value, kind) for value in values))


def mechanisms_without(name: str) -> Mechanisms:
    """All mechanisms but one."""
    return Mechanisms(**{name: False})


def two_years(persons: int, seed: int) -> tuple[States, Inputs, Parameters]:
    """The five-stage cycle, lived for two years at a quarter-day step, and some weeks apart.

    Inputs have shape (2920, persons): three weeks of idealization, then cycles of random length;
    apart from day 500 to 560 with cues and contacts, then going back.
    """
    rng = np.random.default_rng(seed)
    steps, ways = 2920, PARTNERS["cycle"]
    stages = {
        1: (ways.incident_median, ways.warm_incident, ways.harm_incident),
        2: (ways.reconciliation_median, ways.warm_reconciliation, 0.0),
        3: (ways.calm_median, ways.warm_calm, ways.harm_calm),
    }
    chances = np.empty((steps, persons, 2))
    for person in range(persons):
        slot, stage = 84, 0
        chances[:slot, person] = ways.warm_idealization, 0.0
        while slot < steps:
            stage = stage % 3 + 1
            median, warm, harm = stages[stage]
            length = 4 * log_logistic(median, ways.shape, rng.uniform(0.05, 0.95))
            until = slot + max(1, round(length))
            chances[slot:until, person] = warm, harm
            slot = until
    day = np.arange(steps)[:, None] * SLOT_DAYS + np.zeros(persons)
    apart = (day >= 500) & (day < 560)

    def happens(chance: Any) -> np.ndarray:
        return np.where(rng.random(day.shape) < chance, 1.0, 0.0)

    harm = happens(chances[:, :, 1]) * rng.uniform(0.5, 1.5, day.shape) * ~apart
    warmth = happens(chances[:, :, 0]) * rng.uniform(0.5, 1.5, day.shape) * ~apart * (harm == 0)
    onset = happens(0.02) * apart
    inputs = Inputs(
        warmth=warmth,
        harm=harm,
        contact=np.where(apart, 0.3 * onset, 1.0),
        onset=onset,
        cue=happens(0.03) * apart,
        renewal=np.where(day == 560, 1.0, 0.0),
        power=0.3 + 0 * day,
        naming=happens(0.01),
        support=happens(0.01),
        soothing=happens(0.01),
        identity=happens(0.01),
        grieving=happens(0.02) * apart,
        therapy=np.where(day > 600, 1.0, 0.0),
    )
    p = Parameters()
    start = States(*(np.full(persons, float(value)) for value in before_the_relationship(p)))
    return start, inputs, p
