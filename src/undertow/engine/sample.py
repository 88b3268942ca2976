"""Samples of diaries with the truth behind them: what every claim about reading is tested on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from undertow.engine.diarist import (
    SLOTS,
    Style,
    Truth,
    daily_stage,
    draw_style,
    truth,
    write_diary,
)
from undertow.engine.life import APART, Habits, Slot, simulate
from undertow.engine.population import People, draw_people
from undertow.engine.story import tell_story
from undertow.record import Diary, arrange
from undertow.theory import REINFORCEMENT, Inputs, Parameters, States, Theory
from undertow.theory.partner import INCIDENT, STEADY, Partner

FIRST_DAY = 20_000
"""Day number (since 1970-01-01) at which every simulated diary begins."""

_LIFE_DAYS = 5 * 365
_AFTER_LEAVING = 120
_BATCH = 300
_MID_STORY = 0.5
_BEFORE_FIRST = 120


@dataclass(frozen=True, eq=False)
class Kept:
    """One simulated person and the diary they kept.

    Attributes:
        diary: what they wrote.
        truth: what was true on each day of the window, day 0 being `FIRST_DAY`.
        life: true stage of every day since they met, (days of life,).
        cold: days of that life in a cold spell of a partner whose warmth comes and goes.
        began: day of that life on which the window begins.
        start: states on the first morning of the window, scalars.
        p, partner, habits: the person, scalars.
        separations: before the window.
        kind: name of the partner's kind.
    """

    diary: Diary
    truth: Truth
    life: np.ndarray
    cold: np.ndarray
    began: int
    start: States
    p: Parameters
    partner: Partner
    habits: Habits
    separations: int
    kind: str


def _pick(kind: Any, fields: Any, *place: Any) -> Any:
    """The same named tuple, each field at one place."""
    return kind(*(field[place] for field in fields))


def _one(people: People, person: int) -> tuple[Parameters, Partner, Habits]:
    own: dict[str, Any] = {
        name: float(value[person]) if np.ndim(value) else value
        for name, value in people.p.values().items()
    }
    return (
        type(people.p)(**own),
        _pick(Partner, people.partner, person),
        _pick(Habits, people.habits, person),
    )


def cold_spells(warmth: np.ndarray, steady: np.ndarray, swing_days: float) -> np.ndarray:
    """Cold spells of one life, by day: no warmth all day, where warmth comes in spells (B12).

    A shorter gap than a third of the usual spell is chance.

    Args:
        warmth: of every slot, (slots,).
        steady: whether the day's stage is steady, (days,).
        swing_days: of the partner; 0 where warmth does not come in spells.
    """
    cold = steady & ~(warmth > 0).reshape(-1, SLOTS).any(axis=1) & (swing_days > 0)
    edges = np.flatnonzero(np.diff(cold.astype(int), prepend=0, append=0))
    for first, end in edges.reshape(-1, 2):
        cold[first:end] = end - first >= swing_days / 3
    return cold


def _beginning(life: np.ndarray, length: int, rng: np.random.Generator) -> int:
    """Day on which writing begins: some time together, or not long after leaving.

    With a partner of the cycle half begin mid-story, after the first incident; the others in the
    months before it. Without a cycle, any time.
    """
    days = np.arange(len(life))
    last = len(life) - length - 1
    # Whoever left on the very day of the meeting was together on it.
    last_together = np.maximum.accumulate(np.where(life != APART, days, 0))
    matters = (days - last_together <= _AFTER_LEAVING) & (days <= last) & (days > 0)
    incidents = np.flatnonzero(life == INCIDENT)
    if len(incidents) and incidents[0] <= last:
        later = days >= incidents[0]
        soon = ~later & (days >= incidents[0] - _BEFORE_FIRST)
        story = later if rng.random() < _MID_STORY else soon
        matters = matters & story if (matters & story).any() else matters
    return int(rng.choice(np.flatnonzero(matters)))


def sample_diaries(
    size: int,
    seed: int,
    missing: float = 0.0,
    incident_missing: float = 1.0,
    without: tuple[str, ...] = (),
    mixture: dict[str, float] | None = None,
    shortest: int = 60,
    longest: int = 365,
    mid_story: bool = True,
    style: Callable[[np.random.Generator], Style] = draw_style,
    theory: Theory = REINFORCEMENT,
) -> Iterator[Kept]:
    """Varied people with varied partners keep diaries of some months, mostly mid-story.

    Args:
        size: how many.
        seed: the same seed gives the same people.
        missing: share of days on which nothing is written, beyond each person's own style.
        incident_missing: factor on that share on days with an incident.
        without: kinds of event that nobody writes down.
        mixture: share of each partner by name.
        shortest: length of the shortest window in days.
        longest: length of the longest.
        mid_story: False for diaries that begin on the first morning after the meeting.
        style: draws how one person writes.
        theory: what holds these people.
    """
    rng = np.random.default_rng(seed)
    for first in range(0, size, _BATCH):
        count = min(_BATCH, size - first)
        people = draw_people(rng, count, mixture, theory.parameters)
        slots, _ = simulate(
            people.p,
            people.partner,
            people.habits,
            float(_LIFE_DAYS),
            seed,
            np.arange(first, first + count),
            theory=theory,
        )
        lives = daily_stage(slots.stage)
        for person in range(count):
            p, partner, habits = _one(people, person)
            length = int(rng.integers(shortest, longest + 1))
            began = _beginning(lives[:, person], length, rng) if mid_story else 1
            window = slice(began * SLOTS, (began + length) * SLOTS)
            own = Slot(
                _pick(Inputs, slots.inputs, window, person),
                slots.stage[window, person],
                slots.cycles[window, person],
                _pick(States, slots.means, window, person),
            )
            true = truth(own, p, theory)
            chance = np.where(true.stage == INCIDENT, missing * incident_missing, missing)
            written, lost = style(rng), rng.random(length) < chance
            diary = write_diary(own, p, written, FIRST_DAY, rng, lost, theory=theory)
            before = lives[:began, person]
            told = (*diary.entries, *tell_story(before, FIRST_DAY, rng))
            kept = [entry for entry in told if entry.kind not in without]
            diary = arrange(kept, simulated=True, name=diary.name)[0]
            yield Kept(
                diary=diary,
                truth=true,
                life=lives[:, person],
                cold=cold_spells(
                    slots.inputs.warmth[:, person],
                    lives[:, person] == STEADY,
                    float(partner.swing_days),
                ),
                began=began,
                start=_pick(States, slots.means, began * SLOTS - 1, person),
                p=p,
                partner=partner,
                habits=habits,
                separations=int((np.diff((before == APART).astype(int)) > 0).sum()),
                kind=str(people.kind[person]),
            )
