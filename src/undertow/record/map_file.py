"""A column map: which column of another table means what (MAP.toml)."""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from undertow.record.cells import unknown
from undertow.record.kinds import EVENTS, RATINGS
from undertow.record.problem import Problem
from undertow.record.source import read_text

DAYS_A_UNIT = {"days": 1.0, "hours": 1 / 24, "seconds": 1 / 86400}


@dataclass(frozen=True)
class RatingColumn:
    """A column with ratings.

    Attributes:
        column: its name.
        none: the number that means 0 of 10.
        most: the number that means 10 of 10; below `none` where the scale is turned round.
    """

    column: str
    none: float
    most: float


@dataclass(frozen=True)
class EventColumn:
    """A column in which a number above `above` means that the event happened."""

    column: str
    above: float


@dataclass(frozen=True)
class ColumnMap:
    """How to read a table.

    Attributes:
        time: the column of times.
        time_unit: a key of `DAYS_A_UNIT` if times are numbers, None if they are dates.
        person: the column that tells people apart, None for a table of one person.
        ratings: by the rating's name.
        events: by the event's name.
        name: the map's file name, for messages.
    """

    time: str
    time_unit: str | None
    person: str | None
    ratings: Mapping[str, RatingColumn]
    events: Mapping[str, EventColumn]
    name: str


def read_map(path: str | os.PathLike[str]) -> ColumnMap:
    """Reads a MAP.toml for a diary.

    Raises:
        Problem: no such file, not TOML, an unknown name, or something missing.
    """
    reader, fields = open_map(path)
    return reader.column_map(fields)


def open_map(path: str | os.PathLike[str]) -> tuple[MapReader, dict[str, object]]:
    """The fields of a MAP.toml, and what checks them.

    Raises:
        Problem: no such file, or not TOML.
    """
    name = Path(path).name
    text = read_text(path)
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        raise Problem(
            "this is not TOML from here on. Look for a missing quotation mark or bracket.",
            file=name,
            line=int(place[1]) if place else None,
        ) from None
    except (RecursionError, ValueError):
        raise Problem(
            "this is not a column map. See the example in the README.", file=name
        ) from None
    return MapReader(text, name), fields


class MapReader:
    """Checks each field of a map and says where a wrong one stands."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    def column_map(self, fields: dict[str, object]) -> ColumnMap:
        """The whole map of a diary."""
        self.only(fields, ("person", "time", "time_unit", "ratings", "events"))
        unit = self.unit(fields)
        ratings = {
            rating: RatingColumn(self.word(about, "column"), *self.range(about))
            for rating, about in self.section(fields, "ratings", RATINGS, ("column", "range"))
        }
        events = self.events(fields, EVENTS)
        if not ratings and not events:
            raise self.problem("it names no ratings and no events. Add [ratings.craving] or such.")
        person = self.word(fields, "person") if "person" in fields else None
        return ColumnMap(self.word(fields, "time"), unit, person, ratings, events, self.name)

    def unit(self, fields: dict[str, object]) -> str | None:
        """The unit of times that are numbers."""
        unit = self.word(fields, "time_unit") if "time_unit" in fields else None
        if unit is not None and unit not in DAYS_A_UNIT:
            raise self.problem(
                f"{unknown(unit, tuple(DAYS_A_UNIT), 'unit')} Units are {', '.join(DAYS_A_UNIT)}.",
                "time_unit",
            )
        return unit

    def events(
        self, fields: dict[str, object], known: Collection[str] | None
    ) -> dict[str, EventColumn]:
        """Events by name; any name where none are given as known."""
        return {
            event: EventColumn(self.word(about, "column"), self.number(about.get("above"), "above"))
            for event, about in self.section(fields, "events", known, ("column", "above"))
        }

    def section(
        self,
        fields: dict[str, object],
        section: str,
        known: Collection[str] | None,
        keys: tuple[str, ...],
    ) -> list[tuple[str, dict[str, object]]]:
        """The tables below `ratings` or `events`, by name, with their keys checked.

        Any name will do where `known` is None.
        """
        tables = fields.get(section, {})
        if not isinstance(tables, dict):
            raise self.problem(f"write [{section}.NAME] above its lines.", section)
        if known is not None:
            self.only(tables, known)
        for name, about in tables.items():
            if not isinstance(about, dict):
                raise self.problem(f"write [{section}.{name}] above its lines.", name)
            self.only(about, keys)
        return list(tables.items())

    def only(self, fields: dict[str, object], known: Collection[str]) -> None:
        """Refuses a name that is not known: left alone, it would be passed over in silence."""
        for field in fields:
            if field not in known:
                raise self.problem(
                    f"{unknown(field, tuple(known), 'name here')} Names are {', '.join(known)}.",
                    field,
                )

    def word(self, fields: dict[str, object], key: str) -> str:
        """A field that must be there and hold text."""
        value = fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.problem(f'{key} is missing or no text. Write {key} = "...".', key)
        return value.strip()

    def number(self, value: object, key: str) -> float:
        """A field that must be there and hold a finite number."""
        if not isinstance(value, bool) and isinstance(value, int | float):
            if isinstance(value, float) and not math.isfinite(value):
                raise self.problem(f"{key} must be an ordinary number.", key)
            if abs(value) <= 1e300:
                return float(value)
        raise self.problem(f"{key} is missing or no number. Write {key} = 0 or such.", key)

    def range(self, fields: dict[str, object]) -> tuple[float, float]:
        """The two ends of a scale, which must differ."""
        ends = fields.get("range")
        if not isinstance(ends, list) or len(ends) != 2:
            raise self.problem(
                "range is missing or not two numbers. Write range = [0, 100].", "range"
            )
        none, most = (self.number(end, "range") for end in ends)
        if none == most:
            raise self.problem("the two ends of a range must differ.", "range")
        return none, most

    def problem(self, message: str, field: str | None = None) -> Problem:
        """A problem at the first line that speaks of a field."""
        if field is None:
            return Problem(message, file=self.name)
        spoken = re.compile(rf"(?<![\w-]){re.escape(field)}(?![\w-])")
        for number, line in enumerate(self.text.splitlines(), 1):
            if spoken.search(line.partition("#")[0].partition("=")[0]):
                return Problem(message, file=self.name, line=number)
        return Problem(message, file=self.name)
