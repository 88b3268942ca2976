"""Who can help: the bundled list of lines, each with its source and the day it was looked up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from undertow.app.asking import Ask
from undertow.words import Words
from undertow.words.dates import date_words

ELSEWHERE = "other"
"""The choice of a person whose country has no line in the list."""

OLD_AFTER = timedelta(days=365)
"""A line looked up longer ago than this is marked: it may have changed."""


@dataclass(frozen=True)
class HelpLine:
    """One line of the list.

    Attributes:
        country: two letters (ISO 3166).
        name: what the service calls itself.
        number: as it is dialled within the country.
        hours: the sentence under `app.plan.line` that says when it answers.
        source: whose page the number was read on.
        page_dated: the date of that page.
        checked: the day it was read there.
    """

    country: str
    name: str
    number: str
    hours: str
    source: str
    page_dated: date
    checked: date

    def is_old(self, today: date) -> bool:
        """Whether it was looked up so long ago that it is to be marked."""
        return today - self.checked > OLD_AFTER


@dataclass(frozen=True)
class ToldLine:
    """A line in words, ready to be shown."""

    heading: str
    number: str
    hours: str
    checked: str
    old: bool


@cache
def lines() -> tuple[HelpLine, ...]:
    """The whole list, in the order of its file."""
    text = resources.files("undertow.app").joinpath("help_lines.toml").read_text(encoding="utf-8")
    return tuple(HelpLine(**entry) for entry in tomllib.loads(text)["line"])


def countries() -> tuple[str, ...]:
    """Countries that have a line, in the order of the list."""
    return tuple(dict.fromkeys(line.country for line in lines()))


def chosen_country(ask: Ask) -> str:
    """The country the person chose; the list's first until they did."""
    chosen = ask.vault.get("country")
    return chosen if chosen in (*countries(), ELSEWHERE) else countries()[0]


def told_lines(country: str, today: date, words: Words) -> list[ToldLine]:
    """The lines of one country in words; none where none was looked up."""
    return [
        ToldLine(
            heading=words.say(
                "app.plan.line.heading",
                country=words.say(f"app.plan.country.{country}"),
                name=line.name,
            ),
            number=line.number,
            hours=words.say(f"app.plan.line.{line.hours}"),
            checked=words.say(
                "app.plan.line.checked",
                source=line.source,
                dated=date_words(line.page_dated, words),
                checked=date_words(line.checked, words),
            ),
            old=line.is_old(today),
        )
        for line in lines()
        if line.country == country
    ]
