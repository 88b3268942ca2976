"""What a person wrote: diary, record, scales, and both on even steps."""

from undertow.record.by_day import Daily, daily
from undertow.record.csv_format import read_csv, write_csv
from undertow.record.diary import Diary, Entry, arrange
from undertow.record.gridding import Grid, grid
from undertow.record.history import History, split_history
from undertow.record.json_format import read_json, write_json
from undertow.record.kinds import (
    DETAILS,
    EVENTS,
    HARM_DETAILS,
    RATINGS,
    RELIEF_DETAILS,
    Event,
    Harm,
    Rating,
    Relief,
)
from undertow.record.load import LoadedDiary, load
from undertow.record.notice import Notice
from undertow.record.problem import Problem
from undertow.record.record import Events, Ratings, Record, to_record

__all__ = [
    "DETAILS",
    "EVENTS",
    "HARM_DETAILS",
    "RATINGS",
    "RELIEF_DETAILS",
    "Daily",
    "Diary",
    "Entry",
    "Event",
    "Events",
    "Grid",
    "Harm",
    "History",
    "LoadedDiary",
    "Notice",
    "Problem",
    "Rating",
    "Ratings",
    "Record",
    "Relief",
    "arrange",
    "daily",
    "grid",
    "load",
    "read_csv",
    "read_json",
    "split_history",
    "to_record",
    "write_csv",
    "write_json",
]
