"""What every way into a diary has in common, whatever the file: its size and its zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from undertow.record.diary import Entry
from undertow.record.moment import write_moment
from undertow.record.problem import Problem

MOST_ENTRIES = 250_000
"""Nearly seventy years of ten a day; more would be another kind of file, and slow to read."""


LONGEST_SPAN = 70
"""Years from the first to the last day of a record. Reading takes time and memory with every day,
written or not; more years than this are nearly always one wrong date."""


def collect(entries: Iterable[Entry], name: str) -> list[Entry]:
    """The entries as a list.

    Raises:
        Problem: there are more than `MOST_ENTRIES`.
    """
    taken = list(islice(entries, MOST_ENTRIES + 1))
    if len(taken) > MOST_ENTRIES:
        raise too_many_entries(name, taken[-1].line)
    return taken


def too_many_entries(name: str, line: int) -> Problem:
    """What to say at the first entry above `MOST_ENTRIES`."""
    return Problem(
        f"there are more than {MOST_ENTRIES:,} entries. Check that this is the right file, "
        "or split it.",
        file=name,
        line=line,
    )


def refuse_long_span(entries: Sequence[Entry], name: str) -> None:
    """Refuses a record of more than `LONGEST_SPAN` years.

    Args:
        entries: those that make the record, by day, at least one; in order of time.
        name: the file's name, for messages.

    Raises:
        Problem: at the first entry.
    """
    first, last = entries[0], entries[-1]
    if last.earliest - first.earliest > LONGEST_SPAN * 365.25:
        begin, end = (write_moment(entry)[:10] for entry in (first, last))
        raise Problem(
            f"{begin} is more than {LONGEST_SPAN} years before the last entry, {end}. Correct "
            "the year, or write only the year: then it counts as the story so far.",
            file=name,
            line=first.line or None,
            column="time",
        )


def refuse_mixed_zones(entries: Iterable[Entry], name: str) -> None:
    """Refuses a diary where some times carry a zone and others do not: their order is unknown.

    Different zones are fine: clocks change, people travel. A date alone needs none.

    Raises:
        Problem: at the first entry that differs from those before.
    """
    zoned: bool | None = None
    for entry in entries:
        if entry.precision != "instant":
            continue
        if zoned is not None and zoned != (entry.offset is not None):
            has, others = ("no zone", "have one") if zoned else ("a zone", "have none")
            raise Problem(
                f"this time has {has}, those above {others}. Write all times with a zone, like "
                "2025-04-03T21:30+02:00, or all without.",
                file=name,
                line=entry.line or None,
                column="time",
            )
        zoned = entry.offset is not None
