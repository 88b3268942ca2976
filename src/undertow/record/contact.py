"""Together or apart: the stretches that `left` and `returned` mark off."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from undertow.record.kinds import Event
from undertow.record.record import Record

UNKNOWN, APART, TOGETHER = -1, 0, 1


def initial_contact(record: Record) -> int:
    """Whether the two were together when the record starts: `TOGETHER`, `APART` or `UNKNOWN`.

    The opposite of the first `left` or `returned` in the record; without one, what the last of
    them in the story so far says.
    """
    changes = _changes(record, UNKNOWN)
    if changes:
        return TOGETHER if changes[0][1] == Event.left else APART
    told = record.history.last("left", "returned")
    if told is None:
        return UNKNOWN
    return APART if told.kind == "left" else TOGETHER


def apart_share(record: Record, per_day: int) -> tuple[NDArray[np.float64], bool]:
    """The share of each step that was spent apart.

    A `left` or `returned` with only a date is put in the middle of its day; several share the
    day out evenly, in the order that makes each of them a change.

    Args:
        record: whose axis is divided.
        per_day: steps in a day.

    Returns:
        Shares from 0 to 1, shape (days * per_day,), and whether anything says so; if not they
        are 0.
    """
    steps = record.days * per_day
    state = initial_contact(record)
    if state == UNKNOWN:
        return np.zeros(steps), False
    times, apart_until = [0.0], [0.0]
    for time, kind in _changes(record, state):
        apart_until.append(apart_until[-1] + (time - times[-1]) * (state == APART))
        times.append(time)
        state = APART if kind == Event.left else TOGETHER
    apart_until.append(apart_until[-1] + (record.days - times[-1]) * (state == APART))
    times.append(float(record.days))
    at_edges = np.interp(np.arange(steps + 1) / per_day, times, apart_until)
    return np.clip(np.diff(at_edges) * per_day, 0.0, 1.0), True


def _changes(record: Record, state: int) -> list[tuple[float, int]]:
    """Times and kinds of `left` and `returned`, times never falling."""
    events = record.events
    chosen = np.flatnonzero((events.kind == Event.left) | (events.kind == Event.returned))
    changes: list[tuple[float, int]] = []
    for day, members in groupby(chosen, key=lambda index: int(events.earliest[index])):
        today: list[tuple[float, int]] = []
        vague: list[int] = []
        latest = float(day)
        for index in members:
            kind = int(events.kind[index])
            if events.latest[index] > events.earliest[index]:
                vague.append(kind)
            else:
                # The hour of the second pass through a night's repeated hour is lower: hold.
                latest = max(latest, float(events.earliest[index]))
                today.append((latest, kind))
        vague = _alternating(vague, state)
        share = 1 / (len(vague) + 1)
        today += [(day + share * (place + 1), kind) for place, kind in enumerate(vague)]
        changes += sorted(today, key=lambda change: change[0])
        state = APART if changes[-1][1] == Event.left else TOGETHER
    return changes


def _alternating(kinds: list[int], state: int) -> list[int]:
    """Orders `left` and `returned` of one day so that each changes something, if possible."""
    waiting = {kind: kinds.count(kind) for kind in (Event.left, Event.returned)}
    ordered: list[int] = []
    expected = Event.returned if state == APART else Event.left
    while len(ordered) < len(kinds):
        other = Event.returned if expected == Event.left else Event.left
        chosen = expected if waiting[expected] else other
        waiting[chosen] -= 1
        ordered.append(chosen)
        expected = Event.returned if chosen == Event.left else Event.left
    return ordered
