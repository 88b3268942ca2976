"""Samples of a study, without behaviour: people, what they lived through, the time apart.

Where a design itself says who is together and who is apart (women just out, adults after a
breakup), nothing is left to the person's decisions, and the laws can be run over whole stretches
in NumPy. Findings about decisions need `cohort` instead. Arrays are (time, persons, seeds).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from undertow.engine import stretch
from undertow.engine.life import Habits
from undertow.engine.population import draw_people
from undertow.evidence.lab import CYCLE, SLOTS_A_DAY, STRETCH, Lab
from undertow.theory import (
    Inputs,
    Parameters,
    Signals,
    States,
    Theory,
    before_the_relationship,
)
from undertow.theory import partner as partners
from undertow.theory.inputs import EVENT_DAYS
from undertow.theory.partner import PARTNERS, SLOT_DAYS, STEADY, Luck, Partner, Standing

VIOLENT = {"cycle": 0.65, "steady_harsh": 0.07}
"""Partners who harm, in the shares of the population's mixture."""

ORDINARY = {"steady_warm": 0.8, "indifferent": 0.2}
"""Partners of ordinary relationships that end; shares assumed."""

CONTACT_SHARE = 0.3
"""Share of its six hours that a contact takes up, as in `engine.life`."""

Watch = Callable[[States, Signals, Inputs], Any]


class Sample(NamedTuple):
    """People of a study and their partners; fields scalar or (persons, seeds).

    Attributes:
        p: parameters; traits drawn from their priors, all else the lab's.
        partner: ways of everyone's partner.
        habits: what everyone does for themselves.
        theory: what makes the ties.
        key: what courses of this sample are drawn from.
    """

    p: Parameters
    partner: Partner
    habits: Habits
    theory: Theory
    key: tuple[int, ...]

    def luck(self, *use: int) -> np.random.Generator:
        """A source of randomness for one use, the same in every world."""
        return np.random.default_rng([*self.key, *use])


def sample(lab: Lab, persons: int, mixture: Mapping[str, float]) -> Sample:
    """Draw `lab.seeds` samples of people; the same ones whatever the lab's parameters."""
    shape, key = (persons, lab.seeds), (lab.seed, lab.seeds, persons)
    people = draw_people(np.random.default_rng(key), persons * lab.seeds, dict(mixture))

    def each(values: Any) -> Any:
        return np.reshape(values, shape) if np.ndim(values) else values

    traits = {e.name: each(people.p.values()[e.name]) for e in Parameters.entries() if e.personal}
    return Sample(
        p=lab.parameters.replace(**traits),
        partner=Partner(*map(each, people.partner)),
        habits=Habits(*map(each, people.habits)),
        theory=lab.theory,
        key=key,
    )


def soon_harmful(partner: Partner) -> Partner:
    """The same partners, but their first incident comes within weeks, as in `lab.CYCLE`."""
    sooner = CYCLE.first_median / PARTNERS["cycle"].first_median
    return partner._replace(first_median=partner.first_median * sooner, first_shape=3.0)


def run(
    people: Sample,
    course: Inputs,
    step: float = SLOT_DAYS,
    watch: Watch | None = None,
    start: States | None = None,
) -> tuple[Any, States]:
    """Live through a course of events.

    Args:
        people: who.
        course: fields scalar, (steps, persons, seeds), or (1, persons, seeds) where constant.
        step: in days.
        watch: what to report, one array or a tuple of them; nothing if left out.
        start: states at the beginning; those of people who have not met, if left out.

    Returns:
        Step means of what was watched, (steps, persons, seeds) each; and the states at the end.
    """
    persons = np.shape(people.p.anxiety)
    state = start or before_the_relationship(people.p)
    steps = max(np.shape(values)[0] for values in course if np.ndim(values) > 0)
    seen = []
    for first in range(0, steps, STRETCH):
        count = min(STRETCH, steps - first)
        now = Inputs(
            *(
                values[first : first + count] if np.ndim(values) and len(values) > 1 else values
                for values in course
            )
        )
        shape = (count, *persons)
        ends, means, signals = stretch.run(state, now, people.p, step, shape, people.theory)
        if watch is not None:
            watched = watch(means, signals, now)
            columns = watched if isinstance(watched, tuple) else (watched,)
            seen.append([np.broadcast_to(column, shape) for column in columns])
        state = States(*(values[-1] for values in ends))
    paths = tuple(np.concatenate(column) for column in zip(*seen, strict=True))
    return (paths[0] if len(paths) == 1 else paths), state


def with_habits(people: Sample, course: Inputs) -> Inputs:
    """A course in which people also do for themselves what they usually do, evenly in time."""
    usual = {
        name: np.asarray(getattr(people.habits, name) * EVENT_DAYS)[None]
        for name in ("naming", "support", "soothing", "identity")
    }
    return course._replace(power=np.asarray(people.partner.power)[None], **usual)


def cycle_course(people: Sample, days: int) -> Inputs:
    """Life with a partner who harms, by quarter-days; warmth and harm drawn once and kept."""
    warmth, harm = _cycle_course(_Key(people), days)
    return with_habits(people, Inputs(warmth=warmth, harm=harm))


def steady_course(people: Sample, days: int) -> Inputs:
    """Life with a partner of one steady way (neither cycle nor swings), by days.

    Nothing within a day matters to the laws here: harm and relief are rare.
    """
    luck, chunk = people.luck(1), STRETCH
    shape = np.shape(people.p.anxiety)
    standing = Standing(np.full(shape, STEADY), np.inf, np.zeros(shape), np.ones(shape))
    parts = []
    for first in range(0, days, chunk):
        slots = (min(chunk, days - first) * SLOTS_A_DAY, *shape)
        drawn = Luck(*(luck.random(slots, np.float32) if kind in _FELT else 0.5 for kind in _LUCK))
        _, warmth, harm = partners.advance(
            standing, people.partner, np.ones(shape, bool), drawn, np
        )
        parts.append([values.reshape(-1, SLOTS_A_DAY, *shape).mean(1) for values in (warmth, harm)])
    warmth, harm = (np.concatenate(part) for part in zip(*parts, strict=True))
    return with_habits(people, Inputs(warmth=warmth, harm=harm))


def apart_course(people: Sample, days: int, contacts: Any = None, cues: Any = None) -> Inputs:
    """Time apart by quarter-days, with contacts and cues as single events.

    Args:
        people: who.
        days: length.
        contacts: per day, (persons, seeds); as often as the other seeks them if left out.
        cues: per day; everyone's habit if left out.
    """
    luck, shape = people.luck(2), (days * SLOTS_A_DAY, *np.shape(people.p.anxiety))
    contacts = people.partner.pursuit if contacts is None else contacts
    cues = people.habits.cue if cues is None else cues
    onset = 1.0 * (luck.random(shape) < -np.expm1(-contacts * SLOT_DAYS))
    warm = luck.random(shape) > 0.5
    cue = 1.0 * (luck.random(shape) < -np.expm1(-cues * SLOT_DAYS))
    return with_habits(
        people,
        Inputs(
            contact=CONTACT_SHARE * onset,
            onset=onset,
            cue=cue,
            warmth=np.where(warm, onset * people.partner.height * CONTACT_SHARE, 0.0),
        ),
    )


def apart_by_days(people: Sample, days: int) -> Inputs:
    """The same time apart as `apart_course`, every day evenly, for readouts of weeks."""
    course = apart_course(people, days)
    return course._replace(
        **{name: by_day(getattr(course, name)) for name in ("contact", "onset", "cue", "warmth")}
    )


def apart_evenly(people: Sample, steps: int) -> Inputs:
    """Time apart with the same contacts and cues spread evenly, for steps of any length."""
    onset = (people.partner.pursuit * EVENT_DAYS)[None]
    course = Inputs(
        contact=np.broadcast_to(CONTACT_SHARE * onset, (steps, *onset.shape[1:])),
        onset=onset,
        cue=(people.habits.cue * EVENT_DAYS)[None],
        warmth=0.5 * onset * people.partner.height * CONTACT_SHARE,
    )
    return with_habits(people, course)


def by_day(values: np.ndarray) -> np.ndarray:
    """Daily means of quarter-days; (days, persons, seeds)."""
    return values.reshape(-1, SLOTS_A_DAY, *values.shape[1:]).mean(axis=1)


_LUCK = Luck._fields
_FELT = ("warmth", "harm", "height")


class _Key:
    """A sample as a key of the cache of courses, which depend on partners and luck only."""

    def __init__(self, people: Sample) -> None:
        self.people = people
        partner = tuple(np.asarray(values, float).tobytes() for values in people.partner)
        self._content = (people.key, hash(partner))

    def __hash__(self) -> int:
        return hash(self._content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._content == other._content


@lru_cache(maxsize=4)
def _cycle_course(key: _Key, days: int) -> tuple[np.ndarray, np.ndarray]:
    people, luck = key.people, key.people.luck(0)
    shape = np.shape(people.p.anxiety)
    slots, together = days * SLOTS_A_DAY, np.ones(shape, bool)
    warmth, harm = np.empty((2, slots, *shape), np.float32)
    standing = partners.beginning(people.partner, luck.random(shape), np)
    for slot in range(slots):
        drawn = Luck(*luck.random((len(_LUCK), *shape)))
        standing, warmth[slot], harm[slot] = partners.advance(
            standing, people.partner, together, drawn, np
        )
    warmth.setflags(write=False)
    harm.setflags(write=False)
    return warmth, harm
