"""A reading as versioned, strictly valid JSON; the shape is in `reading.schema.json`."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable

import numpy as np

from undertow.inference.reading import READ_STATES, STAGES, Band, Cycle, Reading, Sign
from undertow.record.files import write_text
from undertow.report.findings import notice_sentence
from undertow.words import english

VERSION = 1
"""Raised when a field changes its meaning or goes; new fields alone do not raise it."""

_NATS = ("elpd", "se", "behind", "behind_se")


def to_json(reading: Reading) -> dict[str, object]:
    """The reading as plain lists, numbers and strings.

    Numbers carry 5 significant digits; what is not known (nan, infinite) is None. Days are
    ISO 8601 dates.
    """
    words = english()
    days = [day.isoformat() for day in reading.dates]
    ahead = [day.isoformat() for day in reading.forecast_dates]
    mean, low, high = reading.cycle_count
    return {
        "version": VERSION,
        "title": reading.title,
        "simulated": bool(reading.simulated),
        "theory": reading.theory,
        "stages": {"date": days} | {name: _numbers(reading.stages[name]) for name in STAGES},
        "written": [bool(day) for day in reading.written],
        "cycle_count": {"mean": _number(mean), "low80": _number(low), "high80": _number(high)},
        "cycles": [_cycle(cycle) for cycle in reading.cycles],
        "trends": [
            {"name": t.name, "probability": _number(t.probability), "cycles": int(t.cycles)}
            for t in reading.trends
        ],
        "states": {"date": days} | {name: _band(reading.states[name]) for name in READ_STATES},
        "contraction": {name: _number(v) for name, v in reading.contraction.items()},
        "signs": [_sign(sign) for sign in reading.signs],
        "forecast": {n: {"date": ahead} | _band(b) for n, b in reading.forecast.items()},
        "theories": [
            {"name": t.name, **{field: _number(getattr(t, field)) for field in _NATS}}
            for t in reading.theories
        ],
        "earlier": [
            {
                "made": one.made.isoformat(),
                "day": one.day.isoformat(),
                "low80": _number(one.low80),
                "high80": _number(one.high80),
                "answer": _number(one.answer),
            }
            for one in reading.earlier
        ],
        "totals": {name: _number(value) for name, value in reading.totals.items()},
        "relief": {name: int(times) for name, times in reading.relief.items()},
        "warnings": [{"id": n.id, "text": notice_sentence(n, words)} for n in reading.notices],
    }


def write_json(reading: Reading, path: str | os.PathLike[str]) -> None:
    """Write the reading as JSON, whole or not at all.

    Raises:
        Problem: in one line, if the file cannot be written.
    """
    fields = to_json(reading)
    lines = (f"{json.dumps(name)}: {_compact(field)}" for name, field in fields.items())
    write_text(path, "{\n" + ",\n".join(lines) + "\n}\n")


def _cycle(cycle: Cycle) -> dict[str, object]:
    return {
        "start": cycle.start.isoformat(),
        "end": cycle.end.isoformat(),
        "incident_days": _number(cycle.incident_days),
        "harm": _number(cycle.harm),
        "warmth": _number(cycle.warmth),
        "bond_after": _number(cycle.bond_after),
        "probability": _number(cycle.probability),
        "closed": bool(cycle.closed),
    }


def _sign(sign: Sign) -> dict[str, object]:
    return {
        "id": sign.id,
        "shown": None if sign.shown is None else bool(sign.shown),
        "probability": _number(sign.probability),
        "counts": {name: _number(value) for name, value in sign.counts.items()},
    }


def _band(band: Band) -> dict[str, object]:
    return {
        "mean": _numbers(band.mean),
        "low80": _numbers(band.low80),
        "high80": _numbers(band.high80),
    }


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [_number(value) for value in np.asarray(values, dtype=float).tolist()]


def _number(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.5g}")


def _compact(field: object) -> str:
    """One field on one line: the file stays small, and two of them can be compared by line."""
    return json.dumps(field, ensure_ascii=False, allow_nan=False)
