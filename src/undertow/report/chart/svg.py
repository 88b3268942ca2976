"""SVG elements and paths, escaped; nothing here knows what is drawn."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from markupsafe import Markup, escape

WIDTH = 1000
"""Width of a stretching plot in its own units."""


def element(name: str, *children: str, **attributes: str | float) -> Markup:
    """One element. Text children and attribute values are escaped, markup is kept.

    An underscore in an attribute name stands for a dash; one at its end is dropped (`class_`).
    """
    given = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _text(value))
        for key, value in attributes.items()
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{}{}>{}</{}>").format(Markup(name), given, inside, Markup(name))


def percent(share: float) -> str:
    """A share of the width, as an attribute."""
    return f"{share * 100:.2f}%"


def stretching(top: float, height: float, *children: str) -> Markup:
    """An inner picture over the full width whose x runs from 0 to `WIDTH` and y from 0."""
    return element(
        "svg",
        *children,
        x="0",
        y=f"{top:g}",
        width="100%",
        height=f"{height:g}",
        viewBox=f"0 0 {WIDTH} {height:g}",
        preserveAspectRatio="none",
    )


def line_path(x: np.ndarray, y: np.ndarray) -> str:
    """A line through points, broken where y is not known. x in shares, y in plot units."""
    return "".join(f"M{_points(x[a:b], y[a:b])}" for a, b in known_runs(y))


def band_path(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    """The area between two lines, broken where either is not known."""
    return "".join(
        f"M{_points(x[a:b], high[a:b])}L{_points(x[a:b][::-1], low[a:b][::-1])}Z"
        for a, b in known_runs(low + high)
    )


def bars_path(edges: np.ndarray, heights: np.ndarray, full: float, least: float) -> str:
    """Bars that stand on the floor of a plot of height `full`.

    Args:
        edges: where bars begin and end, in shares; (S + 1,).
        heights: 0 to 1; (S,).
        full: what a height of 1 is in plot units.
        least: bars lower than this are left out.
    """
    tall = np.where(np.nan_to_num(heights) >= least, heights, np.nan)
    parts = []
    for start, end in known_runs(tall):
        steps = "".join(
            f"V{full * (1 - tall[i]):.1f}H{edges[i + 1] * WIDTH:.1f}" for i in range(start, end)
        )
        parts.append(f"M{edges[start] * WIDTH:.1f},{full:g}{steps}V{full:g}Z")
    return "".join(parts)


def known_runs(values: np.ndarray) -> Iterable[tuple[int, int]]:
    """Start and end (exclusive) of each run of finite values."""
    known = np.concatenate([[False], np.isfinite(values), [False]])
    changes = np.flatnonzero(known[1:] != known[:-1])
    return zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)


def _points(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{a * WIDTH:.1f},{b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True))


def _text(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
