"""The stage strip: one lane for each stage, a bar as tall as the reading is sure.

Lanes carry their names, so colour only helps: nothing is told by colour alone. A cycle reads
as a stair that comes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from undertow.report.chart.svg import bars_path, element, percent, stretching

LABEL, BAR, GAP, NUMBERS = 19.0, 20.0, 9.0, 15.0
"""Heights in pixels: a lane's label, its bar, the space below, and a row of turn numbers."""

LEAST = 0.08
"""Chances below this are not drawn: a floor of small doubts would hide the shape."""


@dataclass(frozen=True)
class Lane:
    """A lane: class for its colour, name, a few words, chances over the steps, numbers below."""

    kind: str
    name: str
    aside: str
    chances: np.ndarray
    numbered: bool = False

    @property
    def height(self) -> float:
        """Height of the whole lane in pixels."""
        return LABEL + BAR + GAP + (NUMBERS if self.numbered else 0.0)


def lane_tops(lanes: Sequence[Lane]) -> list[float]:
    """Where each lane begins, and where the last one ends; in pixels."""
    return [0.0, *np.cumsum([lane.height for lane in lanes]).tolist()]


def lane(one: Lane, edges: np.ndarray, top: float) -> Markup:
    """One lane: label, track, bars."""
    label = element(
        "text",
        element("tspan", one.name, class_="lane-name"),
        element("tspan", one.aside, dx="8", class_="lane-aside"),
        x="0",
        y=top + 13,
    )
    bars = element(
        "path",
        d=bars_path(edges, one.chances, BAR, LEAST),
        vector_effect="non-scaling-stroke",
        class_="bars",
    )
    bar_top = top + LABEL
    return Markup("").join(
        [
            label,
            element("rect", x="0", y=bar_top, width="100%", height=BAR, class_="track"),
            element("g", stretching(bar_top, BAR, bars), class_=f"stage {one.kind}"),
        ]
    )


def gaps(runs: Sequence[tuple[float, float]], tops: Sequence[float]) -> Markup:
    """Stripes over stretches in which nothing was written: what lies there is a guess.

    Args:
        runs: start and end of each stretch, as shares of the width.
        tops: where the striped lanes begin, in pixels; only their bars are striped.
    """
    stripe = element("path", d="M-2,2L2,-2M0,8L8,0M6,10L10,6", class_="stripe")
    pattern = element(
        "pattern", stripe, id="unwritten", width="8", height="8", patternUnits="userSpaceOnUse"
    )
    boxes = [
        element(
            "rect",
            x=percent(start),
            y=top + LABEL,
            width=percent(end - start),
            height=BAR,
            fill="url(#unwritten)",
        )
        for start, end in runs
        for top in tops
    ]
    return Markup("").join([element("defs", pattern), *boxes])
