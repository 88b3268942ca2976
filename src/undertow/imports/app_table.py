"""What exports of mood apps have in common: a CSV table of which each row is a time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from undertow.imports.half_days import HALF_DAY, SPACES, hour_of_day
from undertow.record.cells import check_note
from undertow.record.diary import Entry
from undertow.record.moment import Moment, read_moment
from undertow.record.problem import Problem
from undertow.record.source import decode
from undertow.record.table import Table, open_table

_CLOCK = re.compile(
    rf"(\d{{1,2}})[:.](\d{{2}})(?:[:.](\d{{2}}))?(?:[{SPACES}]*({HALF_DAY}))?", re.IGNORECASE
)


@dataclass(frozen=True)
class Imported:
    """Entries, and what of a file did not become one.

    Attributes:
        entries: in the order of the file.
        unknown: line and a few words on each thing that was not understood.
        left_out: how many rows of each kind that a diary has no place for.
        taken: places on 0 to 10 that moods of people's own names were given.
    """

    entries: list[Entry]
    unknown: list[tuple[int, str]]
    left_out: Mapping[str, int]
    taken: Mapping[str, float]


def open_export(content: bytes, name: str, needed: Collection[str]) -> tuple[Table, dict[str, int]]:
    """A table and the places of its columns, by their names in small letters.

    Args:
        content: the whole file.
        name: its name, for messages.
        needed: columns that have to be there.

    Raises:
        Problem: no UTF-8 text, no table, or a column is missing.
    """
    table = open_table(decode(content, name), name)
    places = {column.casefold(): place for place, column in enumerate(table.header)}
    for column in sorted(needed):
        if column not in places:
            raise Problem(
                "this column is missing. Export the file again.",
                file=name,
                line=table.header_line,
                column=column,
            )
    return table, places


def read_when(day: str, clock: str) -> Moment:
    """A moment from a cell with a date like 2021-09-28 and one with a time like 10:00 pm.

    Args:
        day: the date.
        clock: the time of day; without one that can be read, the whole day is meant.

    Raises:
        Problem: no such date.
    """
    found = _CLOCK.fullmatch(clock.strip())
    if found is not None:
        hour, minute, second, half = found.groups()
        try:
            whole = hour_of_day(int(hour), half)
        except ValueError:
            whole = None
        if whole is not None:
            text = f"{day.strip()}T{whole:02}:{int(minute):02}:{int(second or 0):02}"
            return read_moment(text)
    return read_moment(day)


def whole_note(parts: Iterable[str], name: str, line: int) -> str:
    """Texts one below the other, without space around them, empty ones left out.

    Raises:
        Problem: too long for a note, or holding what no text can.
    """
    try:
        return check_note("\n".join(part.strip() for part in parts if part.strip()))
    except Problem as problem:
        raise problem.at(name, line) from None


def refuse_empty(entries: list[Entry], name: str) -> None:
    """Refuses a table that nothing could be taken from.

    Raises:
        Problem: there are no entries.
    """
    if not entries:
        raise Problem("there is nothing in it that a diary could hold.", file=name)
