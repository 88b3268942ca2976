"""Cohorts: whole simulated lives of people who differ, for findings about populations.

A published finding has one sample. Here each seed is one sample of `persons` people, so that a
figure of a finding is one number a seed, like everything else in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import numpy as np

from undertow.engine import lives
from undertow.engine.life import Habits, Slot
from undertow.engine.population import People, draw_people
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.theory import Parameters
from undertow.theory.partner import Partner

Report = Callable[[Slot], Any]
"""What is kept of each slot: a function at the top of a module, so that it is compiled once."""

Pair = Callable[[np.random.Generator, Parameters, People], np.ndarray]
"""Whose drawn partner each person meets, as indices (persons,); parameters are everyone's."""


class Cohort(NamedTuple):
    """Samples of people.

    Attributes:
        p, partner, habits: of everyone; fields scalar or (seeds, persons).
        kind: the partner's name; (seeds, persons).
        kept: what the report kept, slots first; leaves (slots, seeds, persons).
    """

    p: Parameters
    partner: Partner
    habits: Habits
    kind: np.ndarray
    kept: Any


def cohort(
    lab: Lab,
    persons: int,
    days: float,
    report: Report,
    mixture: Mapping[str, float] | None = None,
    change: Callable[[Habits, Partner], tuple[Habits, Partner]] | None = None,
    pair: Pair | None = None,
) -> Cohort:
    """Live the lives of `lab.seeds` samples of people from the day on which they meet.

    Args:
        lab: whose parameters hold for all; traits are drawn from their priors.
        persons: people in each sample.
        days: length.
        report: what to keep.
        mixture: share of each partner by name; that of the population if left out.
        change: changes habits and partners before life begins, such as for an arm of a trial; a
            function at the top of a module. Everybody's luck stays what it was.
        pair: who meets whom, a function at the top of a module; by chance if left out.

    Returns:
        The samples. The same lab and arguments give the same ones.
    """
    shares = None if mixture is None else tuple(mixture.items())
    return _lived(_Key(lab), persons, float(days), report, shares, change, pair)


class _Key:
    """A lab as a key of the cache: equal where everything that lives depend on is equal."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        values = lab.parameters.values().items()
        self._content = (
            lab.seed,
            lab.seeds,
            lab.parameters.mechanisms,
            tuple((name, np.asarray(value, float).tobytes()) for name, value in values),
        )

    def __hash__(self) -> int:
        return hash(self._content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._content == other._content


@lru_cache(maxsize=4)
def _lived(
    key: _Key,
    persons: int,
    days: float,
    report: Report,
    mixture: tuple[tuple[str, float], ...] | None,
    change: Callable[[Habits, Partner], tuple[Habits, Partner]] | None,
    pair: Pair | None,
) -> Cohort:
    lab, size = key.lab, key.lab.seeds * persons
    generator = np.random.default_rng(lab.seed)
    people = draw_people(generator, size, None if mixture is None else dict(mixture))
    habits, partner, kind = people.habits, people.partner, people.kind
    p = with_population_of(lab, people.p, persons)
    if pair is not None:
        met = pair(generator, p, people)
        partner, kind = Partner(*(values[met] for values in partner)), kind[met]
    if change is not None:
        habits, partner = change(habits, partner)
    kept, _ = lives.simulate(
        in_single_precision(p),
        in_single_precision(partner),
        in_single_precision(habits),
        days,
        lab.seed,
        np.arange(size),
        report,
    )
    slots = round(days * SLOTS_A_DAY)

    def samples(values: Any) -> np.ndarray:
        return np.asarray(values).reshape(slots, lab.seeds, persons)

    def sample(values: Any) -> Any:
        return values.reshape(lab.seeds, persons) if np.ndim(values) else values

    return Cohort(
        p=p.replace(**{name: sample(value) for name, value in p.values().items()}),
        partner=Partner(*map(sample, partner)),
        habits=Habits(*map(sample, habits)),
        kind=kind.reshape(lab.seeds, persons),
        kept=jax.tree.map(samples, kept),
    )


def with_population_of(lab: Lab, traits: Parameters, persons: int) -> Parameters:
    """Everyone's own traits, and the lab's values for what does not differ between people.

    Args:
        lab: its values are scalars or (seeds,).
        traits: drawn traits, (seeds x persons,), all persons of a seed side by side.
        persons: people in each sample.
    """
    changes = {}
    for entry in Parameters.entries():
        if not entry.personal:
            value = lab.parameters.values()[entry.name]
            changes[entry.name] = np.repeat(value, persons) if np.ndim(value) else value
    return traits.replace(lab.parameters.mechanisms, **changes)


def in_single_precision(values: Any) -> Any:
    """Numbers in single precision, half the memory and time; findings are coarser than that."""
    return jax.tree.map(lambda leaf: np.asarray(leaf, np.float32), values)
