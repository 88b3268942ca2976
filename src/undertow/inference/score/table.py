"""A table of ratings of many people, read through a map into panels."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from undertow.inference.score.panel import Panel, Series, panel_of
from undertow.inference.score.score_map import ScoreMap
from undertow.record.cells import read_number
from undertow.record.column_map import happened, mapped_moment, missing, place_of, within
from undertow.record.problem import Problem
from undertow.record.source import read_text
from undertow.record.table import open_table

EVENTS_LAST = (0.25, 1.0, 3.0)
"""Days after which what an event left behind has fallen to a third; rows where time is unknown."""


class Target(NamedTuple):
    """One rating of a table.

    Attributes:
        name: as the map calls it.
        panel: people with enough answers; None if there are none.
        left_out: people with too few answers.
        untimed: answers in rows without a time, which are not counted.
    """

    name: str
    panel: Panel | None
    left_out: int
    untimed: int


@dataclass
class _Person:
    """What the rows of one person hold, in the order of the table."""

    times: list[float] = field(default_factory=list)
    answers: list[list[float]] = field(default_factory=list)
    happened: list[list[bool]] = field(default_factory=list)


def read_targets(path: str | os.PathLike[str], score_map: ScoreMap) -> list[Target]:
    """Reads every rating that a map names.

    Args:
        path: the table: comma, tab or semicolon between cells.
        score_map: what its columns mean.

    Returns:
        In the order of the map.

    Raises:
        Problem: the first thing wrong, with its line and column; no rows.
    """
    name = Path(path).name
    people, untimed = _people(read_text(path), name, score_map)
    if not people:
        raise Problem("there are no rows with a time in it.", file=name)
    ordered = [_in_order(person) for person in people.values()]
    targets = []
    for place, (target, about) in enumerate(score_map.targets.items()):
        series = [_series(*person, place) for person in ordered]
        enough = [one for one in series if len(one.answers) >= score_map.fewest]
        panel = panel_of(target, about.low, about.high, enough) if enough else None
        targets.append(Target(target, panel, len(series) - len(enough), untimed[place]))
    return targets


def _people(text: str, name: str, score_map: ScoreMap) -> tuple[dict[str, _Person], list[int]]:
    """Rows by person, and for each rating how many answers stand in rows without a time."""
    table = open_table(text, name)
    time = None if score_map.time is None else place_of(score_map.time, table, name)
    who = None if score_map.person is None else place_of(score_map.person, table, name)
    asked = [(one, place_of(one.column, table, name)) for one in score_map.targets.values()]
    dated = [(one, place_of(one.column, table, name)) for one in score_map.events.values()]
    people: dict[str, _Person] = {}
    untimed = [0] * len(asked)
    for line, cells in table.rows:
        person = people.setdefault("" if who is None else cells[who].strip(), _Person())
        column = score_map.time
        try:
            if time is None:
                day = float(len(person.times))
            elif missing(cells[time]):
                for place, (_, position) in enumerate(asked):
                    untimed[place] += not missing(cells[position])
                continue
            else:
                day = mapped_moment(cells[time], score_map.time_unit).earliest
            answers, events = [], []
            for about, position in asked:
                column = about.column
                answers.append(_answer(cells[position], about.low, about.high))
            for about, position in dated:
                column = about.column
                events.append(happened(cells[position], about))
        except Problem as problem:
            raise Problem(problem.message, file=name, line=line, column=column) from None
        person.times.append(day)
        person.answers.append(answers)
        person.happened.append(events)
    return {label: one for label, one in people.items() if one.times}, untimed


def _answer(text: str, low: float, high: float) -> float:
    """A cell in the table's own units, NaN where missing."""
    return np.nan if missing(text) else within(read_number(text), low, high)


def _in_order(person: _Person) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times (R,), answers (R, targets) and events (R, kinds) in order of time.

    Rows of the same time stay in the table's order.
    """
    times = np.array(person.times)
    order = np.argsort(times, kind="stable")
    rows = len(times)
    answers = np.array(person.answers).reshape(rows, -1)[order]
    return times[order], answers, np.array(person.happened, dtype=bool).reshape(rows, -1)[order]


def _series(times: np.ndarray, answers: np.ndarray, events: np.ndarray, place: int) -> Series:
    """One person's answers to one rating."""
    given = np.isfinite(answers[:, place])
    left = [
        left_behind(times[given], times[events[:, kind]], EVENTS_LAST)
        for kind in range(events.shape[1])
    ]
    none = np.zeros((int(given.sum()), 0))
    return Series(times[given], answers[given, place], np.concatenate([none, *left], axis=1))


def left_behind(times: np.ndarray, events: np.ndarray, last: Sequence[float]) -> np.ndarray:
    """What earlier events left behind at each time; one of the same moment has left nothing yet.

    Args:
        times: days, rising, (T,).
        events: days, rising, (N,).
        last: days after which each kind of trace has fallen to 1 / e, (L,).

    Returns:
        (T, L), the sum over earlier events of exp(-days since / last).
    """
    before = np.searchsorted(events, times, side="left")
    traces = np.zeros((len(times), len(last)))
    scale = 1 / np.asarray(last, dtype=float)
    now, trace, seen = -np.inf, np.zeros(len(last)), 0
    for row, (time, count) in enumerate(zip(times, before, strict=True)):
        trace = trace * np.exp(-(time - now) * scale) if np.isfinite(now) else trace
        for event in events[seen:count]:
            trace = trace + np.exp(-(time - event) * scale)
        now, seen = time, int(count)
        traces[row] = trace
    return traces
