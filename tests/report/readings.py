"""Readings of several shapes, made by hand: no inference, no theory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from lives import Path, along, band, signs_with, turns

from undertow.inference.reading import (
    READ_STATES,
    STAGES,
    EarlierForecast,
    Notice,
    Reading,
    TheoryScore,
    Trend,
)


def eight_months() -> Reading:
    """A rich simulated record: six turns, one time apart, gaps."""
    path = turns([44, 38, 33, 30])
    path = Path([*path.runs, ("apart", 16), ("return", 2), ("reconciliation", 8), ("calm", 18)])
    made = along(path, seed=3)
    return replace(
        made,
        simulated=True,
        totals=made.totals | {"contacts_answered": 1.0},
        earlier=looked_ahead([3.0, 9.0, 0.5, 4.0]),
    )


def looked_ahead(answers: list[float]) -> list[EarlierForecast]:
    """One look ahead that said 2 to 6 of every day, and what was answered."""
    made = date(2024, 8, 1)
    return [
        EarlierForecast(made, made + timedelta(days=day + 1), 2.0, 6.0, answer)
        for day, answer in enumerate(answers)
    ]


def three_entries() -> Reading:
    """Too short to say anything: no forecast, no cycle, nothing known."""
    short = along(Path([("calm", 5)]), sure=0.2, seed=5, gaps=0.5)
    return replace(
        short,
        stages={name: np.full(5, 1 / 7) for name in STAGES},
        written=np.array([True, False, True, False, True]),
        cycle_count=(0.0, 0.0, 2.0),
        cycles=[],
        contraction=dict.fromkeys(READ_STATES, 0.0),
        signs=signs_with([None] * 7),
        forecast_dates=[],
        forecast={},
        totals={"days": 5.0, "days_written": 3.0},
        relief={},
        notices=[Notice("few_entries", {"entries": 3, "days": 5}), Notice("no_ratings")],
        title="short.csv",
    )


def one_day() -> Reading:
    """A single day with a single entry."""
    return replace(
        along(Path([("incident", 1)]), sure=0.7, seed=2),
        cycle_count=(1.0, 0.0, 1.0),
        forecast_dates=[],
        forecast={},
        title="today.csv",
        earlier=looked_ahead([1.0]),
    )


def only_apart() -> Reading:
    """A record begun after the separation."""
    reading = along(Path([("apart", 120)]), sure=0.95, seed=7)
    return replace(
        reading,
        totals=reading.totals | {"contacts_answered": 2.0},
        cycle_count=(0.0, 0.0, 0.0),
        notices=[Notice("no_harm_written"), Notice("short_forecast"), Notice("reporting")],
        title="since-june.csv",
    )


def ten_years() -> Reading:
    """3650 days with many turns."""
    lengths = [44 + 7 * (number % 5) for number in range(64)]
    runs, kept = turns(lengths).runs, 0
    path = []
    for stage, days in runs:
        days = min(days, 3650 - kept)
        if days > 0:
            path.append((stage, days))
        kept += days
    return replace(along(Path(path), seed=11), title="ten-years.csv")


def steady() -> Reading:
    """A year without the cycle; judgement well known, four theories compared."""
    reading = along(Path([("steady", 365)]), sure=0.9, seed=13, gaps=0.1)
    flat = band(np.full(365, 0.7) + 0.02 * np.sin(np.arange(365) / 9), 0.15, -1.0, 1.0)
    names = ("reinforcement", "repetition", "affection", "severity")
    return replace(
        reading,
        cycle_count=(0.0, 0.0, 1.0),
        states=reading.states | {"appraisal": flat},
        contraction=dict.fromkeys(READ_STATES, 0.6),
        signs=signs_with([0.04] * 7),
        theories=[TheoryScore(n, -400.0 - 30 * i, 5.0, 30.0 * i, 4.0) for i, n in enumerate(names)],
        relief={"them": 1, "people": 0, "self": 0, "nothing": 0},
        notices=[Notice("mostly_unwritten", {"share": 0.64}), Notice("duplicates", {"count": 1})],
        title="plain.csv",
    )


def uncertain() -> Reading:
    """Every chance near the middle; theories that cannot be told apart; some states unknown."""
    reading = along(turns([40, 40, 40]), sure=0.05, seed=17)
    states = dict(reading.states)
    unknown = np.full(len(reading.dates), np.nan)
    unknown[30:60] = 0.1
    states["appraisal"] = band(unknown, 0.5, -1.0, 1.0)
    return replace(
        reading,
        cycle_count=(2.4, 0.0, 5.0),
        cycles=[replace(cycle, probability=0.45) for cycle in reading.cycles],
        trends=[Trend(name, 0.5, 3) for name in ("shorter", "harsher", "fading")],
        states=states,
        contraction=dict.fromkeys(READ_STATES, 0.1),
        signs=signs_with([0.5] * 7),
        theories=[
            TheoryScore("reinforcement", -200.0, 8.0, 1.0, 3.0),
            TheoryScore("severity", -199.0, 8.0),
        ],
        notices=[
            Notice("mapped_table"),
            Notice("other_people", {"people": 40, "chosen": "7"}),
            Notice("missed_prompts", {"count": 12}),
            Notice("vague_strengths", {"share": 0.4}),
            Notice("no_events"),
        ],
        title="table.tsv",
    )


def under_another_theory() -> Reading:
    """Read under somebody else's theory, which falls behind two that are alike."""
    boredom = "nothing else <to> do"
    return replace(
        eight_months(),
        theory="boredom",
        theory_meaning=boredom,
        theories=[
            TheoryScore("boredom", -240.0, 9.0, 40.0, 6.0, boredom),
            TheoryScore("affection", -201.0, 8.0, 1.0, 0.9),
            TheoryScore("repetition", -200.0, 8.0),
        ],
    )


SHAPES = {
    "eight_months": eight_months,
    "three_entries": three_entries,
    "one_day": one_day,
    "only_apart": only_apart,
    "ten_years": ten_years,
    "steady": steady,
    "uncertain": uncertain,
    "under_another_theory": under_another_theory,
}
"""Every shape a page has to stand, by name."""
