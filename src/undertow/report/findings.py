"""What the record shows for each sign, who soothed, the running totals, and the limits."""

from __future__ import annotations

import math
from dataclasses import dataclass

from undertow.inference.reading import Notice, Reading, Sign
from undertow.report import rivals
from undertow.report.phrases import plain_number, sure_words
from undertow.words import Words

RELIEF_SOURCES = ("them", "people", "self", "nothing")
"""Who or what soothed, in the order in which it is told (A10, A30)."""

TOTALS = (
    "days",
    "days_written",
    "days_apart",
    "contacts",
    "contacts_needed",
    "separations",
    "returns",
    "harms",
    "warmths",
)
"""Running totals, in the order in which they are told. Not one of them ever resets (A14)."""

PAST_ONLY = ("A12.5",)
"""Signs told without a chance: beside leaving and coming back, one would read as a forecast."""

_ANSWER = {True: "yes", False: "no", None: "open"}

SAID_FIRST = (
    "mapped_table",
    "other_people",
    "time_counted",
    "only_meetings",
    "few_entries",
    "no_events",
)
"""Notices without which the named cycle would mislead; they stand before it."""


@dataclass(frozen=True)
class SignWords:
    """A sign as a question, what the record shows, and the plain figures behind it, if any."""

    question: str
    finding: str
    figures: str


def sign_words(sign: Sign, words: Words) -> SignWords:
    """One of the seven signs (A12) in words."""
    question = words.say(f"signs.question.{sign.id}")
    return SignWords(question, _finding(sign, words), _figures(sign, words))


def _figures(sign: Sign, words: Words) -> str:
    """The figures in their sentence; in a plain list where they are not the ones it names."""
    known = {n: plain_number(value) for n, value in sign.counts.items() if math.isfinite(value)}
    if not any(sign.counts[name] for name in known):
        return ""
    try:
        return words.say(f"signs.figures.{sign.id}", **known)
    except KeyError:
        listed = (
            words.say("signs.count", name=name.replace("_", " "), value=value)
            for name, value in known.items()
        )
        return ", ".join(listed) + "."


def _finding(sign: Sign, words: Words) -> str:
    if sign.probability is None or not math.isfinite(sign.probability):
        return words.say("signs.nothing")
    if sign.id in PAST_ONLY:
        return words.say(f"signs.past_{_ANSWER[sign.shown]}")
    if sign.shown is None:
        return words.say("signs.open", sure=sure_words(sign.probability, words))
    if sign.shown:
        return words.say("signs.yes", sure=sure_words(sign.probability, words))
    return words.say("signs.no", sure=sure_words(1 - sign.probability, words))


def relief_rows(reading: Reading, words: Words) -> list[tuple[str, int]]:
    """Who or what soothed and how often; empty when no relief was written."""
    rows = [(words.say(f"relief.{s}"), int(reading.relief.get(s, 0))) for s in RELIEF_SOURCES]
    return rows if any(times for _, times in rows) else []


def relief_sentence(reading: Reading, words: Words) -> str:
    """How often relief was written, or that none was."""
    total = sum(times for _, times in relief_rows(reading, words))
    return words.say("relief.total", count=total) if total else words.say("relief.none")


def total_rows(reading: Reading, words: Words) -> list[tuple[str, str]]:
    """The running totals as (figure, what it counts)."""
    known = [(name, float(reading.totals[name])) for name in TOTALS if name in reading.totals]
    return [
        (f"{value:.0f}", words.say(f"totals.{name}", count=round(value)))
        for name, value in known
        if math.isfinite(value)
    ]


def notice_sentences(reading: Reading, words: Words, *, first: bool) -> list[str]:
    """The notices that belong before the cycle, or the others, which belong at the end."""
    other = first and reading.theory != rivals.MAIN
    under = [rivals.under_sentence(reading, words)] if other else []
    return under + [
        notice_sentence(notice, words)
        for notice in reading.notices
        if (notice.id in SAID_FIRST) == first
    ]


def notice_sentence(notice: Notice, words: Words) -> str:
    """The sentence of a notice; a code without words, or without its values, gets a general one."""
    try:
        return words.say(f"notice.{notice.id}", **_rounded(notice.values))
    except (KeyError, IndexError):
        return words.say("notice.other", id=notice.id)


def _rounded(values: dict[str, str | int | float]) -> dict[str, object]:
    """Figures as words take them: a fraction as `share` becomes so many out of 100."""
    told: dict[str, object] = {}
    for name, value in values.items():
        share = name == "share" and isinstance(value, float) and 0 <= value <= 1
        told[name] = round(float(value) * 100) if share else _figure(value)
    return told


def _figure(value: str | int | float) -> object:
    return plain_number(value) if isinstance(value, float) else value
