"""The clock on the wall: what time it is, and the time a person gives an entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from undertow.record.diary import Entry
from undertow.record.moment import Moment, read_moment, refuse_future

EPOCH = date(1970, 1, 1)
EXACT = ("instant", "day", "month", "year")
"""How exactly a time is given, as in `Entry.precision`."""


def wall(now: datetime) -> float:
    """Days since 1970-01-01 on the writer's own clock, as entries count them."""
    return (now.replace(tzinfo=None) - datetime(1970, 1, 1)) / timedelta(days=1)


def on_wall(days: float) -> datetime:
    """The time on the wall that `wall` counted, to the second."""
    return datetime(1970, 1, 1) + timedelta(seconds=round(days * 86400))


def day_of(days: float) -> date:
    """The day that a time of an entry falls on."""
    return EPOCH + timedelta(days=int(days // 1))


def this_minute(now: datetime) -> Moment:
    """Now, to the minute and without a zone.

    To the minute, so that a double tap is one thing and not two. Without a zone, so that all
    times of one record can be put in order with those of a chat, which names none.
    """
    return read_moment(now.strftime("%Y-%m-%dT%H:%M"))


def moment_on(day: date, now: datetime) -> Moment:
    """Now if `day` is today, otherwise some time on that day."""
    return this_minute(now) if day == now.date() else read_moment(day.isoformat())


def given_moment(exact: str, day: str, clock: str, now: datetime) -> Moment:
    """The time that a person chose for an entry.

    Args:
        exact: one of `EXACT`; a month or a year is that of `day`. Without a `clock` an instant
            is a day.
        day: as 2025-04-03.
        clock: as 21:30, or empty.
        now: nothing may lie later than tomorrow.

    Raises:
        Problem: no such day or hour, or in the future.
    """
    text = {"month": day[:7], "year": day[:4]}.get(exact, day)
    if exact == "instant" and clock:
        text = f"{day}T{clock[:5]}"
    if exact not in EXACT or len(day) != len("2025-04-03"):
        text = ""
    moment = read_moment(text)
    refuse_future(moment, now.date())
    return moment


def to_entry(
    moment: Moment,
    kind: str,
    value: float | None = None,
    detail: str | None = None,
    note: str = "",
) -> Entry:
    """An entry at that time."""
    return moment.entry(kind, value, detail, note)
