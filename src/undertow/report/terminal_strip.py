"""The stages and levels as rows of characters, readable without colour and in plain ASCII."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from undertow.inference.reading import Reading
from undertow.report.chart.calendar import ticks
from undertow.report.chart.strip import LEAST
from undertow.report.pictures import turn_shares
from undertow.report.rivals import speaker
from undertow.report.stage_strip import shown_lanes
from undertow.report.thinning import drawn, step_means
from undertow.words import Words

NAME = 16
"""Characters for the name of a row."""

COLUMNS = 62
"""Characters for the days: with the name, a row fits 80 columns."""

BLOCKS, PLAIN = " ▁▂▃▄▅▆▇█", " .:-=+*%#"
"""Marks from nothing to full, where the stream can carry them and where it cannot."""


def stage_rows(reading: Reading, marks: str, words: Words) -> list[tuple[str, str]]:
    """One row for each stage, the turns, the days without an entry and the time axis.

    Returns:
        (kind, row): the kind names a stage, or is empty for the turns and the axis.
    """
    days = len(reading.dates)
    starts = column_starts(days)
    width = len(starts)
    rows: list[tuple[str, str]] = []
    for name in shown_lanes(drawn(reading)):
        if name == "harm":
            both = reading.stages["incident"] + reading.stages["return"]
            chances, title = np.maximum.reduceat(both, starts), words.say("strip.harm_lane")
        else:
            chances = step_means(reading.stages[name], starts)
            title = words.say(f"stage.{name}.name")
        chances = np.where(chances >= LEAST, chances, 0.0)
        rows.append((name, _row(title, marked(chances, marks))))
        if name == "harm" and reading.cycles:
            rows.append(("", _row("", _turn_numbers(turn_shares(reading), width))))
    empty = 1.0 - step_means(reading.written, starts)
    rows.append(("unwritten", _row(words.say("strip.unwritten"), marked(empty, marks))))
    rows.append(("", time_row(reading, words)))
    return rows


def level_rows(reading: Reading, marks: str, words: Words) -> list[tuple[str, str]]:
    """Pull, its two parts and the judgement as rows; the judgement from all bad to all good."""
    starts = column_starts(len(reading.dates))
    say = speaker(reading, words)
    named = (("pull", "pull"), ("relief", "bond"), ("affection", "affection"))
    rows = [
        (state, _row(say(f"terminal.{name}"), marked(_mean(reading, state, starts), marks)))
        for name, state in named
    ]
    judged = (_mean(reading, "appraisal", starts) + 1) / 2
    rows.append(("appraisal", _row(words.say("terminal.judgement"), marked(judged, marks))))
    return rows


def column_starts(days: int) -> np.ndarray:
    """The first day of each column; one column for each day of a short record."""
    return np.unique(np.linspace(0, days, min(days, COLUMNS), endpoint=False).astype(int))


def marked(levels: np.ndarray, marks: str) -> str:
    """Levels of 0 to 1 as marks; anything above 0 leaves at least the faintest mark."""
    full = len(marks) - 1
    clear = np.clip(np.nan_to_num(levels), 0.0, 1.0)
    return "".join(marks[int(np.ceil(level * full - 1e-9))] for level in clear)


def time_row(reading: Reading, words: Words) -> str:
    """The time axis: a label at the place of each tick, where there is room."""
    days = len(reading.dates)
    width = len(column_starts(days))
    labels = [(tick.share, tick.label) for tick in ticks(reading.dates[0], days, words)]
    return _row("", _placed(labels, width))


def _mean(reading: Reading, state: str, starts: np.ndarray) -> np.ndarray:
    return step_means(reading.states[state].mean, starts)


def _turn_numbers(shares: Sequence[float], width: int) -> str:
    return _placed([(share, str(number)) for number, share in enumerate(shares, 1)], width)


def _placed(labels: Sequence[tuple[float, str]], width: int) -> str:
    """Labels at their shares of the width; one that would touch the last is left out."""
    row = ""
    for share, label in labels:
        at = int(share * width)
        if (at > len(row) or not row) and at + len(label) <= COLUMNS:
            row = row.ljust(at) + label
    return row


def _row(name: str, marks: str) -> str:
    return f"{name[: NAME - 1]:<{NAME}}{marks}".rstrip()
