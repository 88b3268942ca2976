"""The laboratory: drawn relationships, and persons who live through any course of events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from undertow.engine import noise, stretch
from undertow.engine.noise import Stream
from undertow.engine.walk import scan
from undertow.theory import (
    REINFORCEMENT,
    Inputs,
    Parameters,
    Signals,
    States,
    Theory,
    before_the_relationship,
)
from undertow.theory import partner as partners
from undertow.theory.partner import PARTNERS, SLOT_DAYS, Luck, Partner

SLOTS_A_DAY = round(1 / SLOT_DAYS)
YEAR = 365
STRETCH = 40
"""Slots that are run at once: few enough to stay in fast memory."""

CYCLE = PARTNERS["cycle"]._replace(first_median=21.0, first_shape=3.0)
"""The partner of the cycle, whose first weeks are short.

With a time to the first incident as long as in life (E14), three of ten pairs of years would hold
no cycle at all. With this one they hold about 20 (16 to 24).
"""

Watch = Callable[[States, Signals, Inputs], Any]
"""From step means, signals and inputs to the number that is followed through time."""


class Relationship(NamedTuple):
    """A drawn relationship, seen from its person; on quarter-day slots.

    Attributes:
        inputs: warmth and harm of shape (slots, seeds); everything else as by default.
        cycles: incidents begun so far; (slots, seeds).
    """

    inputs: Inputs
    cycles: np.ndarray


@dataclass(frozen=True)
class Lab:
    """Where experiments run.

    Attributes:
        seeds: relationships drawn, as persons of one run.
        step: in days; a quarter of a day or a whole fraction of it.
        parameters: of the person; scalars or (seeds,).
        seed: another one gives other relationships, and other people in a cohort.
        theory: what makes the ties.

    Raises:
        ValueError: for a step that does not divide a quarter of a day.
    """

    seeds: int = 20
    step: float = SLOT_DAYS
    parameters: Parameters = field(default_factory=Parameters)
    seed: int = 0
    theory: Theory = REINFORCEMENT

    def __post_init__(self) -> None:
        if self.steps_a_slot < 1 or abs(self.steps_a_slot * self.step - SLOT_DAYS) > 1e-9:
            raise ValueError(f"a step of {self.step:g} days does not divide a quarter of a day")

    @property
    def steps_a_slot(self) -> int:
        """Steps of the laws in one quarter of a day."""
        return round(SLOT_DAYS / self.step)

    def without(self, *names: str) -> Lab:
        """The same lab in a world without these mechanisms."""
        mechanisms = self.parameters.mechanisms._replace(**dict.fromkeys(names, False))
        return replace(self, parameters=self.parameters.replace(mechanisms))

    def relationship(self, years: float = 2.0, partner: Partner = CYCLE) -> Relationship:
        """Relationships in which nobody leaves, one a seed, drawn from the partner process.

        The same seed meets the same partner at every step and in every world.
        """
        return _drawn(self.seed, self.seeds, round(years * YEAR * SLOTS_A_DAY), partner)

    def follow(
        self, course: Inputs, watch: Watch, start: States | None = None
    ) -> tuple[np.ndarray, States]:
        """Live through a course of events.

        Args:
            course: fields of shape (slots, ...), or scalars for what never changes. The axes
                after time may be anything that broadcasts: `side_by_side` gives (slots,
                courses, seeds).
            watch: what to report.
            start: states at the beginning; those of a person who has not met anybody, if left
                out.

        Returns:
            What was watched, averaged over each slot, (slots, ...); and the states at the end.
        """
        p, state = self.parameters, start or before_the_relationship(self.parameters)
        (slots,) = {np.shape(values)[0] for values in course if np.ndim(values) > 0}
        rows = [np.shape(values)[1:] for values in course if np.ndim(values) > 0]
        persons = np.broadcast_shapes(*rows, *(np.shape(value) for value in state))
        watched = []
        for first in range(0, slots, STRETCH):
            count = min(STRETCH, slots - first)
            now = Inputs(*(self._steps(values, first, count) for values in course))
            shape = (count * self.steps_a_slot, *persons)
            ends, means, signals = stretch.run(state, now, p, self.step, shape, self.theory)
            seen = np.broadcast_to(watch(means, signals, now), shape)
            watched.append(seen.reshape(count, self.steps_a_slot, *persons).mean(axis=1))
            state = States(*(values[-1] for values in ends))
        return np.concatenate(watched), state

    def _steps(self, values: Any, first: int, count: int) -> Any:
        """Slots of an input as steps; what never changes stays as it is."""
        if np.ndim(values) == 0:
            return values
        return np.repeat(values[first : first + count], self.steps_a_slot, axis=0)


@lru_cache(maxsize=8)
def _drawn(seed: int, seeds: int, slots: int, partner: Partner) -> Relationship:
    """Relationships of the partner process; drawn once, so never to be written to."""
    persons = np.arange(seeds)

    def luck(stream: Stream) -> np.ndarray:
        return noise.uniform(seed, persons, np.arange(slots)[:, None], stream)

    episodes = Luck(
        duration=luck(Stream.STAGE_DURATION),
        next_stage=luck(Stream.NEXT_STAGE),
        warmth=luck(Stream.WARMTH),
        harm=luck(Stream.HARM),
        height=luck(Stream.HEIGHT),
    )
    together = np.ones(seeds, dtype=bool)

    def live(standing: partners.Standing, row: Sequence[np.ndarray]) -> tuple[Any, Any]:
        following, warmth, harm = partners.advance(standing, partner, together, Luck(*row), np)
        return following, (warmth, harm, standing.cycles)

    first = noise.uniform(seed, persons, np.zeros_like(persons), Stream.FIRST_INCIDENT)
    _, lived = scan(live, partners.beginning(partner, first, np), zip(*episodes, strict=True))
    warmth, harm, cycles = (np.stack(column) for column in zip(*lived, strict=True))
    for values in (warmth, harm, cycles):
        values.setflags(write=False)
    return Relationship(Inputs(warmth=warmth, harm=harm), cycles)


def side_by_side(courses: Sequence[Inputs]) -> Inputs:
    """Courses of the same length as one, each field of shape (slots, courses, seeds)."""
    shapes = {np.shape(values) for course in courses for values in course if np.ndim(values) > 0}
    (shape,) = shapes
    return Inputs(
        *(
            np.stack([np.broadcast_to(values, shape) for values in field], axis=1)
            for field in zip(*courses, strict=True)
        )
    )


def bond(means: States, signals: Signals, now: Inputs) -> Any:
    """Watches the relief-bond B."""
    return means.bond


def bonds_at_the_end(lab: Lab, courses: Sequence[Inputs]) -> np.ndarray:
    """The relief-bond at the end of each course; (courses, seeds)."""
    _, end = lab.follow(side_by_side(courses), bond)
    return end.bond
