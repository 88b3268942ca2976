"""A small line picture as SVG: median lines over time, each named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import numpy as np

WIDTH, HEIGHT = 760, 392
LEFT, RIGHT, TOP, BOTTOM = 44.0, 480.0, 66.0, 356.0
"""Edges of the plot, in pixels."""
NAMES_AT, NAME_HEIGHT = 502.0, 15.0

PAPER, INK, SOFT, HAIR = "#fbfaf7", "#23282d", "#555c64", "#d9d4ca"
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"


class Line(NamedTuple):
    """A line of the picture.

    Attributes:
        name: shown at its end.
        values: between 0 and 1, at equal distances over the whole width.
        colour: a hexadecimal colour.
        strong: drawn thick and named in its colour.
        band: lowest and highest values behind it, if any.
    """

    name: str
    values: np.ndarray
    colour: str
    strong: bool = False
    band: tuple[np.ndarray, np.ndarray] | None = None


def picture(
    title: str, caption: str, text: str, lines: Sequence[Line], ticks: Sequence[tuple[float, str]]
) -> str:
    """Draw lines over a level axis from 0 to 1.

    Args:
        title: above the plot.
        caption: below the title.
        text: description for those who do not see it.
        lines: back to front.
        ticks: marks of the time axis, as share of the width and label.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' width="{WIDTH}" height="{HEIGHT}" font-family="{_FONT}" font-size="12">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(text)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        _words(title, 12.0, 24.0, INK, size=15),
        _words(caption, 12.0, 42.0, SOFT),
        *_axes(ticks),
        *(_band(line) for line in lines if line.band),
        *(_curve(line) for line in lines),
        *_names(lines),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _y(values: Any) -> Any:
    return BOTTOM - (BOTTOM - TOP) * values


def _points(values: np.ndarray) -> str:
    x = np.linspace(LEFT, RIGHT, len(values))
    pairs = zip(x.tolist(), _y(values).tolist(), strict=True)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in pairs)


def _words(
    words: str, x: float, y: float, colour: str, anchor: str = "start", size: int = 12
) -> str:
    return (
        f'<text x="{x:g}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"'
        f' font-size="{size}">{escape(words)}</text>'
    )


def _axes(ticks: Sequence[tuple[float, str]]) -> list[str]:
    parts = []
    for level in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(level)
        parts.append(f'<path d="M{LEFT:g} {y:.1f}H{RIGHT:g}" stroke="{HAIR}" fill="none"/>')
        parts.append(_words(f"{level:g}", LEFT - 8, y + 4, SOFT, "end"))
    for share, label in ticks:
        parts.append(_words(label, LEFT + share * (RIGHT - LEFT), BOTTOM + 20, SOFT, "middle"))
    return parts


def _band(line: Line) -> str:
    low, high = line.band or (line.values, line.values)
    there, width = _points(high), np.linspace(RIGHT, LEFT, len(low))
    pairs = zip(width.tolist(), _y(low[::-1]).tolist(), strict=True)
    back = " ".join(f"{a:.1f},{b:.1f}" for a, b in pairs)
    return f'<polygon points="{there} {back}" fill="{line.colour}" fill-opacity="0.12"/>'


def _curve(line: Line) -> str:
    width = 2.2 if line.strong else 1.1
    return (
        f'<polyline points="{_points(line.values)}" fill="none" stroke="{line.colour}"'
        f' stroke-width="{width}" stroke-linejoin="round"/>'
    )


def _names(lines: Sequence[Line]) -> list[str]:
    """Names to the right of the line ends, moved apart where they would touch."""
    parts = []
    ordered = sorted(lines, key=lambda one: -float(one.values[-1]))
    ends = [float(_y(line.values[-1])) for line in ordered]
    for line, end, at in zip(ordered, ends, moved_apart(ends, NAME_HEIGHT, BOTTOM), strict=True):
        parts.append(
            f'<path d="M{RIGHT + 2:g} {end:.1f}L{NAMES_AT - 4:g} {at:.1f}"'
            f' stroke="{line.colour}" stroke-opacity="0.5" fill="none"/>'
        )
        colour = line.colour if line.strong else SOFT
        parts.append(_words(line.name, NAMES_AT, at + 4, colour))
    return parts


def moved_apart(wanted: Sequence[float], least: float, floor: float) -> list[float]:
    """Heights at least `least` apart, near the wanted ones, none below the floor.

    Args:
        wanted: from the top down, as y grows downward.
        least: smallest distance.
        floor: largest y allowed.
    """

    def top(group: Sequence[float]) -> float:
        middle, height = sum(group) / len(group), least * (len(group) - 1)
        return min(middle - height / 2, floor - height)

    def touch(upper: Sequence[float], lower: Sequence[float]) -> bool:
        return top(upper) + least * len(upper) > top(lower)

    groups: list[list[float]] = []  # each is set evenly around its own middle
    for y in wanted:
        groups.append([y])
        while len(groups) > 1 and touch(groups[-2], groups[-1]):
            lower = groups.pop()
            groups[-1].extend(lower)
    return [top(group) + least * place for group in groups for place in range(len(group))]
