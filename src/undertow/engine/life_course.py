"""A life: one relationship after another, with the choice of each next partner (B09 A29).

Somebody who is apart may meet someone new; the pull to the last one keeps from it. What belongs
to a relationship then begins anew. What belongs to the person goes on: clarity, self-soothing,
support, identity, the body's alarm, and the working model, which therapy and steady years have
moved or not.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from undertow.engine import noise
from undertow.engine.life import Habits, Life, Slot, begin, live
from undertow.engine.noise import Stream
from undertow.theory import REINFORCEMENT, Inputs, Parameters, States, Theory
from undertow.theory import partner as partners
from undertow.theory.behaviour import meeting
from undertow.theory.choice import appeal, chances, chosen
from undertow.theory.partner import SLOT_DAYS, Partner

KEPT = (
    "clarity",
    "soothing",
    "support",
    "identity",
    "working_model",
    "threat",
    "cortisol",
    "alarm",
)
"""States that go with a person into the next relationship."""


class Course(NamedTuple):
    """What is carried from slot to slot; arrays of shape (persons,).

    Attributes:
        life: of the relationship at hand.
        partner: index of the partner among those one can meet.
        relationships: how many there have been.
    """

    life: Life
    partner: Any
    relationships: Any


class Chapter(NamedTuple):
    """What happened in one slot; arrays of shape (persons,).

    Attributes:
        slot: what happened between the two.
        partner: index of the partner.
        relationships: how many there have been, this one included.
        met: whether somebody new was met in this slot.
    """

    slot: Slot
    partner: Any
    relationships: Any
    met: Any


def begin_course(
    p: Parameters, offered: Partner, first: Any, seed: Any, persons: Any, xp: Any
) -> Course:
    """Everyone on the day on which they meet the first partner.

    Args:
        p: parameters; traits (persons,).
        offered: partners one can meet; fields (partners,).
        first: index of everyone's first partner, (persons,).
        seed: experiment.
        persons: person numbers, (persons,).
        xp: the arrays' namespace.
    """
    life = begin(p, _of(offered, first), seed, persons, xp)
    return Course(life, first, xp.ones_like(life.separations))


def live_course(
    course: Course,
    slot: Any,
    p: Parameters,
    offered: Partner,
    habits: Habits,
    seed: Any,
    persons: Any,
    xp: Any,
    theory: Theory = REINFORCEMENT,
) -> tuple[Course, Chapter]:
    """One slot of everyone's life, which may bring somebody new.

    Args:
        course: where everyone stands.
        slot: its number, counted from the first meeting.
        p: parameters; traits (persons,).
        offered: partners one can meet; fields (partners,).
        habits: everyone's habits.
        seed: experiment.
        persons: person numbers, (persons,).
        xp: the arrays' namespace.
        theory: what makes the ties.
    """
    kind = course.life.separations.dtype

    def luck(stream: Stream) -> Any:
        return noise.uniform(seed, persons, slot, stream, xp, kind)

    partner = _of(offered, course.partner)
    life, facts = live(course.life, slot, p, partner, habits, seed, persons, xp, theory)
    rate = meeting(life.states, Inputs(contact=0.0 * life.separations), p, xp, theory.pull)
    met = ~life.together & (luck(Stream.MEETING) < -xp.expm1(-rate * SLOT_DAYS))

    chance = chances(life.states.working_model, appeal(offered), p, xp)
    following = xp.where(met, chosen(chance, luck(Stream.CHOICE), xp), course.partner)
    standing = partners.beginning(_of(offered, following), luck(Stream.FIRST_INCIDENT), xp)
    anew = Life(
        states=States(
            *(
                state if name in KEPT else xp.zeros_like(state)
                for name, state in zip(States._fields, life.states, strict=True)
            )
        ),
        standing=standing,
        together=xp.ones_like(life.together),
        separations=xp.zeros_like(life.separations),
    )
    life = _where(met, anew, life, xp)
    relationships = course.relationships + xp.where(met, 1.0, 0.0).astype(kind)
    reported = Chapter(facts, course.partner, course.relationships, met)
    return Course(life, following, relationships), reported


def _of(offered: Partner, index: Any) -> Partner:
    """Everyone's own partner."""
    return Partner(*(field[index] for field in offered))


def _where(chosen: Any, one: Life, other: Life, xp: Any) -> Life:
    """`one` for those who are chosen, else `other`."""

    def either(a: Any, b: Any) -> Any:
        return xp.where(chosen, a, b)

    return Life(
        States(*map(either, one.states, other.states)),
        partners.Standing(*map(either, one.standing, other.standing)),
        either(one.together, other.together),
        either(one.separations, other.separations),
    )
