"""A panel: curves with bands over one level axis, labelled where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from undertow.inference.reading import Band
from undertow.report.chart.svg import band_path, element, line_path, stretching

NAME = 42.0
"""Height above a plot for its name and the label of its top mark, in pixels."""


@dataclass(frozen=True)
class Curve:
    """A band to draw.

    Attributes:
        x: where its values lie, as shares of the width; (S,).
        band: values over x.
        kind: class for its colour.
        ahead: drawn dashed, as something that has not happened.
    """

    x: np.ndarray
    band: Band
    kind: str
    ahead: bool = False


@dataclass(frozen=True)
class Level:
    """The level axis: its ends, and marks as (value, label)."""

    low: float
    high: float
    marks: Sequence[tuple[float, str]]

    def y(self, values: np.ndarray, height: float) -> np.ndarray:
        """Plot height of values, from the top; kept inside the plot."""
        share = (np.clip(values, self.low, self.high) - self.low) / (self.high - self.low)
        return np.asarray(height * (1 - share))


def panel(name: str, curves: Sequence[Curve], level: Level, top: float, height: float) -> Markup:
    """A named panel whose plot lies from `top + NAME` to `top + NAME + height`."""
    plot = top + NAME
    parts: list[str] = [element("text", name, x="0", y=top + 15, class_="panel-name")]
    for value, _ in level.marks:
        at = plot + float(level.y(np.array(value), height))
        parts.append(element("line", x1="0", x2="100%", y1=at, y2=at, class_="grid"))
    parts.append(stretching(plot, height, *[_drawn(curve, level, height) for curve in curves]))
    for value, label in level.marks:
        at = plot + float(level.y(np.array(value), height))
        parts.append(element("text", label, x="0", y=at - 4, class_="tick halo"))
    return Markup("").join(parts)


def _drawn(curve: Curve, level: Level, height: float) -> Markup:
    x, mean = curve.x, level.y(curve.band.mean, height)
    low, high = level.y(curve.band.low80, height), level.y(curve.band.high80, height)
    if len(x) == 1:  # a single day is a short flat line, not an invisible point
        x = np.array([0.0, 1.0])
        mean, low, high = (np.repeat(values, 2) for values in (mean, low, high))
    dashed = " ahead" if curve.ahead else ""
    return element(
        "g",
        element("path", d=band_path(x, low, high), class_="band"),
        element(
            "path",
            d=line_path(x, mean),
            fill="none",
            vector_effect="non-scaling-stroke",
            class_=f"line{dashed}",
        ),
        class_=curve.kind,
    )
