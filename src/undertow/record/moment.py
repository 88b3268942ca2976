"""When something happened, from the text a person wrote and back to text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from undertow.record.diary import Entry, Precision
from undertow.record.problem import Problem

EARLIEST_YEAR = 1900
LONGEST_TIME = 40
"""Characters; the longest that can be read has 32."""

HOW_TO_WRITE = "Write 2025-04-03, 2025-04-03T21:30, 2025-04 or 2025."

_EPOCH = date(1970, 1, 1)
_DAY = timedelta(days=1)
_VAGUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII
)
_OTHER_ORDER = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?=\D|$)", re.ASCII)
_DATE_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}(?=\D)", re.ASCII)
_UNPADDED = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?=\D|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a person gave it; the fields are those of `Entry`."""

    earliest: float
    latest: float
    precision: Precision
    offset: int | None = None

    def entry(
        self,
        kind: str,
        value: float | None = None,
        detail: str | None = None,
        note: str = "",
        line: int = 0,
    ) -> Entry:
        """An entry at this time; the arguments are fields of `Entry`."""
        return Entry(
            self.earliest,
            self.latest,
            kind,
            value,
            detail,
            note,
            line,
            self.precision,
            self.offset,
        )


def read_moment(text: str) -> Moment:
    """Reads an ISO 8601 datetime, date, month or year.

    Args:
        text: surrounding space is ignored.

    Returns:
        The span meant, on the writer's own clock on the wall.

    Raises:
        Problem: empty, unreadable, before 1900, or an order of day and month that only the
            writer can know.
    """
    return _read(text.strip())


@lru_cache(maxsize=4096)
def _read(text: str) -> Moment:
    """`read_moment` of a text without surrounding space; a day often has several entries."""
    if not text:
        raise Problem(f"the time is missing. {HOW_TO_WRITE}", column="time")
    if len(text) > LONGEST_TIME:
        raise Problem(f"this is not a time we can read. {HOW_TO_WRITE}", column="time")
    try:
        vague = _VAGUE.fullmatch(text)
        if vague:
            moment = _span(*vague.groups())
        elif _INSTANT.fullmatch(text.upper()):
            moment = _instant(datetime.fromisoformat(text.upper()))
        else:
            raise Problem(_unreadable(text), column="time")
    except ValueError:
        raise Problem(
            f"{text} is not in the calendar or not on the clock. {HOW_TO_WRITE}", column="time"
        ) from None
    if moment.earliest < (date(EARLIEST_YEAR, 1, 1) - _EPOCH).days:
        raise Problem(f"{text} lies before {EARLIEST_YEAR}. Correct the year.", column="time")
    return moment


def refuse_future(moment: Moment, today: date) -> None:
    """Refuses what begins later than tomorrow (tomorrow may already be today elsewhere).

    Raises:
        Problem: it does.
    """
    if moment.earliest >= (today - _EPOCH).days + 2:
        begins = _EPOCH + timedelta(days=int(moment.earliest))
        raise Problem(
            f"{begins} lies in the future; today is {today}. Correct the date, or this "
            "device's clock.",
            column="time",
        )


def write_moment(entry: Entry) -> str:
    """The text that `read_moment` turns back into an entry's span, exactly."""
    day = _EPOCH + timedelta(days=int(entry.earliest // 1))
    match entry.precision:
        case "year":
            return f"{day.year:04}"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "day":
            return day.isoformat()
        case "instant":
            moment = datetime(1970, 1, 1) + timedelta(microseconds=round(entry.earliest * 86400e6))
            if entry.offset is not None:
                moment = moment.replace(tzinfo=timezone(timedelta(minutes=entry.offset)))
            exact = "auto" if moment.second or moment.microsecond else "minutes"
            return moment.isoformat(timespec=exact)


def _span(year: str, month: str | None, day: str | None) -> Moment:
    first = date(int(year), int(month or 1), int(day or 1))
    begin = (first - _EPOCH).days
    if day is not None:
        return Moment(float(begin), begin + 1.0, "day")
    if month is not None:
        after = (first.replace(day=28) + 4 * _DAY).replace(day=1)
        return Moment(float(begin), float((after - _EPOCH).days), "month")
    end = date(first.year, 12, 31)
    return Moment(float(begin), (end - _EPOCH).days + 1.0, "year")


def _instant(moment: datetime) -> Moment:
    offset = moment.utcoffset()
    on_wall = moment.replace(tzinfo=None) - datetime(1970, 1, 1)
    # One division of whole microseconds: rounded once, so that writing finds the same one again.
    days = (on_wall // timedelta(microseconds=1)) / 86400e6
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return Moment(days, days, "instant", minutes)


def _unreadable(text: str) -> str:
    """What to write instead, without repeating text that may be a note in the wrong column."""
    other = _OTHER_ORDER.match(text)
    if other:
        return _other_order(*other.groups())
    date_first = _DATE_FIRST.match(text)
    if date_first:
        day = date_first.group()
        return f"what follows {day} is not a time of day we can read. Write {day} or {day}T21:30."
    unpadded = _UNPADDED.match(text)
    if unpadded:
        year, month, day = unpadded.groups()
        return f"{unpadded.group()} is not a date we can read. Write {year}-{month:0>2}-{day:0>2}."
    return f"this is not a time we can read. {HOW_TO_WRITE}"


def _other_order(first: str, second: str, year: str) -> str:
    """A date with the year last: which days it could be."""
    year = year if len(year) == 4 else f"20{year}"
    readings: list[str] = []
    for day, month in ((first, second), (second, first)):
        try:
            reading = date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
        if reading not in readings:
            readings.append(reading)
    if len(readings) == 2:
        return f"this date can be read in two ways. Write {readings[0]} or {readings[1]}."
    if readings:
        return f"this is not a date we can read. Write {readings[0]}."
    return f"this is not a date we can read. {HOW_TO_WRITE}"
