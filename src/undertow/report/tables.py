"""The table twin of each chart: the same figures for eyes and screen readers that prefer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from undertow.inference.reading import STAGES, Band, Reading
from undertow.report.phrases import out_of_ten, short_date, sure_words
from undertow.report.thinning import WEEK, step_bands
from undertow.words import Words

BY_DAY_UP_TO, BY_WEEK_UP_TO = 21, 400
"""Days up to which a table has a row for each day, and for each week; beyond, each month."""


@dataclass(frozen=True)
class Table:
    """A table: its caption, column headings and rows; the first cell names its row."""

    caption: str
    headings: list[str]
    rows: list[list[str]]


def stretches(reading: Reading, words: Words) -> Table:
    """The record as stretches of the same most likely stage, with how sure."""
    path = np.argmax(np.stack([reading.stages[name] for name in STAGES]), axis=0)
    starts = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist()]
    ends = [*starts[1:], len(path)]
    rows = []
    for start, end in zip(starts, ends, strict=True):
        name = STAGES[int(path[start])]
        rows.append(
            [
                short_date(reading.dates[start], words),
                short_date(reading.dates[end - 1], words),
                str(end - start),
                str(int(np.sum(reading.written[start:end]))),
                words.say(f"stage.{name}.name"),
                sure_words(float(np.mean(reading.stages[name][start:end])), words),
            ]
        )
    columns = ("from", "to", "days", "written", "stage", "sure")
    headings = [words.say(f"strip.{column}") for column in columns]
    return Table(words.say("strip.title"), headings, rows)


def bands_table(
    caption: str, dates: Sequence[date], bands: Sequence[tuple[str, Band]], words: Words
) -> Table:
    """Named bands over time, thinned to what can be read: best guess and range of each."""
    starts = row_starts(dates)
    thinned = [(name, step_bands(band, starts)) for name, band in bands]
    headings = [words.say("pull.when")]
    for name, _ in thinned:
        headings += [f"{name}: {words.say(f'pull.{part}')}" for part in ("guess", "low", "high")]
    rows = []
    for row, start in enumerate(starts.tolist()):
        cells = [short_date(dates[start], words)]
        for _, band in thinned:
            ends = (band.mean[row], band.low80[row], band.high80[row])
            cells += [out_of_ten(float(value)) or words.say("cycle.unknown") for value in ends]
        rows.append(cells)
    return Table(caption, headings, rows)


def row_starts(dates: Sequence[date]) -> np.ndarray:
    """Where rows begin: each day, week or calendar month, by the length of the record."""
    days = len(dates)
    if days <= BY_DAY_UP_TO:
        return np.arange(days)
    if days <= BY_WEEK_UP_TO:
        return np.arange(0, days, WEEK)
    months = np.array([day.year * 12 + day.month for day in dates])
    return np.append(0, np.flatnonzero(np.diff(months)) + 1)
