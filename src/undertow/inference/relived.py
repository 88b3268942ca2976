"""Where people of the bank stand under another theory: their lives until then, lived again.

What happened to a person does not depend on what explains it; what it did to them does. So the
stages that each person of the bank went through are kept, and every theory starts from what it
makes of the same days: the partner's warmth and harm, drawn anew in their ways, run through its
laws from the day on which the two met.

How people came and went is that of the main theory, whichever is asked. What a partner changes
over the years (escalation, fading) is left out here, as it is in a reading.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from undertow.engine import stretch
from undertow.engine.life import APART
from undertow.inference.bank import Bank, parameters, take, with_own_traits
from undertow.inference.exposure import SLOTS, chances
from undertow.theory import Inputs, Parameters, States, Theory, before_the_relationship
from undertow.theory.behaviour import recognition

_NOT_MET = -1
_TOGETHER = 100
"""People run at once: of about the same time since they met, so that little of it is waiting."""
_BLOCK = 20 * SLOTS
_BRIEF = 0.3
"""Share of a slot that a contact while apart takes up, as in simulated lives."""


@cache
def frozen_lives() -> list[np.ndarray]:
    """Stage of every day from the meeting to the diary, for each person of the frozen bank."""
    path = files("undertow.inference") / "frozen" / "lives.npz"
    with path.open("rb") as stream, np.load(stream) as stored:
        days, stage = stored["days"].astype(int), stored["stage"].astype(int)
    return np.split(stage, np.cumsum(days)[:-1])


def lives_as_columns(lives: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Lives as they are stored; the inverse of what `frozen_lives` does."""
    days = np.array([len(life) for life in lives], np.uint16)
    return {"days": days, "stage": np.concatenate(lives).astype(np.uint8)}


def relived(people: Bank, theory: Theory, rng: np.random.Generator) -> Bank:
    """The same people, standing where the theory puts them on the first day of the diary.

    Args:
        people: N of the frozen bank, in any order, repeated or not.
        theory: what makes the ties. Traits of its own are drawn from their priors.
        rng: source of randomness; the same state of it gives every theory the same days.

    Returns:
        The people with their states, and with the theory's own traits, if any, beside the others.
    """
    lives = frozen_lives()
    lived = [lives[number] for number in people.number]
    order = np.argsort([len(life) for life in lived], kind="stable")
    luck = rng.spawn(len(order) // _TOGETHER + 1)
    people = with_own_traits(people, theory.parameters, rng)
    states = States(*(np.empty(len(order)) for _ in States._fields))
    for group, own in enumerate(luck):
        chosen = order[group * _TOGETHER : (group + 1) * _TOGETHER]
        if len(chosen) == 0:
            continue
        some = take(people, chosen)
        p = parameters(some, theory.parameters)
        end = _run(_past([lived[number] for number in chosen], some, p, own), p, theory)
        for field, value in zip(states, end, strict=True):
            field[chosen] = value
    return people._replace(states=states)


def _past(lived: list[np.ndarray], people: Bank, p: Parameters, rng: np.random.Generator) -> Inputs:
    """What these people lived through; fields of shape (slots, N), the last day last."""
    days = max(len(life) for life in lived)
    paths = np.full((len(lived), days), _NOT_MET)
    for row, life in zip(paths, lived, strict=True):
        row[days - len(life) :] = life
    stage = np.repeat(paths.T, SLOTS, axis=0)
    met = stage != _NOT_MET
    apart = stage == APART
    together = met & ~apart
    each = np.arange(len(lived))
    table = chances(people)

    def luck() -> np.ndarray:
        return rng.random(stage.shape, dtype=np.float32)

    def events(rate: np.ndarray, where: np.ndarray) -> np.ndarray:
        """An event of this daily rate, as a dose of 1."""
        return (where & (luck() < -np.expm1(-rate / SLOTS))).astype(np.float32)

    harm = np.where(met & (luck() < table.harm[each, stage]), table.size[each, stage], 0.0)
    warm = met & (luck() < table.warmth[each, stage]) & (harm == 0)
    vigour = 0.5 + luck()
    height = people.partner.height
    habits = people.habits
    sought = events(p.slipping_base + people.partner.pursuit + habits.needed, apart)
    kind = (sought > 0) & (luck() < 0.5)
    renewal = np.zeros(stage.shape, np.float32)
    renewal[1:] = together[1:] & apart[:-1]
    naming = habits.naming * recognition(people.partner.physical, p)
    return Inputs(
        warmth=np.where(warm, height * vigour, np.where(kind, height * _BRIEF, 0.0)),
        harm=harm * vigour,
        contact=np.where(together, 1.0, sought * _BRIEF),
        onset=sought,
        cue=events(habits.cue, apart),
        renewal=renewal,
        power=np.where(met, people.partner.power, 0.0),
        naming=events(naming, met),
        support=events(habits.support, met),
        soothing=events(habits.soothing, met),
        identity=events(habits.identity, met),
        grieving=events(habits.grieving, apart),
        therapy=np.where(met, habits.therapy, 0.0),
    )


def _run(inputs: Inputs, p: Parameters, theory: Theory) -> States:
    """States at the end, (N,); before they met nothing flows in, and nobody changes."""
    state = before_the_relationship(p)
    slots, persons = inputs.warmth.shape
    for first in range(0, slots, _BLOCK):
        now = Inputs(*(field[first : first + _BLOCK] for field in inputs))
        shape = (len(now.warmth), persons)
        ends, _, _ = stretch.run(state, now, p, 1 / SLOTS, shape, theory)
        state = States(*(field[-1] for field in ends))
    return state
