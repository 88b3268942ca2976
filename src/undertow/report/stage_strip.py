"""The stage strip of a reading: which lanes it has, and what its names mean."""

from __future__ import annotations

import math

import numpy as np

from undertow.inference.reading import Reading
from undertow.report.chart.calendar import ticks
from undertow.report.chart.frame import picture, time_axis, turn_numbers
from undertow.report.chart.strip import BAR, LABEL, Lane, gaps, lane, lane_tops
from undertow.report.chart.svg import known_runs
from undertow.report.phrases import date_words
from undertow.report.pictures import Picture, turn_shares
from undertow.report.story import STANDS_OUT
from undertow.report.tables import stretches
from undertow.report.thinning import Drawn, drawn
from undertow.words import Words

LANES = ("idealization", "harm", "reconciliation", "calm", "apart", "steady")
"""Lanes from top to bottom. `harm` is incident and again: one thing, told by its number."""

WORTH_A_LANE = 0.25
"""A stage that never reaches this chance gets no lane."""

LONG_GAP = 5
"""Days without an entry from which a stretch is striped; single days are in their own lane."""


def stage_strip(reading: Reading, words: Words) -> Picture:
    """The strip as a picture, and its stretches as a table."""
    steps = drawn(reading)
    lanes = [_lane(name, steps, words) for name in shown_lanes(steps)]
    lanes.append(
        Lane(
            "unwritten",
            words.say("strip.unwritten"),
            words.say("strip.unwritten_short"),
            1.0 - steps.written,
        )
    )
    tops = lane_tops(lanes)
    parts = [lane(one, steps.edges, top) for one, top in zip(lanes, tops, strict=False)]
    parts.append(gaps(_gaps(reading), tops[:-2]))
    turns = turn_shares(reading)
    for one, top in zip(lanes, tops, strict=False):
        if one.numbered:
            parts.append(turn_numbers(turns, top + LABEL + BAR + 13))
    days = len(reading.dates)
    first, last = (date_words(reading.dates[at], words) for at in (0, -1))
    svg = picture(
        "stages",
        words.say("strip.title"),
        words.say("strip.description", first=first, last=last),
        tops[-1],
        parts,
        time_axis(ticks(reading.dates[0], days, words), tops[-1]),
    )
    return Picture(svg, stretches(reading, words))


def shown_lanes(steps: Drawn) -> list[str]:
    """The lanes of stages that are likely at least once, and harm; all where nothing is likely."""
    highest = {name: float(np.max(steps.stages[name])) for name in LANES}
    if max(highest.values()) < STANDS_OUT:
        return list(LANES)
    return [name for name in LANES if name == "harm" or highest[name] >= WORTH_A_LANE]


def legend(reading: Reading, words: Words) -> list[tuple[str, str, str]]:
    """What the names in the strip mean: (class, name, one plain line)."""
    steps = drawn(reading)
    again = float(np.max(steps.stages["return"])) >= WORTH_A_LANE
    rows = []
    for name in shown_lanes(steps):
        harm = ("incident", "return") if again else ("incident",)
        for stage in harm if name == "harm" else (name,):
            rows.append((name, words.say(f"stage.{stage}.name"), words.say(f"stage.{stage}.line")))
    return [*rows, ("unwritten", words.say("strip.unwritten"), words.say("strip.unwritten_line"))]


def _lane(name: str, steps: Drawn, words: Words) -> Lane:
    chances = steps.stages[name]
    if name == "harm":
        title, aside = words.say("strip.harm_lane"), words.say("stage.incident.short")
        return Lane(name, title, aside, chances, numbered=True)
    return Lane(name, words.say(f"stage.{name}.name"), words.say(f"stage.{name}.short"), chances)


def _gaps(reading: Reading) -> list[tuple[float, float]]:
    """Stretches long enough to be seen in which nothing was written, as shares."""
    days = len(reading.dates)
    least = max(LONG_GAP, math.ceil(days / 60))
    empty = np.where(np.asarray(reading.written, dtype=bool), np.nan, 1.0)
    return [(a / days, b / days) for a, b in known_runs(empty) if b - a >= least]
