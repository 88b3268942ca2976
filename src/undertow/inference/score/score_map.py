"""Which columns of a table are ratings to be forecast, and what their scales are (MAP.toml)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from undertow.record.map_file import EventColumn, MapReader, open_map

FEWEST = 30
"""Answers that a person must have given to be counted, unless the map says otherwise."""

_LEAST_FEWEST = 15
"""Below this, too few answers train for any of the forecasts to mean much."""


@dataclass(frozen=True)
class TargetColumn:
    """A column with answers on the scale from `low` to `high`, in the table's own units."""

    column: str
    low: float
    high: float


@dataclass(frozen=True)
class ScoreMap:
    """How to read a table of ratings.

    Attributes:
        time: the column of times; None where the order of rows is all that is known.
        time_unit: a key of `DAYS_A_UNIT` if times are numbers, None if they are dates.
        person: the column that tells people apart, None for a table of one person.
        targets: by name, any name.
        events: by name, any name.
        fewest: answers that a person must have given.
        name: the map's file name, for messages.
    """

    time: str | None
    time_unit: str | None
    person: str | None
    targets: Mapping[str, TargetColumn]
    events: Mapping[str, EventColumn]
    fewest: int
    name: str


def read_score_map(path: str | os.PathLike[str]) -> ScoreMap:
    """Reads a MAP.toml whose ratings and events may have any name.

    Raises:
        Problem: no such file, not TOML, an unknown field, or something missing.
    """
    reader, fields = open_map(path)
    known = ("person", "time", "time_unit", "fewest_answers", "ratings", "events")
    reader.only(fields, known)
    unit = reader.unit(fields)
    time = reader.word(fields, "time") if "time" in fields else None
    if time is None and unit is not None:
        raise reader.problem('time_unit is there, but no time = "COLUMN". Add it.', "time_unit")
    person = reader.word(fields, "person") if "person" in fields else None
    targets = {
        name: TargetColumn(reader.word(about, "column"), *sorted(reader.range(about)))
        for name, about in reader.section(fields, "ratings", None, ("column", "range"))
    }
    if not targets:
        raise reader.problem("it names no ratings to forecast. Add [ratings.NAME].")
    return ScoreMap(
        time,
        unit,
        person,
        targets,
        reader.events(fields, None),
        _fewest(reader, fields),
        reader.name,
    )


def _fewest(reader: MapReader, fields: dict[str, object]) -> int:
    """How many answers a person must have given."""
    if "fewest_answers" not in fields:
        return FEWEST
    fewest = reader.number(fields["fewest_answers"], "fewest_answers")
    if fewest != int(fewest) or fewest < _LEAST_FEWEST:
        raise reader.problem(
            f"fewest_answers must be a whole number of {_LEAST_FEWEST} or more.", "fewest_answers"
        )
    return int(fewest)
