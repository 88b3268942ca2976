"""Small diaries made by hand, whole and odd, for reading."""

from __future__ import annotations

import numpy as np

from undertow.record import Diary, Entry, arrange

FIRST = 20_000.0
"""Day of the first entry, counted from 1970-01-01."""
TURN = 30
"""Days of one turn of the cycle: two of harm, seven of repair, the rest calm."""


def event(day: int, kind: str, value: float | None = None, detail: str | None = None) -> Entry:
    """Something that happened on a day, the hour unknown."""
    return Entry(FIRST + day, FIRST + day + 1, kind, value, detail, precision="day")


def answer(day: int, kind: str, value: float | None) -> Entry:
    """An answer in the evening."""
    time = FIRST + day + 21 / 24
    return Entry(time, time, kind, value)


def events_of(day: int) -> list[Entry]:
    """What is written on one day of a regular cycle."""
    place = day % TURN
    if place < 2:
        return [event(day, "harm", 8.0, "insult"), event(day, "relief", None, "nothing")]
    if place < 9:
        kind = [event(day, "warmth", 7.0)]
        return [*kind, event(day, "apology"), event(day, "relief", None, "them")][: 4 - place % 3]
    return [event(day, "warmth")] if place % 4 == 0 else []


def answers_of(day: int) -> list[Entry]:
    """Four answers that follow the cycle, with a little noise."""
    place = day % TURN
    noise = np.random.default_rng(day).integers(-1, 2, 4)
    level = (6, 8, 2, 3) if place < 2 else (7, 3, 8, 6) if place < 9 else (4, 3, 5, 5)
    kinds = ("craving", "stress", "closeness", "judgement")
    return [
        answer(day, kind, float(np.clip(value + extra, 0, 10)))
        for kind, value, extra in zip(kinds, level, noise, strict=True)
    ]


def cycle_story(days: int) -> list[Entry]:
    """Entries of a regular cycle; every third day nothing is written."""
    written = [day for day in range(days) if day % 3 != 1 or day == days - 1]
    return [entry for day in written for entry in (*events_of(day), *answers_of(day))]


def diary(entries: list[Entry]) -> Diary:
    """The diary with these entries."""
    return arrange(entries, simulated=True, name="story.csv")[0]


def _apart(days: int) -> list[Entry]:
    told = [event(0, "left"), event(20, "contact"), event(33, "cue"), event(50, "grieving")]
    return told + [answer(day, "craving", 8.0 - day // 12) for day in range(1, days, 2)]


def _skipped(entries: list[Entry]) -> list[Entry]:
    return [answer(int(e.earliest - FIRST), e.kind, None) for e in entries]


def _month(month: str, kind: str) -> Entry:
    start = float(np.datetime64(month, "D").astype(int))
    return Entry(start, start + 30, kind, precision="month")


def _told_past() -> list[Entry]:
    return [_month("2021-05", "warmth"), _month("2022-03", "left"), _month("2022-05", "returned")]


STORIES: dict[str, list[Entry]] = {
    "regular": cycle_story(120),
    "three_entries": [event(0, "harm", 8.0), event(3, "warmth"), answer(5, "craving", 7.0)],
    "one_entry": [event(0, "harm")],
    "one_answer": [answer(0, "mood", 2.0)],
    "only_ratings": [entry for day in range(60) for entry in answers_of(day)],
    "only_events": [entry for day in range(60) for entry in events_of(day)],
    "all_skipped": [*_skipped(answers_of(0) + answers_of(9)), event(4, "warmth")],
    "only_skipped": _skipped([entry for day in range(0, 30, 3) for entry in answers_of(day)]),
    "after_leaving": _apart(60),
    "left_and_returned_in_a_day": [*cycle_story(40), event(20, "left"), event(20, "returned")],
    "contact_while_together": [*cycle_story(40), event(15, "contact"), event(16, "needed")],
    "silence": cycle_story(40)
    + [answer(340 + day, "craving", 5.0) for day in range(20)]
    + [event(345, "harm", 9.0)],
    "told_past": [*_told_past(), *cycle_story(40)],
    "only_own_acts": [event(day, "naming") for day in range(0, 30, 4)],
    "all_at_once": [event(0, kind) for kind in ("warmth", "harm", "left", "returned", "contact")],
    "extreme": [answer(day, "craving", 10.0 * (day % 2)) for day in range(40)]
    + [event(day, "harm", 10.0) for day in range(40)],
}
