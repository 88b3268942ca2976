"""Histories that a record may continue: a frozen bank of simulated people on their first day.

Most people begin to write mid-story, so every state on the first day is latent. Its prior is
this bank: whole people, with traits, partner, habits and states as they had become.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from undertow.engine.life import Habits
from undertow.record import History
from undertow.theory import Parameters, States
from undertow.theory.partner import Partner


def traits_of(kind: type[Parameters]) -> tuple[str, ...]:
    """What people differ in, by name; what a theory adds of its own comes last."""
    return tuple(dict.fromkeys(entry.name for entry in kind.entries() if entry.personal))


TRAITS = traits_of(Parameters)


class Bank(NamedTuple):
    """N simulated people on the first day of a diary; fields of shape (N,) or tuples of them.

    Attributes:
        states: their states.
        traits: in the order of `TRAITS`, then those that a theory adds, (N, traits).
        partner, habits: ways of both.
        stage: stage on that day, index into `undertow.engine.life.STAGE_NAMES`.
        days: since they met.
        separations: so far.
        number: of each person in the bank they come from, int.
    """

    states: States
    traits: np.ndarray
    partner: Partner
    habits: Habits
    stage: np.ndarray
    days: np.ndarray
    separations: np.ndarray
    number: np.ndarray


def take(bank: Bank, index: np.ndarray) -> Bank:
    """The same people, picked by index; repeated where an index repeats."""

    def pick(kind: Any, fields: Any) -> Any:
        return kind(*(field[index] for field in fields))

    return Bank(
        states=pick(States, bank.states),
        traits=bank.traits[index],
        partner=pick(Partner, bank.partner),
        habits=pick(Habits, bank.habits),
        stage=bank.stage[index],
        days=bank.days[index],
        separations=bank.separations[index],
        number=bank.number[index],
    )


def with_own_traits(bank: Bank, kind: type[Parameters], rng: np.random.Generator) -> Bank:
    """These people with the traits that a theory adds, drawn from their priors."""
    added = traits_of(kind)[bank.traits.shape[1] :]
    priors = {entry.name: entry.prior for entry in kind.entries()}
    own = [priors[name].draw(rng, len(bank.stage)) for name in added]
    return bank._replace(traits=np.column_stack([bank.traits, *own]))


def parameters(bank: Bank, kind: type[Parameters] = Parameters) -> Parameters:
    """Parameters of a kind with these people's traits, population values elsewhere."""
    return kind(**dict(zip(traits_of(kind), bank.traits.T, strict=True)))


def columns(bank: Bank) -> dict[str, np.ndarray]:
    """The bank as named columns, for storing."""
    table = {f"state_{n}": v for n, v in zip(States._fields, bank.states, strict=True)}
    table |= {f"trait_{n}": v for n, v in zip(TRAITS, bank.traits.T, strict=True)}
    table |= {f"partner_{n}": v for n, v in zip(Partner._fields, bank.partner, strict=True)}
    table |= {f"habit_{n}": v for n, v in zip(Habits._fields, bank.habits, strict=True)}
    return table | {"stage": bank.stage, "days": bank.days, "separations": bank.separations}


def from_columns(table: dict[str, np.ndarray]) -> Bank:
    """Inverse of `columns`."""

    def field(kind: Any, prefix: str) -> Any:
        return kind(*(table[f"{prefix}_{name}"].astype(float) for name in kind._fields))

    return Bank(
        states=field(States, "state"),
        traits=np.stack([_trait(table, name) for name in TRAITS], axis=1),
        partner=field(Partner, "partner"),
        habits=field(Habits, "habit"),
        stage=table["stage"].astype(int),
        days=table["days"].astype(float),
        separations=table["separations"].astype(float),
        number=np.arange(len(table["stage"])),
    )


def _trait(table: dict[str, np.ndarray], name: str) -> np.ndarray:
    """One trait of everyone; a bank older than the trait has people who do not differ in it."""
    if (stored := table.get(f"trait_{name}")) is not None:
        return stored.astype(float)
    return np.full(len(table["days"]), float(Parameters().values()[name]))


@cache
def frozen() -> Bank:
    """The bank that ships with the program."""
    path = files("undertow.inference") / "frozen" / "histories.npz"
    with path.open("rb") as stream, np.load(stream) as stored:
        return from_columns(dict(stored))


def history_weight(bank: Bank, history: History, first_day: float) -> np.ndarray:
    """How well each person fits what is told of the past, (N,), at most 1.

    Args:
        bank: people.
        history: rough dates from before the record.
        first_day: of the record, in days since 1970-01-01.
    """
    weight = np.ones(len(bank.stage))
    told = history.length_before(first_day)
    if told is not None:
        short, long = np.log1p(told)
        length = np.log1p(bank.days)
        # The relationship may be older than the first thing that is dated.
        gap = np.where(length < short, (short - length) / 0.3, np.maximum(length - long, 0) / 0.7)
        weight = weight * np.exp(-0.5 * gap**2)
    separations = history.count("left")
    if separations:
        weight = weight * np.exp(-0.5 * ((bank.separations - separations) / 1.5) ** 2)
    return np.maximum(weight, 1e-6)
