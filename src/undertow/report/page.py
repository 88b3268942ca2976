"""One self-contained HTML page of a reading: no script, nothing fetched, one hashed style.

The page is a file on somebody's device. Its policy allows its own style and nothing else, its
window title is neutral, and its help line is text, not a link that dials when touched.
"""

from __future__ import annotations

import base64
import hashlib
import math
import os
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from undertow.inference.reading import SCENARIOS, Cycle, Reading, TheoryScore
from undertow.record.problem import printable
from undertow.report import findings, story
from undertow.report.files import write_text
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
from undertow.words import Words, english

OPEN_LIST = 8
"""Turns listed openly: of a longer record the last ones, and all of them on request."""


def render_html(reading: Reading, words: Words | None = None) -> str:
    """The page as text.

    Args:
        reading: what is told.
        words: the sentences; English ones when left out.
    """
    words = words or english()
    style = _resource("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    pictures = Pictures(reading, words)
    named = story.stages_named(reading)
    return _template().render(
        say=words.say,
        style=Markup(style),  # our own file; its hash is in the policy
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
        title=printable(reading.title),
        reading=reading,
        first=date_words(reading.dates[0], words),
        last=date_words(reading.dates[-1], words),
        can=story.can_and_cannot(words),
        cycle=story.cycle_sentences(reading, words),
        last_day=story.last_day_sentences(reading, words),
        strip=stage_strip(reading, words) if named else None,
        legend=legend(reading, words),
        weekly=pictures.weekly,
        cycles=[
            _cycle_cells(number, cycle, words) for number, cycle in _numbered(reading) if named
        ],
        open_list=OPEN_LIST,
        trends=story.trend_sentences(reading.trends, words),
        pictures=pictures,
        little={name: says_little(reading.contraction, name) for name in reading.states},
        pull_now=last_range(reading.states["pull"]),
        clear_but_pulled=story.clear_but_pulled(reading),
        relief_sentence=findings.relief_sentence(reading, words),
        relief=findings.relief_rows(reading, words),
        signs=[findings.sign_words(sign, words) for sign in reading.signs],
        totals=findings.total_rows(reading, words),
        ahead=_ahead(reading, words, pictures),
        theories=_theory_rows(reading.theories, words),
        theory=findings.theory_sentence(reading.theories, words) if reading.theories else "",
        notices_first=findings.notice_sentences(reading, words, first=True),
        notices=findings.notice_sentences(reading, words, first=False),
    )


def write_html(reading: Reading, path: str | os.PathLike[str]) -> None:
    """Write the page, whole or not at all.

    Raises:
        Problem: in one line, if the file cannot be written.
    """
    write_text(path, render_html(reading))


def _numbered(reading: Reading) -> enumerate[Cycle]:
    return enumerate(reading.cycles, start=1)


def _cycle_cells(number: int, cycle: Cycle, words: Words) -> list[tuple[str, str]]:
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
    return [(words.say(f"cycle.{name}"), cell) for name, cell in cells.items()]


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


def _theory_rows(theories: list[TheoryScore], words: Words) -> list[tuple[str, str, str]]:
    """Rival theories, best first: (name, how much worse than the best, give or take)."""
    ranked = sorted(theories, key=lambda theory: -theory.elpd)
    return [
        (
            words.say(f"theories.name.{theory.name}"),
            plain_number(ranked[0].elpd - theory.elpd),
            plain_number(math.hypot(theory.se, ranked[0].se)),
        )
        for theory in ranked
    ]


def _resource(name: str) -> str:
    return resources.files("undertow.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_resource("page.html.j2"))
