"""A simulated person writes a diary of a simulated life: irregular, partial, in their own style."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.engine.life import APART, STAGE_NAMES, Slot
from undertow.record import Diary, Entry, arrange
from undertow.theory import REINFORCEMENT, Parameters, Theory, rating
from undertow.theory.partner import INCIDENT, RECONCILIATION
from undertow.theory.readouts import Readouts, readouts

SLOTS = 4
"""Slots in a day."""

HARMS = ("insult", "humiliation", "control", "silence", "threat", "other")
"""Kinds of harm that a simulated person names, all alike (A22)."""


class Style(NamedTuple):
    """How one person writes. Chances are per thing that happened, on a day with writing.

    Attributes:
        writes: chance of writing on a day.
        harm, warmth, apology, contact, practice, relief: chance of writing each of them down.
        strength: chance of giving its strength.
        clock: chance of giving the hour; otherwise only the date.
        turning_point: chance of dating a separation or return rightly, written that day or not.
        asked: which ratings are answered at all, (9,) booleans.
        skips: chance of skipping a rating on a day with writing.
        intercept, gain, noise: of each rating, (9,).
    """

    writes: float
    harm: float
    warmth: float
    apology: float
    contact: float
    practice: float
    relief: float
    strength: float
    clock: float
    turning_point: float
    asked: np.ndarray
    skips: float
    intercept: np.ndarray
    gain: np.ndarray
    noise: np.ndarray


class Truth(NamedTuple):
    """What really happened on each day of a diary, arrays of shape (days,).

    stage: index into `STAGE_NAMES`: a day is incident if any part of it is, else its modal stage.
    pull, bond, affection, threat, withdrawal, appraisal: daily means.
    cycles: incidents begun so far in this relationship.
    """

    stage: np.ndarray
    pull: np.ndarray
    bond: np.ndarray
    affection: np.ndarray
    threat: np.ndarray
    withdrawal: np.ndarray
    appraisal: np.ndarray
    cycles: np.ndarray


def draw_style(rng: np.random.Generator) -> Style:
    """A person's way of writing, from assumed population ranges."""
    scales = len(rating.SCALES)
    never = rng.random(4) < (0.05, 0.25, 0.15, 0.3)
    asked = rng.random(scales) < rng.uniform(0.3, 0.9)
    asked[rng.integers(scales)] = True
    return Style(
        writes=rng.beta(8, 2),
        harm=rng.beta(6, 2),
        warmth=rng.beta(4, 3) * ~never[0],
        apology=rng.beta(3, 3) * ~never[1],
        contact=rng.beta(7, 2) * ~never[2],
        practice=rng.beta(4, 3),
        relief=rng.beta(2, 5) * ~never[3],
        strength=rng.beta(3, 2),
        clock=rng.beta(2, 1.5),
        turning_point=rng.beta(20, 1.5),
        asked=asked,
        skips=rng.beta(1, 15),
        intercept=np.array([s.intercept for s in rating.SCALES])
        + rng.normal(0, rating.INTERCEPT_SD, scales),
        gain=np.array([s.gain for s in rating.SCALES])
        * np.exp(rng.normal(0, rating.GAIN_LOG_SD, scales)),
        noise=rating.NOISE_SD * np.exp(rng.normal(0, rating.NOISE_LOG_SD, scales)),
    )


def daily_stage(stage: np.ndarray) -> np.ndarray:
    """Stage of each day from its slots, (slots, ...) to (days, ...)."""
    by_day = stage.reshape(-1, SLOTS, *stage.shape[1:])
    counts = np.stack([(by_day == index).sum(axis=1) for index in range(len(STAGE_NAMES))])
    modal = counts.argmax(axis=0)
    return np.where(counts[INCIDENT] > 0, INCIDENT, modal)


def truth(slots: Slot, p: Parameters, theory: Theory = REINFORCEMENT) -> Truth:
    """Daily truth of one person's slots, each field of shape (slots,), a whole number of days."""

    def mean(x: np.ndarray) -> np.ndarray:
        return x.reshape(-1, SLOTS).mean(axis=1)

    states = slots.means
    apart = 1 - slots.inputs.contact
    return Truth(
        stage=daily_stage(slots.stage),
        pull=mean(theory.pull(states, slots.inputs, p)),
        bond=mean(states.bond),
        affection=mean(states.affection),
        threat=mean(states.threat),
        withdrawal=mean(states.opponent * apart),
        appraisal=mean(states.appraisal),
        cycles=slots.cycles.reshape(-1, SLOTS)[:, 0],
    )


def write_diary(
    slots: Slot,
    p: Parameters,
    style: Style,
    first_day: int,
    rng: np.random.Generator,
    missing: np.ndarray | None = None,
    name: str = "simulated",
    theory: Theory = REINFORCEMENT,
) -> Diary:
    """The diary that this person would have kept of these slots.

    Args:
        slots: one person's slots, fields of shape (slots,), a whole number of days.
        p: that person's parameters, scalars.
        style: how they write.
        first_day: days from 1970-01-01 to the first day.
        rng: source of randomness of the writing.
        missing: days on which nothing is written in any case, boolean (days,).
        name: of the diary.
        theory: whose pull is answered for as craving.
    """
    days = len(slots.stage) // SLOTS
    writes = rng.random(days) < style.writes
    if missing is not None:
        writes &= ~missing
    entries: list[Entry] = []
    inputs = slots.inputs

    def add(slot: int, kind: str, strength: float | None = None, detail: str | None = None) -> None:
        day = float(first_day + slot // SLOTS)
        value = None
        if strength is not None and rng.random() < style.strength:
            value = float(np.clip(np.round(7 * strength + rng.normal(0, 0.7)), 1, 10))
        if rng.random() < style.clock:
            part = slot % SLOTS
            minutes = np.round((part + rng.random()) / SLOTS * 1440)
            time = day + float(min(minutes, (part + 1) * 1440 // SLOTS - 1)) / 1440
            entries.append(Entry(time, time, kind, value, detail))
        else:
            entries.append(Entry(day, day + 1, kind, value, detail, precision="day"))

    def happened(dose: np.ndarray, chance: float, kind: str, sized: bool = False) -> None:
        for slot in np.flatnonzero(dose > 0):
            if writes[slot // SLOTS] and rng.random() < chance:
                add(int(slot), kind, float(dose[slot]) if sized else None)

    together = slots.stage != APART
    for day in np.flatnonzero(writes):
        part = slice(day * SLOTS, (day + 1) * SLOTS)
        for kind, chance in (("harm", style.harm), ("warmth", style.warmth)):
            dose = getattr(inputs, kind)[part] * together[part]
            for slot in np.flatnonzero(dose > 0):
                # Small things are written down less often than large ones.
                if rng.random() < chance * min(1.0, 0.4 + float(dose[slot])):
                    detail = str(rng.choice(HARMS)) if kind == "harm" else None
                    add(int(day * SLOTS + slot), kind, float(dose[slot]), detail)
        if (slots.stage[part] == RECONCILIATION).any() and rng.random() < style.apology * 0.6:
            add(int(day * SLOTS + rng.integers(SLOTS)), "apology")
        if slots.means.threat[part].mean() > 0.25 and rng.random() < style.relief:
            warm = inputs.warmth[part].any()
            source = (
                "them"
                if warm and rng.random() < 0.8
                else str(rng.choice(["people", "self", "nothing"], p=[0.35, 0.25, 0.4]))
            )
            add(int(day * SLOTS + rng.integers(SLOTS)), "relief", None, source)
    happened(inputs.onset, style.contact, "contact")
    happened(inputs.cue, style.contact * 0.6, "cue")
    for kind in ("naming", "support", "soothing", "identity", "grieving"):
        happened(getattr(inputs, kind), style.practice, kind)
    turns = np.flatnonzero(np.diff(together.astype(int)))
    for slot in turns:
        if rng.random() < style.turning_point:
            add(int(slot) + 1, "left" if together[slot] else "returned")

    entries.extend(_ratings(slots, p, style, first_day, writes, rng, theory))
    return arrange(entries, simulated=True, name=name)[0]


def _ratings(
    slots: Slot,
    p: Parameters,
    style: Style,
    first_day: int,
    writes: np.ndarray,
    rng: np.random.Generator,
    theory: Theory,
) -> list[Entry]:
    """One answer a day to each rating that this person answers, on whole numbers 0 to 10."""
    level = 0.0
    step_sd = rating.LEVEL_SD * np.sqrt(1 - rating.LEVEL_MEMORY**2)
    read = readouts(slots.means, slots.inputs, p, theory.pull)
    entries = []
    for day, written in enumerate(writes):
        level = rating.LEVEL_MEMORY * level + rng.normal(0, step_sd)
        noise = rng.normal(0, style.noise)
        skipped = rng.random(len(style.asked)) < style.skips
        if not written:
            continue
        time = first_day + day + 21 / 24
        for index, kind in enumerate(Readouts._fields):
            if not style.asked[index]:
                continue
            felt = getattr(read, kind)[day * SLOTS : (day + 1) * SLOTS].mean()
            scale = rating.SCALES[index]
            expected = rating.answer(
                felt, style.intercept[index], style.gain[index], level, scale.loading
            )
            value = float(np.round(10 * np.clip(expected + noise[index], 0, 1)))
            entries.append(Entry(time, time, kind, None if skipped[index] else value))
    return entries
