"""Understand: short reading pages in our own words, each with its sources by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from undertow.app.asking import Answer, Ask, Go, Page, Route


class Part(NamedTuple):
    """One part of a page: its key under the page's, and the studies of each of its paragraphs.

    A paragraph without studies tells what the popular texts say, and the page says so; so do all
    paragraphs after the last that is listed.
    """

    key: str
    sources: tuple[tuple[str, ...], ...] = ()


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
        (
            Part("tie"),
            Part("not"),
            Part("rival"),
            Part("help", (("trials_of_aids",), ("trials_of_aids",))),
        ),
    ),
    Reading(
        "2",
        "leave",
        (
            Part("two"),
            Part("now", (("chan_harris_2019", "harris_2024"), ("hochman_erev_2013", "su_2024"))),
            Part("back", (("okun_1988",), ("okun_1988",), ("koepsell_2006",))),
            Part("head", (("langeslag_sanchez_2018",),)),
        ),
    ),
    Reading(
        "3",
        "miss",
        (
            Part("relief", (("leknes_2011",),)),
            Part("want", (("pool_2015",),)),
            Part("love"),
            Part("closer", (("derrick_2014",),)),
            Part("look", (("marshall_2012",), ("mason_2012", "spielmann_2018"))),
        ),
    ),
    Reading("4", "codep", (Part("word"), Part("other"), Part("open"))),
    Reading(
        "5",
        "bruises",
        (
            Part("kinds"),
            Part("late"),
            Part("how_bad", (("effiong_2022",), ("dutton_painter_1993",))),
        ),
    ),
    Reading(
        "6",
        "long",
        (
            Part("two", ((), ("dutton_painter_1993",), ("chong_fraley_2025",))),
            Part(
                "first",
                (("sbarra_emery_2005", "sbarra_ferrer_2006"), ("eastwick_2008",), ("smokers",)),
            ),
            Part("what", ((), ("larson_sbarra_2015",))),
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
                    ("kubany_2004", "arroyo_2017", "johnson_2016"),
                    ("sullivan_bybee_1999",),
                    ("goodman_2005",),
                ),
            ),
            Part("room"),
        ),
    ),
    Reading(
        "8",
        "safe",
        (Part("time", (("campbell_2003", "wilson_daly_1993"),)), Part("needs"), Part("who")),
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
    numbers = _numbers(page)
    return Page(
        "understand_page.html.j2",
        {
            "page": page,
            "parts": [(part.key, _paragraphs(ask, page, part, numbers)) for part in page.parts],
            "listed": [(number, sources()[name]) for name, number in numbers.items()],
            "after": PAGES[places[0] + 1] if places[0] + 1 < len(PAGES) else None,
        },
    )


@cache
def sources() -> dict[str, Source]:
    """Every study that the pages name, by its key."""
    text = resources.files("undertow.app").joinpath("sources.toml").read_text(encoding="utf-8")
    return {key: Source(**study) for key, study in tomllib.loads(text).items()}


def _numbers(page: Reading) -> dict[str, int]:
    """The number of each study of a page, in the order in which they are named."""
    named = (name for part in page.parts for names in part.sources for name in names)
    return {name: number for number, name in enumerate(dict.fromkeys(named), start=1)}


def _paragraphs(
    ask: Ask, page: Reading, part: Part, numbers: dict[str, int]
) -> list[tuple[str, list[int]]]:
    """The paragraphs of a part, each with the numbers of its studies."""
    texts = ask.words.list(f"app.understand.{page.key}.{part.key}.text")
    named = [*part.sources, *((),) * len(texts)][: len(texts)]
    return [
        (text, [numbers[name] for name in names]) for text, names in zip(texts, named, strict=True)
    ]


ROUTES = [Route("/u", understand, ("GET",)), Route("/u/{name}", one_page, ("GET",))]
