"""Simulated lives: partner, person and laws together, one quarter of a day at a time.

The only feedback in the theory is behaviour: what a person does decides whether they are
together, and so what the partner's warmth and harm can reach.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from undertow.engine import noise
from undertow.engine.leaky import advance
from undertow.engine.noise import Stream
from undertow.theory import (
    REINFORCEMENT,
    Inputs,
    Parameters,
    States,
    Theory,
    before_the_relationship,
    cascade,
)
from undertow.theory import partner as partners
from undertow.theory.behaviour import hazards, recognition
from undertow.theory.partner import SLOT_DAYS, Luck, Partner, Standing

APART = len(partners.STAGE_NAMES)
STAGE_NAMES = (*partners.STAGE_NAMES, "apart")
"""What a slot can be, seen from the person: the partner's stage, or apart."""

_BRIEF = 0.3
"""Share of a slot that a contact while apart takes up."""


class Habits(NamedTuple):
    """How often a person does what helps, per day; scalars or arrays of shape (persons,).

    Attributes:
        naming, support, soothing, identity: per day, at any time.
        grieving, cue, needed: per day while apart.
        therapy: share of the time in which therapy goes on.
    """

    naming: Any = 0.05
    support: Any = 0.05
    soothing: Any = 0.05
    identity: Any = 0.05
    grieving: Any = 0.02
    cue: Any = 0.05
    needed: Any = 0.0
    therapy: Any = 0.0


class Life(NamedTuple):
    """What is carried from slot to slot; arrays of shape (persons,)."""

    states: States
    standing: Standing
    together: Any
    separations: Any


class Slot(NamedTuple):
    """What happened in one slot; arrays of shape (persons,) or, stacked, (slots, persons).

    Attributes:
        inputs: warmth, harm, contact and the rest, as the laws saw them.
        stage: index into `STAGE_NAMES`.
        cycles: incidents begun so far.
        means: step means of all states.
    """

    inputs: Inputs
    stage: Any
    cycles: Any
    means: States


def begin(p: Parameters, partner: Partner, seed: Any, persons: Any, xp: Any = np) -> Life:
    """Everyone on the day on which they meet, in the precision of the traits."""
    kind = xp.asarray(p.anxiety).dtype
    luck = noise.uniform(seed, persons, xp.zeros_like(persons), Stream.FIRST_INCIDENT, xp, kind)
    none = xp.zeros_like(luck)
    return Life(
        states=States(*(none + value for value in before_the_relationship(p))),
        standing=partners.beginning(partner, luck, xp),
        together=none < 1.0,
        separations=none,
    )


def live(
    life: Life,
    slot: Any,
    p: Parameters,
    partner: Partner,
    habits: Habits,
    seed: Any,
    persons: Any,
    xp: Any = np,
    theory: Theory = REINFORCEMENT,
) -> tuple[Life, Slot]:
    """One slot of everyone's life.

    Args:
        life: where everyone stands.
        slot: its number, counted from the meeting.
        p: parameters; traits as arrays of shape (persons,).
        partner: everyone's partner.
        habits: everyone's habits.
        seed: experiment.
        persons: person numbers, shape (persons,); the same number lives the same life.
        xp: the arrays' namespace.
        theory: what makes the ties.
    """
    none = xp.zeros_like(life.separations)
    once = none + 1.0

    def luck(stream: Stream) -> Any:
        return noise.uniform(seed, persons, slot, stream, xp, life.separations.dtype)

    def happens(stream: Stream, rate: Any) -> Any:
        """Whether an event of this daily rate falls into the slot, as a dose of 1."""
        return xp.where(luck(stream) < -xp.expm1(-rate * SLOT_DAYS), once, none)

    contact = xp.where(life.together, once, none)
    now = Inputs(contact=contact, power=none + partner.power)
    recognised = recognition(partner.physical, p)
    rates = hazards(life.states, now, p, life.separations, xp, theory.pull, recognised)
    leaves = life.together & (happens(Stream.LEAVING, rates.leaving) > 0)
    returns = ~life.together & (happens(Stream.RETURNING, rates.returning) > 0)
    together = (life.together & ~leaves) | returns
    length = luck(Stream.NEXT_STAGE)
    standing = partners.after_return(life.standing, partner, returns, length, xp)

    stage = xp.where(together, standing.stage, APART)
    episode = Luck(
        duration=luck(Stream.STAGE_DURATION),
        next_stage=luck(Stream.NEXT_STAGE),
        warmth=luck(Stream.WARMTH),
        harm=luck(Stream.HARM),
        height=luck(Stream.HEIGHT),
    )
    standing, warmth, harm = partners.advance(standing, partner, together, episode, xp)

    apart = ~together
    sought = xp.maximum(
        happens(Stream.SLIPPING, rates.slipping),
        xp.maximum(happens(Stream.PURSUIT, partner.pursuit), happens(Stream.NEEDED, habits.needed)),
    )
    onset = xp.where(apart, sought, 0.0)
    warmth = xp.where(onset * luck(Stream.WARMTH) > 0.5, partner.height * _BRIEF, warmth)
    inputs = Inputs(
        warmth=warmth,
        harm=harm,
        contact=xp.where(together, once, onset * _BRIEF),
        onset=onset,
        cue=xp.where(apart, happens(Stream.CUE, habits.cue), 0.0),
        renewal=xp.where(returns, once, none),
        power=none + partner.power,
        naming=happens(Stream.NAMING, habits.naming * recognised),
        support=happens(Stream.SUPPORT, habits.support),
        soothing=happens(Stream.SOOTHING, habits.soothing),
        identity=happens(Stream.IDENTITY, habits.identity),
        grieving=xp.where(apart, happens(Stream.GRIEVING, habits.grieving), 0.0),
        therapy=none + habits.therapy,
    )
    solve = partial(advance, step=SLOT_DAYS, xp=xp)
    states, means, _ = cascade(life.states, inputs, p, solve, theory)
    separations = life.separations + xp.where(leaves, once, none)
    cycles = life.standing.cycles
    return Life(states, standing, together, separations), Slot(inputs, stage, cycles, means)


def simulate(
    p: Parameters,
    partner: Partner,
    habits: Habits,
    days: float,
    seed: Any,
    persons: np.ndarray,
    keep: Callable[[int], bool] = lambda slot: True,
    theory: Theory = REINFORCEMENT,
) -> tuple[Slot, Life]:
    """Lives from the day of meeting, in NumPy.

    Args:
        p: parameters; traits may be arrays of shape (persons,).
        partner: everyone's partner.
        habits: everyone's habits.
        days: length.
        seed: experiment.
        persons: person numbers, shape (persons,).
        keep: which slots to return, by number.
        theory: what makes the ties.

    Returns:
        The kept slots, fields of shape (kept slots, persons), and the last standing.
    """
    life = begin(p, partner, seed, persons)
    kept: list[Slot] = []
    for slot in range(round(days / SLOT_DAYS)):
        life, facts = live(life, slot, p, partner, habits, seed, persons, theory=theory)
        if keep(slot):
            kept.append(facts)
    return _stack(kept), life


def _stack(slots: list[Slot]) -> Slot:
    def columns(kind: Any, rows: list[Any]) -> Any:
        return kind(*(np.stack(column) for column in zip(*rows, strict=True)))

    inputs, stage, cycles, means = zip(*slots, strict=True)
    return Slot(
        columns(Inputs, list(inputs)),
        np.stack(stage),
        np.stack(cycles),
        columns(States, list(means)),
    )
