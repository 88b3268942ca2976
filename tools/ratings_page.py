"""Writes docs/theory/ratings.md: which states each rating reads.

    python tools/ratings_page.py

Nothing is listed by hand. The readouts are computed once with numbers that remember where they
came from; the words are the first lines of the docstrings of laws and readouts.
"""

from __future__ import annotations

from inspect import getdoc
from pathlib import Path
from typing import Any

from undertow.theory import Inputs, Parameters, States, rating, readouts
from undertow.theory.laws import attachments, learning, resources, self, threat

PAGE = Path(__file__).resolve().parents[1] / "docs" / "theory" / "ratings.md"

TRAITS = [entry.name for entry in Parameters.entries() if entry.personal]

INTRODUCTION = """\
# What each rating reads

A rating is an answer from 0 to 10 that a person writes into the diary. The theory has states;
each rating reads some of them, through a readout. This page says which. It is written by
`tools/ratings_page.py` from the code, and a test keeps it so.

Wanting is not liking: `craving` reads the pull and never the judgement, `judgement` reads the
judgement and nothing else (A01).
"""

SCALE = """\
## From readout to answer

On a scale from 0 to 1, before its ends cut it off:

    answer = intercept + gain x readout + loading x level + noise

The level is one slow number for all ratings of a day, so that several ratings of one bad day are
not several witnesses. People differ in intercept, gain and noise; these are the population's
values, assumed so far.
"""


class Origin:
    """A number that remembers what it was computed from."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)

    def _with(self, other: Any) -> Origin:
        return Origin(*self.names, *getattr(other, "names", ()))

    __add__ = __radd__ = __sub__ = __rsub__ = _with
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _with


def origins() -> dict[str, frozenset[str]]:
    """What each rating reads: `state.threat`, `input.contact`, `trait.anxiety`, by rating."""
    states = States(*(Origin(f"state.{name}") for name in States._fields))
    inputs = Inputs(*(Origin(f"input.{name}") for name in Inputs._fields))
    p = Parameters(**{name: Origin(f"trait.{name}") for name in TRAITS})
    found = readouts.readouts(states, inputs, p)
    return {name: number.names for name, number in found._asdict().items()}


def first_line(thing: Any) -> str:
    """What a law or a readout says it is."""
    return (getdoc(thing) or "").partition("\n")[0]


def law_of(state: str) -> Any:
    """The law of a state."""
    rooms = (attachments, learning, resources, self, threat)
    return next(getattr(room, state) for room in rooms if hasattr(room, state))


def readout_of(name: str, states: list[str]) -> Any:
    """The function behind a rating: its readout, or the law of the one state that it is."""
    own = {"craving": readouts.pull}.get(name) or getattr(readouts, name, None)
    return own or law_of(*states)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def page() -> str:
    """The whole page."""
    found = origins()
    ratings = []
    for name, names in found.items():
        states = [state for state in States._fields if f"state.{state}" in names]
        said = first_line(readout_of(name, states))
        others = sorted(origin for origin in names if not origin.startswith("state."))
        beside = ", ".join(origin.partition(".")[2] for origin in others)
        ratings.append((f"`{name}`", said, ", ".join(states), beside))
    states_read = [
        (
            state,
            first_line(law_of(state)),
            ", ".join(f"`{name}`" for name, names in found.items() if f"state.{state}" in names)
            or "none",
        )
        for state in States._fields
    ]
    scales = [
        (f"`{name}`", *(f"{value:+.2f}" for value in scale))
        for name, scale in rating.SCALES._asdict().items()
    ]
    return "\n".join(
        [
            INTRODUCTION,
            table(("rating", "what it is", "reads these states", "and beside them"), ratings),
            "## Which ratings bear on a state\n",
            table(("state, in cascade order", "what it is", "read by"), states_read),
            "No rating reads a state marked `none`: a diary tells of it through events, and",
            "through what it does to other states.\n",
            SCALE,
            table(("rating", "intercept", "gain", "loading"), scales),
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(page().splitlines())} lines")
