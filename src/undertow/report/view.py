"""What the parts of a reading are filled with, and those parts one by one.

The page that is a file and the workbench tell a reading with the same parts (`parts.html.j2`);
each arranges them in its own way.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined

from undertow.inference.reading import SCENARIOS, Cycle, Reading
from undertow.record.problem import printable
from undertow.report import findings, rivals, story
from undertow.report.phrases import (
    date_words,
    last_range,
    out_of_ten,
    plain_number,
    says_little,
    sure_words,
)
from undertow.report.pictures import Picture, Pictures
from undertow.report.stage_strip import legend, stage_strip
from undertow.words import Words

OPEN_LIST = 8
"""Turns listed openly: of a longer record the last ones, and all of them on request."""

PARTS = (
    "can",
    "notices",
    "cycle",
    "turns",
    "pull",
    "apart",
    "judgement",
    "relief",
    "signs",
    "totals",
    "ahead",
    "theories",
    "limits",
)
"""The parts of a reading, in the order in which the page tells them."""


def view(reading: Reading, words: Words) -> dict[str, object]:
    """Everything the parts of a reading are filled with, by the names used in them."""
    pictures = Pictures(reading, words)
    named = story.stages_named(reading)
    return {
        "say": rivals.speaker(reading, words),
        "title": printable(reading.title),
        "reading": reading,
        "first": date_words(reading.dates[0], words),
        "last": date_words(reading.dates[-1], words),
        "can": story.can_and_cannot(words),
        "cycle": story.cycle_sentences(reading, words),
        "last_day": story.last_day_sentences(reading, words),
        "strip": stage_strip(reading, words) if named else None,
        "legend": legend(reading, words),
        "weekly": pictures.weekly,
        "cycles": [
            _cycle_cells(number, cycle, reading, words)
            for number, cycle in _numbered(reading)
            if named
        ],
        "open_list": OPEN_LIST,
        "trends": story.trend_sentences(reading.trends, words),
        "pictures": pictures,
        "little": {name: says_little(reading.contraction, name) for name in reading.states},
        "pull_now": last_range(reading.states["pull"]),
        "clear_but_pulled": story.clear_but_pulled(reading),
        "relief_sentence": findings.relief_sentence(reading, words),
        "relief": findings.relief_rows(reading, words),
        "signs": [findings.sign_words(sign, words) for sign in reading.signs],
        "totals": findings.total_rows(reading, words),
        "ahead": _ahead(reading, words, pictures),
        "contact_rests_on": story.contact_sentence(reading, words),
        "earlier": story.earlier_sentence(reading, words),
        "theories": rivals.theory_rows(reading.theories, words),
        "theory": rivals.theory_sentence(reading.theories, words) if reading.theories else "",
        "notices_first": findings.notice_sentences(reading, words, first=True),
        "notices": findings.notice_sentences(reading, words, first=False),
    }


def parts(reading: Reading, words: Words) -> dict[str, str]:
    """Each of `PARTS` as HTML without its heading; empty where the reading has no such part.

    The HTML is safe to show as it is: whatever a person wrote is escaped in it. It needs
    `palette.css` and `reading.css`, and an element of the class `reading` around it.
    """
    told = environment().get_template("parts.html.j2").make_module(view(reading, words))
    empty = set() if reading.theories else {"theories"}
    return {
        name: "" if name in empty else str(getattr(told, f"{name}_part")()).strip()
        for name in PARTS
    }


def stylesheet() -> str:
    """The colours and the style of the parts, for a page that shows them."""
    return resource("palette.css") + resource("reading.css")


def resource(name: str) -> str:
    """The text of a file of this room."""
    return resources.files("undertow.report").joinpath(name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Templates of this room: everything escaped, nothing unknown passed over."""
    return Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _numbered(reading: Reading) -> enumerate[Cycle]:
    return enumerate(reading.cycles, start=1)


def _cycle_cells(
    number: int, cycle: Cycle, reading: Reading, words: Words
) -> list[tuple[str, str]]:
    """One turn as (heading, cell) pairs; the first names the row."""
    unknown = words.say("cycle.unknown")
    cells = {
        "number": str(number),
        "dates": story.turn_dates(cycle, words),
        "harm_days": plain_number(cycle.incident_days) or unknown,
        "harm": plain_number(cycle.harm) or words.say("cycle.no_harm"),
        "warmth": out_of_ten(cycle.warmth) or words.say("cycle.no_warmth"),
        "relief": out_of_ten(cycle.bond_after) or unknown,
        "sure": sure_words(cycle.probability, words),
    }
    say = rivals.speaker(reading, words)
    return [(say(f"cycle.{name}"), cell) for name, cell in cells.items()]


def _ahead(reading: Reading, words: Words, pictures: Pictures) -> list[tuple[str, str, Picture]]:
    """Each scenario as (name, sentence, picture), in the only order in which they are shown."""
    rows = []
    for scenario in SCENARIOS:
        if scenario in reading.forecast and reading.forecast_dates:
            ends = last_range(reading.forecast[scenario])
            sentence = words.say("forecast.after", count=len(reading.forecast_dates), **ends)
            name = words.say(f"forecast.scenario.{scenario}")
            rows.append((name, sentence, pictures.ahead(scenario)))
    return rows
