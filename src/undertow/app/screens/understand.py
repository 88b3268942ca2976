"""Understand: short reading pages in our own words, each with its sources by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from undertow.app.asking import Answer, Ask, Go, Page, Route


class Part(NamedTuple):
    """One part of a page: its key under the page's, and the studies it rests on.

    A part without studies tells what the popular texts say, and the page says so.
    """

    key: str
    sources: tuple[str, ...] = ()


class Reading(NamedTuple):
    """One reading page: a number in its address, which says nothing of its subject, and parts."""

    number: str
    key: str
    parts: tuple[Part, ...]


class Source(NamedTuple):
    """A study as it is named: who and where, how many people, and how we know its figure."""

    name: str
    people: str
    read: str


PAGES = (
    Reading(
        "1",
        "what",
        (Part("tie"), Part("not"), Part("rival"), Part("help", ("trials_of_aids",))),
    ),
    Reading(
        "2",
        "leave",
        (
            Part("two"),
            Part("now", ("chan_harris_2019", "harris_2024", "hochman_erev_2013", "su_2024")),
            Part("back", ("okun_1988", "koepsell_2006")),
            Part("head", ("langeslag_sanchez_2018",)),
        ),
    ),
    Reading(
        "3",
        "miss",
        (
            Part("relief", ("leknes_2011",)),
            Part("want", ("pool_2015",)),
            Part("love"),
            Part("closer", ("derrick_2014",)),
            Part("look", ("marshall_2012", "mason_2012", "spielmann_2018")),
        ),
    ),
    Reading("4", "codep", (Part("word"), Part("other"), Part("open"))),
    Reading(
        "5",
        "bruises",
        (Part("kinds"), Part("late"), Part("how_bad", ("effiong_2022", "dutton_painter_1993"))),
    ),
    Reading(
        "6",
        "long",
        (
            Part("two", ("dutton_painter_1993", "chong_fraley_2025")),
            Part("first", ("sbarra_emery_2005", "sbarra_ferrer_2006", "eastwick_2008", "smokers")),
            Part("what", ("larson_sbarra_2015", "chong_fraley_2025")),
            Part("average"),
        ),
    ),
    Reading(
        "7",
        "therapy",
        (
            Part("kinds"),
            Part(
                "studies",
                (
                    "kubany_2004",
                    "arroyo_2017",
                    "johnson_2016",
                    "sullivan_bybee_1999",
                    "goodman_2005",
                ),
            ),
            Part("room"),
        ),
    ),
    Reading(
        "8",
        "safe",
        (Part("time", ("campbell_2003", "wilson_daly_1993")), Part("needs"), Part("who")),
    ),
)
"""The pages in the order in which they are offered."""


def understand(ask: Ask) -> Answer:
    """The screen `/u`: the pages, and what they are not about (B13)."""
    return Page("understand.html.j2", {"pages": PAGES})


def one_page(ask: Ask) -> Answer:
    """The screen `/u/{name}`: one page, its parts, and where each comes from."""
    places = [at for at, page in enumerate(PAGES) if page.number == ask.parts.get("name")]
    if not places:
        return Go("/u")
    page = PAGES[places[0]]
    parts = [
        (
            part.key,
            ask.words.list(f"app.understand.{page.key}.{part.key}.text"),
            [(number, sources()[name]) for number, name in _numbered(page) if name in part.sources],
        )
        for part in page.parts
    ]
    return Page(
        "understand_page.html.j2",
        {
            "page": page,
            "parts": parts,
            "listed": [(number, sources()[name]) for number, name in _numbered(page)],
            "after": PAGES[places[0] + 1] if places[0] + 1 < len(PAGES) else None,
        },
    )


@cache
def sources() -> dict[str, Source]:
    """Every study that the pages name, by its key."""
    text = resources.files("undertow.app").joinpath("sources.toml").read_text(encoding="utf-8")
    return {key: Source(**study) for key, study in tomllib.loads(text).items()}


def _numbered(page: Reading) -> list[tuple[int, str]]:
    """The studies of a page with their numbers, each once, in the order of its parts."""
    names = dict.fromkeys(name for part in page.parts for name in part.sources)
    return list(enumerate(names, start=1))


ROUTES = [Route("/u", understand, ("GET",)), Route("/u/{name}", one_page, ("GET",))]
