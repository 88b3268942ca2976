"""What a person may have lived through, slot by slot, given what they wrote and a stage path.

A diary holds part of what happened. Each draw fills in the rest from its own simulated person:
on days without a word, warmth and harm come as that partner's ways in that stage make likely; on
days with words, what was written happened, and what was not may still have.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.engine.life import APART
from undertow.inference.bank import Bank
from undertow.record import Daily, Event, Record
from undertow.theory import EVENT_DAYS, Inputs
from undertow.theory.partner import CALM, IDEALIZATION, INCIDENT, RECONCILIATION, SLOT_DAYS, STEADY

SLOTS = round(1 / SLOT_DAYS)
_BRIEF = 0.3
"""Share of a slot that a contact while apart takes up, as in simulated lives."""

_PRACTICE = ("naming", "support", "soothing", "identity", "grieving", "cue")


class Chances(NamedTuple):
    """Chance of a warm and of a harmful episode in a slot, by draw and stage; (M, stages).

    size: strength of the harm that comes in each stage, (M, stages).
    """

    warmth: np.ndarray
    harm: np.ndarray
    size: np.ndarray


def chances(people: Bank) -> Chances:
    """The partner's ways as tables over stages; apart, nothing comes but contact."""
    ways = people.partner
    warmth = np.zeros((len(people.stage), APART + 1))
    harm = np.zeros_like(warmth)
    warmth[:, IDEALIZATION] = ways.warm_idealization
    warmth[:, INCIDENT] = ways.warm_incident
    warmth[:, RECONCILIATION] = ways.warm_reconciliation
    warmth[:, CALM] = ways.warm_calm
    # A partner whose warmth comes and goes is warm half of the time.
    warmth[:, STEADY] = ways.warm_steady * np.where(ways.swing_days > 0, 0.5, 1.0)
    harm[:, INCIDENT] = ways.harm_incident
    harm[:, CALM] = ways.harm_calm
    harm[:, STEADY] = ways.harm_steady
    size = np.broadcast_to(ways.severity[:, None], harm.shape).copy()
    size[:, [CALM, STEADY]] = ways.friction[:, None]
    return Chances(warmth, harm, size)


def _logged(record: Record, kind: Event, rng: np.random.Generator, draws: int) -> tuple:
    """Slots and strengths of the entries of one kind, drawn within what their time allows.

    Returns:
        Slot of each entry and draw, int (entries, M); strength, nan where unknown, (entries,).
    """
    chosen = np.flatnonzero(record.events.kind == kind)
    earliest = record.events.earliest[chosen, None]
    width = record.events.latest[chosen, None] - earliest
    when = earliest + width * rng.random((len(chosen), draws))
    slot = np.minimum((when / SLOT_DAYS).astype(int), record.days * SLOTS - 1)
    known = record.events.strength_known[chosen]
    return slot, np.where(known, record.events.strength[chosen], np.nan)


def _written_share(happened: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """How much of what happened gets written, by draw: (M,), between .05 and 1.

    happened: days on which the kind was written. expected: days on which this draw's partner
    would have given occasion, (M,).
    """
    return np.clip((happened.sum() + 1.0) / (expected + 1.5), 0.05, 1.0)


def _episodes(
    record: Record,
    daily: Daily,
    kind: Event,
    chance: np.ndarray,
    size: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Doses of warmth or harm in each slot, (slots, M).

    Args:
        record: what was written.
        daily: the same by day.
        kind: `warmth` or `harm`.
        chance: of an episode in each slot of each day, (D, M).
        size: typical strength on each day, (D, M).
        rng: source of randomness.
    """
    draws = size.shape[1]
    any_today = 1 - (1 - chance) ** SLOTS
    share = _written_share(
        daily.happened[kind][daily.written], any_today[daily.written].sum(axis=0)
    )
    silent = daily.written & ~daily.happened[kind]
    # Not written although one writes: less likely to have happened, by Bayes, day by day.
    missed = any_today * (1 - share) / np.maximum(1 - any_today * share, 1e-9)
    shrink = np.where(silent[:, None], missed / np.maximum(any_today, 1e-9), 1.0)
    by_slot = np.repeat(chance * shrink, SLOTS, axis=0)
    size = np.repeat(size, SLOTS, axis=0)
    vigour = 0.5 + rng.random(by_slot.shape)
    dose = np.where(rng.random(by_slot.shape) < by_slot, size * vigour, 0.0)
    slot, strength = _logged(record, kind, rng, draws)
    unknown = np.isnan(strength)
    for row, value, blank in zip(slot, strength, unknown, strict=True):
        felt = size[row, np.arange(draws)] * (0.5 + rng.random(draws)) if blank else value
        dose[row, np.arange(draws)] = felt
    return dose


def draw_inputs(
    record: Record, daily: Daily, people: Bank, paths: np.ndarray, rng: np.random.Generator
) -> Inputs:
    """Draw the inputs of the laws for every slot of a record.

    Args:
        record: what was written.
        daily: the same by day.
        people: one simulated person a draw, M of them.
        paths: stage of each draw and day, (M, D).
        rng: source of randomness.

    Returns:
        Inputs with fields of shape (slots, M).
    """
    draws, days = paths.shape
    each = np.arange(draws)[:, None]
    table = chances(people)
    warm_chance = table.warmth[each, paths].T
    harm_chance = table.harm[each, paths].T
    # A day counts as incident if any part of it is: harm fills about half of its slots.
    harsh = table.size[each, paths].T
    kind = np.broadcast_to(people.partner.height, warm_chance.shape)
    harm = _episodes(record, daily, Event.harm, harm_chance, harsh, rng)
    warmth = _episodes(record, daily, Event.warmth, warm_chance, kind, rng)
    warmth = np.where(harm > 0, 0.0, warmth)
    apart = np.repeat(paths.T == APART, SLOTS, axis=0)
    onset = np.zeros((days * SLOTS, draws))
    for kind in (Event.contact, Event.needed):
        slot, _ = _logged(record, kind, rng, draws)
        for row in slot:
            onset[row, np.arange(draws)] = 1.0
    onset = np.where(apart, onset, 0.0)
    together = ~apart
    began = np.zeros_like(onset)
    began[1:] = together[1:] & ~together[:-1]
    small = np.float32  # doses need no more, and ten years of them must fit into memory
    return Inputs(
        warmth=warmth.astype(small),
        harm=harm.astype(small),
        contact=np.where(apart, onset * _BRIEF, 1.0).astype(small),
        onset=onset.astype(small),
        renewal=began.astype(small),
        power=np.broadcast_to(people.partner.power, onset.shape),
        therapy=np.broadcast_to(people.habits.therapy, onset.shape),
        **{
            kind: _practice(record, daily, kind, people, apart, rng).astype(small)
            for kind in _PRACTICE
        },
    )


def coarser(inputs: Inputs, merge: int) -> Inputs:
    """Inputs averaged over `merge` slots."""
    if merge == 1:
        return inputs
    return Inputs(*(f.reshape(-1, merge, *f.shape[1:]).mean(axis=1) for f in inputs))


def _practice(
    record: Record,
    daily: Daily,
    kind: str,
    people: Bank,
    apart: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Doses of what one does for oneself: as written, and at one's own rate on other days."""
    rate = getattr(people.habits, kind) * EVENT_DAYS
    quiet = np.repeat(~daily.written, SLOTS)[:, None]
    dose = np.where(rng.random(apart.shape) < rate * np.where(quiet, 1.0, 0.5), 1.0, 0.0)
    if kind in ("grieving", "cue"):
        dose = np.where(apart, dose, 0.0)
    slot, _ = _logged(record, Event[kind], rng, apart.shape[1])
    for row in slot:
        dose[row, np.arange(apart.shape[1])] = 1.0
    return dose
