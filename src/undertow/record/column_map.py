"""Another table of ratings, read as a diary through a column map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from undertow.record.cells import read_number, unknown
from undertow.record.diary import Entry
from undertow.record.kinds import LARGEST
from undertow.record.limits import collect
from undertow.record.map_file import DAYS_A_UNIT, ColumnMap, EventColumn, RatingColumn
from undertow.record.moment import Moment, read_moment, refuse_future
from undertow.record.notice import Notice
from undertow.record.problem import Problem, printable
from undertow.record.table import Table, open_table

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "."})
"""What tables write where there is no answer, in small letters."""


def read_mapped(
    text: str, name: str, column_map: ColumnMap, person: str | None, today: date
) -> tuple[list[Entry], list[Notice]]:
    """Reads one person's rows of a table.

    Each rating becomes 0 to 10; one that is missing in a row with a time counts as asked and
    skipped. A row without a time is a missed prompt: it is counted and left out.

    Args:
        text: the whole table.
        name: its name, for messages.
        column_map: what its columns mean.
        person: whose rows; the first person if None.
        today: rows later than the day after are refused.

    Returns:
        The entries in the order of the table, and what to tell the reader.

    Raises:
        Problem: the first thing wrong, with its line and column; no such person; no entries.
    """
    table = open_table(text, name)
    place = _Places(table, column_map, name)
    people: dict[str, None] = {}
    rows = table.rows if place.person is None else _of_person(table, place.person, person, people)
    if place.person is None and person is not None:
        raise Problem(
            'the map names no column that tells people apart. Add person = "COLUMN".',
            file=column_map.name,
        )
    reader = _RowReader(place, column_map, name, today)
    entries = collect(
        (entry for line, cells in rows for entry in reader.entries(line, cells)), name
    )
    if person is not None and person.strip() not in people:
        some = ", ".join(printable(who, 20) for who in list(people)[:5])
        raise Problem(
            f"nobody here is called {printable(person, 20)}. The first are {some}.",
            file=name,
            column=column_map.person,
        )
    if not entries:
        raise Problem("there are no entries with a time in it.", file=name)
    notices = [Notice("mapped_table")]
    if len(people) > 1:
        chosen = next(iter(people)) if person is None else person.strip()
        values: dict[str, str | int | float] = {"people": len(people), "chosen": printable(chosen)}
        notices.append(Notice("other_people", values))
    if reader.missed:
        notices.append(Notice("missed_prompts", {"count": reader.missed}))
    if column_map.time_unit is not None and entries[0].earliest < _ONLY_COUNTED:
        notices.append(Notice("time_counted"))
    return entries, notices


_ONLY_COUNTED = 3650.0
"""Numbers that would mean a day before 1980 count from the start of a study, not from 1970."""


class _Places:
    """Which cell of a row holds a column that the map names."""

    def __init__(self, table: Table, column_map: ColumnMap, name: str) -> None:
        def of(column: str) -> int:
            return place_of(column, table, name)

        self.time = of(column_map.time)
        self.person = None if column_map.person is None else of(column_map.person)
        self.ratings = [
            (rating, about, of(about.column)) for rating, about in column_map.ratings.items()
        ]
        self.events = [
            (event, about, of(about.column)) for event, about in column_map.events.items()
        ]


def place_of(column: str, table: Table, name: str) -> int:
    """The position of a column that a map names.

    Raises:
        Problem: the table has no such column.
    """
    if column in table.header:
        return table.header.index(column)
    raise Problem(
        f"the map names a column that is not here. {unknown(column, table.header, 'column')}",
        file=name,
        line=table.header_line,
        column=column,
    )


def _of_person(
    table: Table, position: int, person: str | None, people: dict[str, None]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of the person asked for, or of the first; notes everybody met on the way."""
    chosen = None if person is None else person.strip()
    for line, cells in table.rows:
        who = cells[position].strip()
        people[who] = None
        if chosen is None:
            chosen = who
        if who == chosen:
            yield line, cells


class _RowReader:
    """Turns rows into entries and counts the prompts that nobody answered."""

    def __init__(self, place: _Places, column_map: ColumnMap, name: str, today: date) -> None:
        self.place = place
        self.unit = column_map.time_unit
        self.time_column = column_map.time
        self.name = name
        self.today = today
        self.missed = 0

    def entries(self, line: int, cells: list[str]) -> Iterator[Entry]:
        """The entries of one row: its ratings, then its events."""
        when = cells[self.place.time]
        if missing(when):
            self.missed += 1
            return
        column = self.time_column
        try:
            moment = mapped_moment(when, self.unit)
            refuse_future(moment, self.today)
            for rating, about, position in self.place.ratings:
                column = about.column
                yield _at(moment, line, rating, _rating(cells[position], about))
            for event, about, position in self.place.events:
                column = about.column
                if happened(cells[position], about):
                    yield _at(moment, line, event, None)
        except Problem as problem:
            # Told by the table's own name for the column, which is not ours.
            raise Problem(problem.message, file=self.name, line=line, column=column) from None


def mapped_moment(text: str, unit: str | None) -> Moment:
    """A time as a map says that they are written.

    Args:
        text: the cell.
        unit: of a number, a key of `DAYS_A_UNIT`; None for a date or a datetime.

    Raises:
        Problem: it is none, or too far away.
    """
    if unit is None:
        return read_moment(text)
    days = read_number(text) * DAYS_A_UNIT[unit]
    if abs(days) > _FARTHEST_DAY:
        raise Problem(f"this is too far away for a time in {unit}. Check time_unit.")
    return Moment(days, days, "instant")


_FARTHEST_DAY = 25_000.0
"""Days from 1970 either way that a counted time may lie: back to 1901, on to 2038."""


def _at(moment: Moment, line: int, kind: str, value: float | None) -> Entry:
    return Entry(
        moment.earliest,
        moment.latest,
        kind,
        value,
        line=line,
        precision=moment.precision,
        offset=moment.offset,
    )


def missing(text: str) -> bool:
    """Whether a cell holds no answer."""
    return text.strip().casefold() in MISSING


def _rating(text: str, about: RatingColumn) -> float | None:
    """A cell on the scale from 0 to 10, None where missing."""
    if missing(text):
        return None
    number = within(read_number(text), *sorted((about.none, about.most)))
    return (number - about.none) / (about.most - about.none) * LARGEST


def within(number: float, low: float, high: float) -> float:
    """The number itself, if it lies on the scale that a map gives.

    Raises:
        Problem: it does not.
    """
    if not low <= number <= high:
        raise Problem(
            f"{number:.6g} is outside {low:g} to {high:g}. Correct it, or the range in the map."
        )
    return number


def happened(text: str, about: EventColumn) -> bool:
    """Whether a cell says that an event happened."""
    return not missing(text) and read_number(text) > about.above
