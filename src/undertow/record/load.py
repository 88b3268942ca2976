"""From a file to a diary, whatever kind of file it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from undertow.record.column_map import read_mapped
from undertow.record.csv_format import read_csv
from undertow.record.diary import Diary, Entry, arrange
from undertow.record.history import History, split_history
from undertow.record.json_format import read_json
from undertow.record.limits import refuse_long_span, refuse_mixed_zones
from undertow.record.map_file import read_map
from undertow.record.notice import Notice
from undertow.record.problem import Problem
from undertow.record.source import read_text


@dataclass(frozen=True)
class LoadedDiary:
    """A diary and what the reader must know of how it was read.

    Attributes:
        diary: sorted, without duplicates.
        notices: `other_people` {people, chosen}, `missed_prompts` {count}, `time_counted`,
            `duplicates` {count}, `story_so_far` {count}, `months_within` {count}.
    """

    diary: Diary
    notices: tuple[Notice, ...] = ()


def load(
    path: str | os.PathLike[str],
    map: str | os.PathLike[str] | None = None,
    person: str | None = None,
    today: date | None = None,
) -> LoadedDiary:
    """Reads a diary from CSV or JSON, or another table of ratings through a column map.

    What a file is, its content says; a file named `.json` is read as JSON in any case.

    Args:
        path: the file.
        map: a MAP.toml that says which column of the table means what.
        person: whose rows to read, in a table with several people; the first if left out.
        today: entries that begin later than the day after are refused; this device's day if
            left out.

    Raises:
        Problem: the file cannot be read or is not what it should be, in one line.
    """
    today = date.today() if today is None else today
    name = Path(path).name
    notices: list[Notice] = []
    simulated = False
    column_map = None if map is None else read_map(map)
    text = read_text(path)
    if column_map is not None:
        entries, notices = read_mapped(text, name, column_map, person, today)
    elif person is not None:
        raise Problem("a diary is of one person. Leave --person out, or give --map.", file=name)
    elif name.casefold().endswith(".json") or text.lstrip()[:1] in ("{", "["):
        entries, simulated = read_json(text, name, today)
    else:
        entries, simulated = read_csv(text, name, today)
    refuse_mixed_zones(entries, name)
    diary, dropped = arrange(entries, simulated=simulated, name=name)
    history, daily = split_history(diary)
    refuse_long_span(daily, name)
    if dropped:
        notices.append(Notice("duplicates", {"count": dropped}))
    return LoadedDiary(diary, (*notices, *_of_history(history, daily)))


def _of_history(history: History, daily: Sequence[Entry]) -> list[Notice]:
    """What was taken as told of the past, and what of it falls within the record."""
    start, end = daily[0].earliest, daily[-1].latest
    within = sum(start <= entry.earliest <= end for entry in history.entries)
    told = len(history.entries) - within
    return [
        Notice(notice, {"count": count})
        for notice, count in (("story_so_far", told), ("months_within", within))
        if count
    ]
