"""The pictures of a reading, each with its words and its table twin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from markupsafe import Markup

from undertow.inference.reading import Band, Reading
from undertow.report.chart.calendar import ticks
from undertow.report.chart.frame import labelled_line, picture, time_axis, turn_lines
from undertow.report.chart.panel import NAME, Curve, Level, panel
from undertow.report.phrases import date_words, last_range, out_of_ten
from undertow.report.rivals import speaker
from undertow.report.tables import Table, bands_table
from undertow.report.thinning import Drawn, drawn
from undertow.words import Words

TALL, LOW, BETWEEN = 160.0, 124.0, 14.0
"""Heights in pixels: of a plot that stands alone, of one among others, and between these."""

HIGH = 2.0
"""From here on the marks of a level are whole tens, for 5 would touch 10."""

HIGHEST = 6.0
"""Higher is not drawn, only told in the table: the rest of the picture would be flat."""

LOOK_BACK = 56
"""Days of the record drawn before a forecast, so that it does not start from nowhere."""


@dataclass(frozen=True)
class Picture:
    """An SVG picture and its table twin."""

    svg: Markup
    table: Table


class Pictures:
    """All pictures of one reading.

    Args:
        reading: what is drawn.
        words: names and descriptions.
    """

    def __init__(self, reading: Reading, words: Words) -> None:
        """Thin the reading once for all pictures."""
        self._reading, self._words = reading, words
        self._drawn: Drawn = drawn(reading)
        self._turns = turn_shares(reading)
        self._say = speaker(reading, words)

    @property
    def weekly(self) -> bool:
        """Whether each step of a picture is a week, because the record is long."""
        return self._drawn.weekly

    def pull(self) -> Picture:
        """The pull over time with its 80 % band."""
        band = self._reading.states["pull"]
        first, last = (last_range(band, at) for at in (0, -1))
        values = {
            "start": self._words.say("number.range", **first),
            "end": self._words.say("number.range", **last),
        }
        return self._over_time("pull", [("pull.name", "pull")], TALL, values)

    def apart(self) -> Picture:
        """The relief-bond and affection apart, on the same scale (B05)."""
        states = self._reading.states
        ends = {name: out_of_ten(float(states[name].mean[-1])) for name in ("bond", "affection")}
        panels = [("apart.relief_name", "bond"), ("apart.affection_name", "affection")]
        return self._over_time("apart", panels, LOW, ends)

    def judgement(self) -> Picture:
        """What I think of it beside how much it pulls, in one picture (A01)."""
        panels = [("judgement.pull_name", "pull"), ("judgement.name", "appraisal")]
        return self._over_time("judgement", panels, LOW, {})

    def ahead(self, scenario: str) -> Picture:
        """The pull in the last weeks of the record and under one scenario after it."""
        reading, words = self._reading, self._words
        future = reading.forecast[scenario]
        back = min(LOOK_BACK, len(reading.dates))
        days = back + len(reading.forecast_dates)
        x = (np.arange(days) + 0.5) / days
        past = _cut(reading.states["pull"], -back)
        level = self._level("pull", [past, future])
        name = words.say(f"forecast.scenario.{scenario}")
        curves = [Curve(x[:back], past, "pull"), Curve(x[back:], future, "pull", ahead=True)]
        bottom = NAME + TALL
        first = reading.forecast_dates[0] - timedelta(days=back)
        parts = [
            panel(words.say("pull.name"), curves, level, 0.0, TALL),
            labelled_line(back / days, words.say("forecast.record_ends"), NAME, bottom),
        ]
        title = words.say("forecast.title", scenario=name)
        last = date_words(reading.forecast_dates[-1], words)
        text = words.say("forecast.description", last=last, **last_range(future))
        svg = picture(
            f"ahead-{scenario}".replace("_", "-"),
            title,
            text,
            bottom,
            parts,
            time_axis(ticks(first, days, words), bottom),
        )
        pull = words.say("pull.name")
        return Picture(svg, bands_table(title, reading.forecast_dates, [(pull, future)], words))

    def _over_time(
        self, name: str, panels: Sequence[tuple[str, str]], height: float, values: dict[str, str]
    ) -> Picture:
        """Panels, one below the other, over the days of the record."""
        reading, words = self._reading, self._words
        parts: list[str] = []
        bottom = 0.0
        for key, state in panels:
            band = self._drawn.states[state]
            curve = Curve(self._drawn.centres, band, state)
            parts.append(turn_lines(self._turns, bottom + NAME, bottom + NAME + height))
            level = self._level(state, [band])
            parts.append(panel(self._say(key), [curve], level, bottom, height))
            bottom += NAME + height + BETWEEN
        bottom -= BETWEEN
        first, last = (date_words(reading.dates[at], words) for at in (0, -1))
        title = self._say(f"{name}.title")
        svg = picture(
            name,
            title,
            self._say(f"{name}.description", first=first, last=last, **values),
            bottom,
            parts,
            time_axis(ticks(reading.dates[0], len(reading.dates), words), bottom),
        )
        twins = [(self._say(key), reading.states[state]) for key, state in panels]
        return Picture(svg, bands_table(title, reading.dates, twins, words))

    def _level(self, state: str, bands: Sequence[Band]) -> Level:
        """The level axis of a state: -1 to 1 for the judgement, else 0 to 1 or what it takes."""
        words = self._words
        if state == "appraisal":
            names = ((1.0, "good"), (0.0, "even"), (-1.0, "bad"))
            return Level(-1.0, 1.0, [(v, words.say(f"judgement.{name}")) for v, name in names])
        highest = max(float(np.nanmax(band.high80, initial=1.0)) for band in bands)
        strong = words.say("pull.strong", value=out_of_ten(1.0))
        between = [0.5] if highest < HIGH else _above(min(highest, HIGHEST))
        marks = [(value, out_of_ten(value)) for value in between]
        return Level(
            0.0, min(highest, HIGHEST), [(0.0, words.say("pull.none")), *marks, (1.0, strong)]
        )


def turn_shares(reading: Reading) -> list[float]:
    """Where each turn of the cycle begins, as shares of the record."""
    first, days = reading.dates[0], len(reading.dates)
    return [(cycle.start - first).days / days for cycle in reading.cycles]


def _above(highest: float) -> list[float]:
    """Whole levels worth a mark above "strong": at most three, so that they never touch."""
    step = max(1, math.ceil((highest - 1) / 3))
    return [float(level) for level in range(1 + step, math.floor(highest) + 1, step)]


def _cut(band: Band, start: int) -> Band:
    return Band(band.mean[start:], band.low80[start:], band.high80[start:])
