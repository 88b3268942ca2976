"""The stage model of one person whose ways are known: the most that the same smoother can reach.

The person lives three other years with the same partner, the same habits and the same way of
writing, with nothing left unwritten for want of time; the tables are counted there. So they hold
the person's own ways to within what three years tell, and nothing of the diary that is read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from undertow.engine.diarist import Style, daily_stage, write_diary
from undertow.engine.life import APART, Habits, Slot, simulate
from undertow.engine.sample import FIRST_DAY, Kept, cold_spells
from undertow.inference.bank import TRAITS
from undertow.inference.kinds_of_day import COLD_SPELL, STAGE_OF, kinds_of_day
from undertow.inference.learning import Counts, Example, count_days, smooth_ages
from undertow.inference.observations import observe
from undertow.inference.personal_durations import PACES
from undertow.inference.stage_model import StageModel
from undertow.record import daily, to_record
from undertow.record.record import EPOCH
from undertow.theory import Inputs, States, Theory
from undertow.theory.partner import STEADY, Partner

YEARS = 3
_POOLED_DAYS = 3.0
"""Days that the population's tables count for, where a person hardly has such days."""
_POOLED_SPELLS = 10.0
_ALIKE = 1e6
"""Days that the tables count for in what the record adds: they are known."""


def _side_by_side(people: Sequence[Kept]) -> tuple[Partner, Habits]:
    """Their partners and habits as arrays of shape (persons,)."""
    partner = Partner(*(np.array([getattr(k.partner, n) for k in people]) for n in Partner._fields))
    habits = Habits(*(np.array([getattr(k.habits, n) for k in people]) for n in Habits._fields))
    return partner, habits


def other_years(
    people: Sequence[Kept], styles: Sequence[Style], theory: Theory, seed: int
) -> list[Example]:
    """Three labelled years of each person, other than those of their diary.

    Args:
        people: of one theory.
        styles: how each writes.
        theory: what holds them.
        seed: of these years; another than that of the diaries.
    """
    partner, habits = _side_by_side(people)
    own = {name: np.array([getattr(kept.p, name) for kept in people]) for name in TRAITS}
    p = type(people[0].p)(**{**people[0].p.values(), **own})
    days, persons = float(YEARS * 365), np.arange(len(people))
    slots, _ = simulate(p, partner, habits, days, seed, persons, theory=theory)
    lives, rng = daily_stage(slots.stage), np.random.default_rng(seed)
    examples = []
    for person, (kept, style) in enumerate(zip(people, styles, strict=True)):
        lived = Slot(
            Inputs(*(field[:, person] for field in slots.inputs)),
            slots.stage[:, person],
            slots.cycles[:, person],
            States(*(field[:, person] for field in slots.means)),
        )
        always = style._replace(writes=1.0)
        diary = write_diary(lived, kept.p, always, FIRST_DAY, rng, theory=theory)
        record = to_record(diary)
        life, swing = lives[:, person], float(kept.partner.swing_days)
        cold = cold_spells(slots.inputs.warmth[:, person], life == STEADY, swing)
        kinds = kinds_of_day(life, cold)
        first = (record.first_day - EPOCH).days - FIRST_DAY
        window = kinds[first : first + record.days]
        examples.append(Example(observe(daily(record)), window, kinds))
    return examples


def possible_kinds(partner: Partner) -> np.ndarray:
    """Which kinds of day there are with a partner, boolean (kinds,)."""
    apart = STAGE_OF == APART
    if partner.cyclic > 0:
        return STAGE_OF != STEADY
    cold = np.arange(len(STAGE_OF)) == COLD_SPELL
    return apart | ((STAGE_OF == STEADY) & (~cold | (partner.swing_days > 0)))


def known_model(example: Example, partner: Partner, model: StageModel) -> StageModel:
    """The population's model with one class: this person.

    Args:
        example: their other years.
        partner: theirs.
        model: the population, for what those years do not hold, and for the answers.
    """
    own: Counts = count_days(example)
    share = model.classes
    emission, hazard, moves = (
        np.tensordot(share, table, axes=1)
        for table in (model.emission, model.hazard, model.transition)
    )
    many = own.emission.sum(axis=-1, keepdims=True) + _POOLED_DAYS
    hazard = smooth_ages(own.ended) + _POOLED_SPELLS * hazard
    hazard = hazard / (smooth_ages(own.at_risk) + _POOLED_SPELLS)
    moves = own.transition + _POOLED_DAYS * moves
    first = np.einsum("k,ksa->s", share, model.start) * possible_kinds(partner)
    age = np.concatenate([np.ones_like(hazard[:, :1]), np.cumprod(1 - hazard, axis=1)[:, :-1]], 1)
    age[:, -1] /= hazard[:, -1]
    start = first[:, None] * age / age.sum(axis=1, keepdims=True)
    usual = np.arange(len(PACES)) == len(PACES) // 2
    return model._replace(
        classes=np.ones(1),
        start=start[None] / start.sum(),
        hazard=hazard[None],
        transition=(moves / moves.sum(axis=1, keepdims=True))[None],
        emission=((own.emission + _POOLED_DAYS * emission) / many)[None],
        likeness=np.full(model.likeness.shape, _ALIKE),
        pace=np.tile(usual.astype(float), (hazard.shape[0], 1)),
    )
