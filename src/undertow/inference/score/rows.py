"""What is told of one rating: how far off each forecast was, and ours beside the moving average."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from undertow.inference.score import baselines
from undertow.inference.score.bootstrap import Ratio, ratio_of_errors
from undertow.inference.score.forecaster import foretell
from undertow.inference.score.measures import NORMAL_80, gaussian_crps
from undertow.inference.score.panel import Panel
from undertow.inference.score.table import Target

SIMPLE = ("mean", "persistence", "ar1", "decay")
"""Forecasts of which the mean absolute error is told."""


ROUGH = 30
"""Test answers below which a share inside 80 % intervals is not known to a tenth (its standard
error is .07 at 30)."""


class Scores(NamedTuple):
    """Pooled over test answers, in units of the table.

    Attributes:
        mae: mean absolute error.
        crps: mean continuous ranked probability score.
        cover80: share of answers in their 80 % intervals.
    """

    mae: float
    crps: float
    cover80: float


class Ratios(NamedTuple):
    """Mean errors in units of another forecast's."""

    mae: Ratio | None
    crps: Ratio | None


_UNKNOWN = Ratios(None, None)


@dataclass(frozen=True)
class Row:
    """One rating.

    Attributes:
        target: its name.
        people: with enough answers.
        points: answers that test.
        simple: mean absolute error of each forecast in `SIMPLE`; None without people.
        ewma: the tuned moving average; None without people.
        model: ours; None without people.
        ratios: ours in units of the moving average.
        with_events: ours when it knows earlier dated events; None where the map names none.
        events: that, in units of ours without them.
        left_out: people with too few answers.
        notes: what the reader must know, a sentence each.
    """

    target: str
    people: int
    points: int
    simple: Mapping[str, float | None]
    ewma: Scores | None
    model: Scores | None
    ratios: Ratios = _UNKNOWN
    with_events: Scores | None = None
    events: Ratios = _UNKNOWN
    left_out: int = 0
    notes: list[str] = field(default_factory=list)


class _Errors(NamedTuple):
    """Of every answer, (P, T): absolute error, CRPS, whether inside the interval."""

    absolute: np.ndarray
    crps: np.ndarray
    inside: np.ndarray

    def pooled(self, test: np.ndarray) -> Scores:
        return Scores(*(float(one[test].mean()) for one in self))


def score(target: Target, fewest: int, progress: Callable[[float], None]) -> Row:
    """Forecasts one rating in every way and compares them.

    Args:
        target: the rating and its people.
        fewest: answers that a person must have given, for the note.
        progress: told the share done, 0 to 1.
    """
    notes = []
    if target.untimed:
        notes.append(f"{target.untimed} answers stand in rows without a time and are left out.")
    panel = target.panel
    if panel is None:
        notes.append(f"Nobody has {fewest} answers or more: there is nothing to tell.")
        nothing: dict[str, float | None] = dict.fromkeys(SIMPLE)
        return Row(target.name, 0, 0, nothing, None, None, left_out=target.left_out, notes=notes)
    alone = panel.without_events()
    dated = panel.events.shape[2] > 0
    ours = _ours(alone, lambda share: progress(share / 2 if dated else share))
    average = _moving_average(panel)
    row = Row(
        target.name,
        panel.people,
        panel.points,
        {name: _mae(panel, getattr(baselines, name)(panel)) for name in SIMPLE},
        average.pooled(panel.test),
        ours.pooled(panel.test),
        _ratios(ours, average, panel),
        left_out=target.left_out,
        notes=notes + _warnings(panel),
    )
    if not dated:
        return row
    knowing = _ours(panel, lambda share: progress(0.5 + share / 2))
    return replace(
        row, with_events=knowing.pooled(panel.test), events=_ratios(knowing, ours, panel)
    )


def _ours(panel: Panel, progress: Callable[[float], None]) -> _Errors:
    found = foretell(panel, progress)
    return _Errors(np.abs(panel.answers - found.median), found.crps, found.inside)


def _moving_average(panel: Panel) -> _Errors:
    forecast = baselines.ewma(panel)
    deviation = baselines.training_deviation(panel, forecast)[:, None]
    error = np.abs(panel.answers - forecast)
    crps = gaussian_crps(forecast, np.broadcast_to(deviation, error.shape), panel.answers)
    return _Errors(error, crps, error <= NORMAL_80 * deviation)


def _mae(panel: Panel, forecast: np.ndarray) -> float:
    return float(np.abs(panel.answers - forecast)[panel.test].mean())


def _ratios(ours: _Errors, theirs: _Errors, panel: Panel) -> Ratios:
    return Ratios(
        ratio_of_errors(ours.absolute, theirs.absolute, panel.test),
        ratio_of_errors(ours.crps, theirs.crps, panel.test),
    )


def _warnings(panel: Panel) -> list[str]:
    """What makes the figures of a panel mean less than they seem to."""
    notes = []
    if panel.people == 1:
        notes.append("There is one person: no interval can be given.")
    if panel.points < ROUGH:
        notes.append(f"Only {panel.points} answers test: the figures are rough.")
    given = panel.answers[panel.given]
    if given.min() == given.max():
        notes.append("Every answer is the same: there is nothing to forecast.")
    return notes
