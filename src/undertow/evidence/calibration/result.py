"""The outcome of a calibration as a parameter set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from undertow.evidence.calibration.run import CONSTRAINED, Outcome, Settings
from undertow.theory.parameter import Parameter
from undertow.theory.parameter_set import ParameterSet, starting


def parameter_set(
    outcome: Outcome, entries: Iterable[Parameter], settings: Settings, date: str
) -> ParameterSet:
    """One set: what was fitted, and all else as it starts.

    Args:
        outcome: of the calibration.
        entries: of the theory.
        settings: of the calibration.
        date: of today, as 2026-11-21.
    """
    entries = list(entries)
    found = starting(entries)
    for name, value in outcome.values.items():
        was = found[name]
        moved = value != was.value
        told = outcome.contraction[name] >= CONSTRAINED
        found[name] = replace(
            was,
            value=value,
            status="calibrated" if moved else was.status,
            source=f"calibration of {date}; start: {was.source}" if moved else was.source,
            contraction=round(outcome.contraction[name], 2),
            rows=outcome.rows[name] if told or moved else (),
        )
    return ParameterSet(about(outcome, settings, date), found)


def about(outcome: Outcome, settings: Settings, date: str) -> dict[str, Any]:
    """What is said of the set as a whole."""
    groups = {"claims": "AB", "findings": "E", "guards": "N"}
    verdicts: dict[str, Mapping[str, int]] = {}
    for group, letters in groups.items():
        counts = Counter(v for name, v in outcome.verdicts.items() if name[0] in letters)
        verdicts[group] = {kind: counts[kind] for kind in ("pass", "open", "fail")}
    return {
        "date": date,
        "seed": settings.seed,
        "how": (
            f"ensemble smoother, {settings.members} members, {settings.rounds} rounds, then "
            f"{len(outcome.tried)} sets tried; docs/decisions/0014"
        ),
        "rows": list(outcome.verdicts),
        **verdicts,
        "not_passed": [name for name, v in outcome.verdicts.items() if v != "pass"],
        "rows_with_errors": list(outcome.wrong),
    }
