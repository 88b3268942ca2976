"""Figures and picture of `docs/theory/alternation.md`, measured and drawn anew.

Run `python -m undertow.evidence.alternation_page` in the root of the project. What lies between
the two marks of the page is replaced by figures; the words around them are written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from undertow.evidence import alternation, apart, cycles, dose
from undertow.evidence.alternation import (
    ALSO_ALTERNATIONS,
    APART_IN_TIME,
    IN_HALVES,
    LIVED,
    NO_RELIEF,
    VARIATIONS,
)
from undertow.evidence.judging import Interval, judge, median_interval
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.evidence.picture import Line, picture

FOLDER = Path("docs") / "theory"
BEGIN, END = "<!-- measured -->", "<!-- end of what is measured -->"
NOT_DRAWN = ("episodes of both at even distances", "warmth constant, harm as lived")
"""Lines that would lie on others."""
HOUR, QUARTER = Lab(step=1 / 24), Lab(step=1 / 4)


def told(figure: Interval) -> str:
    """A median and its interval, in words for a table."""
    return f"{figure.median:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def bond_tables(hour: dict[str, np.ndarray], quarter: dict[str, np.ndarray]) -> list[str]:
    """The relief-bond at the end under every order, at both steps."""

    def rows(names: Iterable[str]) -> list[list[str]]:
        return [
            [
                name,
                told(median_interval(hour[name])),
                told(median_interval(quarter[name])),
                f"{np.median(hour[name] / hour[LIVED]):.2f}",
            ]
            for name in names
        ]

    columns = ("step 1/24 day", "step 1/4 day", "share of lived")
    required = [LIVED, *APART_IN_TIME, NO_RELIEF]
    return [
        "### Required",
        "",
        *table(["order in time", *columns], rows(required)),
        *_verdicts({"1/24 day": hour, "1/4 day": quarter}),
        "### Reported: other orders of the same",
        "",
        *table(["order in time", *columns], rows([*IN_HALVES, *ALSO_ALTERNATIONS])),
        "### Reported: the lived order under other conditions",
        "",
        *table(["condition", *columns], rows(VARIATIONS)),
    ]


def _verdicts(bonds_by_step: dict[str, dict[str, np.ndarray]]) -> list[str]:
    rows = []
    tested = alternation.alternation_forms_the_bond
    for step, bonds in bonds_by_step.items():
        others = np.max([bonds[name] for name in APART_IN_TIME], axis=0)
        for name in (LIVED, NO_RELIEF):
            outcome, figure = judge(bonds[name] / others, tested.target)
            rows.append([name, step, told(figure), f"at least {tested.target.low:g}", outcome])
    return table(["bond, over the largest of the five", "step", "ratio", "target", ""], rows)


def reported(lab: Lab) -> list[str]:
    """A06, A07, A14, E01 and E02, at one step."""
    starts = cycles.bond_at_cycle_starts(lab)
    shown = [n for n in (1, 2, 3, 4, 5, 8, 12, 16) if n <= len(starts)]
    alone, after_harm = dose.day_of_warmth(lab)
    start = apart.on_leaving(lab)
    pull = apart.pull_without_contact(lab, start)
    days = (1, 14, 28, 182, 196, apart.MIDPOINT)
    contacts = apart.contact_effects(lab, start)
    return [
        "### Reported: cycles strengthen the bond (A06)",
        "",
        *table(
            ["at the start of incident", *map(str, shown)],
            [["bond, median", *(f"{np.nanmedian(starts[n - 1]):.2f}" for n in shown)]],
        ),
        f"{100 * cycles.share_of_cycles_that_strengthen(starts):.1f} % of cycles begin with a"
        " stronger bond than the one before.",
        "",
        "### Reported: one day of warmth, alone and after a day of harm (A07)",
        "",
        *table(
            ["", "alone", "after harm", "times"],
            [
                [name, f"{a:.4f}", f"{b:.4f}", f"{b / a:.0f}"]
                for name, a, b in zip(("reward", "bond formed"), alone, after_harm, strict=True)
            ],
        ),
        "### Reported: apart (E01 E02)",
        "",
        *table(
            ["day apart", *map(str, days)],
            [["pull", *(f"{np.median(pull[day - 1]):.2f}" for day in days)]],
        ),
        *table(
            ["", "median and interval"],
            [
                ["fall from day 14 to day 182", told(median_interval(1 - pull[181] / pull[13]))],
                ["fall from day 14 to day 196", told(median_interval(1 - pull[195] / pull[13]))],
                ["4.18 years, of day 28", told(median_interval(pull[-1] / pull[27]))],
            ],
        ),
        "### Reported: one contact on day 30 (A14)",
        "",
        *table(
            ["pull relative to none", "next day", "after two weeks", "after two months"],
            [
                [name, *(f"{100 * np.median(change):+.1f} %" for change in effect)]
                for name, effect in contacts.items()
            ],
        ),
    ]


def drawn(paths: dict[str, np.ndarray]) -> str:
    """The bond over the two years under each order."""
    weekly = {name: path[:: 7 * SLOTS_A_DAY] for name, path in paths.items()}
    weekly = {name: np.vstack([weekly[name], paths[name][-1]]) for name in paths}

    meeting = [name for name in ALSO_ALTERNATIONS if name not in NOT_DRAWN]

    def line(name: str, colour: str) -> Line:
        return Line(name, np.median(weekly[name], axis=1), colour)

    lived = weekly[LIVED]
    lines = [
        *(line(name, "#8fa3b8") for name in meeting),
        *(line(name, "#a5764f") for name in APART_IN_TIME),
        line(NO_RELIEF, "#a5764f"),
        Line(
            LIVED,
            np.median(lived, axis=1),
            "#2f5d8a",
            strong=True,
            band=(lived.min(axis=1), lived.max(axis=1)),
        ),
    ]
    return picture(
        "The relief-bond over two years: the same harm and warmth, in different orders",
        f"Median of {lived.shape[1]} simulated relationships; the band holds all of them as lived.",
        "The bond grows under every order in which warmth meets harm, and stays near zero under"
        " every order in which it does not, and without relief.",
        lines,
        [
            (0.0, "start"),
            (0.25, "6 months"),
            (0.5, "1 year"),
            (0.75, "18 months"),
            (1.0, "2 years"),
        ],
    )


def main() -> None:
    """Measure, draw, and put both into the folder of the page."""
    page = FOLDER / "alternation.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    hour, quarter = alternation.all_bonds(HOUR), alternation.all_bonds(QUARTER)
    figures = "\n".join([*bond_tables(hour, quarter), *reported(QUARTER)])
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n{END}{after}", encoding="utf-8")
    svg = drawn(alternation.bonds_over_time(QUARTER))
    (FOLDER / "alternation.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
