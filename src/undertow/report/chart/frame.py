"""The picture around the plots: its name and description, the time axis, marks of the turns."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from undertow.report.chart.calendar import Tick
from undertow.report.chart.svg import element, percent

AXIS = 24.0
"""Height of the time axis in pixels."""


def picture(
    name: str, title: str, description: str, height: float, parts: Sequence[str], axis: Markup
) -> Markup:
    """A whole picture, as wide as the page, `height` plus the axis high, in pixels.

    The name must be unique on the page: the ids of title and description are made from it.
    """
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-text"),
        *parts,
        axis,
        class_="chart",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-text",
        width="100%",
        height=height + AXIS,
    )


def time_axis(marks: Sequence[Tick], bottom: float) -> Markup:
    """Ticks with labels to their right, below `bottom`."""
    parts = [element("line", x1="0", x2="100%", y1=bottom, y2=bottom, class_="axis")]
    for tick in marks:
        hidden = " wide-only" if tick.wide_only else ""
        at = percent(tick.share)
        parts.append(
            element("line", x1=at, x2=at, y1=bottom, y2=bottom + 8, class_=f"axis{hidden}")
        )
        parts.append(
            element("text", tick.label, x=at, dx="4", y=bottom + 17, class_=f"tick{hidden}")
        )
    return Markup("").join(parts)


def turn_lines(shares: Sequence[float], top: float, bottom: float) -> Markup:
    """A faint line at the start of each turn of the cycle."""
    return Markup("").join(
        element("line", x1=percent(s), x2=percent(s), y1=top, y2=bottom, class_="turn")
        for s in shares
    )


def labelled_line(share: float, label: str, top: float, bottom: float) -> Markup:
    """A faint upright line with words above it."""
    words = element("text", label, x=percent(share), y=top - 6, text_anchor="middle", class_="tick")
    return turn_lines([share], top, bottom) + words


def turn_numbers(shares: Sequence[float], y: float) -> Markup:
    """The numbers of the turns, left out where they would touch.

    On a narrow screen numbers need twice the room; those that would touch there are hidden.
    """
    parts, last_wide, last_narrow = [], -1.0, -1.0
    for number, share in enumerate(shares, start=1):
        if share - last_wide < 0.035:
            continue
        last_wide = share
        hidden = share - last_narrow < 0.08
        last_narrow = last_narrow if hidden else share
        kind = "turn-number wide-only" if hidden else "turn-number"
        anchor = "end" if share > 0.94 else "start"
        parts.append(
            element("text", str(number), x=percent(share), y=y, text_anchor=anchor, class_=kind)
        )
    return Markup("").join(parts)
