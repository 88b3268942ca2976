"""The total indices as a picture: parameters down, outcomes across, dark where it matters."""

from __future__ import annotations

from xml.sax.saxutils import escape

import numpy as np

from undertow.evidence.picture import HAIR, INK, PAPER, SOFT
from undertow.evidence.sensitivity.outcomes import MEANINGS, PARTS
from undertow.evidence.sensitivity.run import Sensitivity

ROWS = 25
WIDE, HIGH, LEFT, TOP, GAP = 50.0, 19.0, 178.0, 196.0, 12.0
WRITTEN = 0.05
"""Indices from here on are written into their cell; smaller ones are mostly noise."""
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_STEPS = (
    (0.05, "#f1ede4"),
    (0.1, "#d9e0e6"),
    (0.2, "#b3c5d6"),
    (0.4, "#7f9fbe"),
    (0.7, "#4d78a3"),
    (np.inf, "#2f5d8a"),
)
"""Colours up to a total index."""
TITLE = "Which number of the theory moves which outcome"
CAPTION = "Share of each outcome's variance in which a number takes part (Sobol's total index)."


def colour(index: float) -> str:
    """The colour of a total index."""
    return next(shade for below, shade in _STEPS if index < below)


def picture(found: Sensitivity, rows: int = ROWS) -> str:
    """Draw the strongest parameters.

    Args:
        found: the indices.
        rows: how many parameters at most.
    """
    names = found.strongest(rows, WRITTEN)
    width = _x(len(found.found)) + 60
    height = TOP + HIGH * len(names) + 62
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' width="{width:g}" height="{height:g}" font-family="{_FONT}" font-size="11">',
        f"<title>{TITLE}</title>",
        f"<desc>{escape(described(found))}</desc>",
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
        f'<text x="12" y="24" fill="{INK}" font-size="15">{TITLE}</text>',
        f'<text x="12" y="42" fill="{SOFT}" font-size="12">{CAPTION}</text>',
    ]
    parts += _headings()
    for column, outcome in enumerate(found.found):
        x = _x(column) + 0.45 * WIDE
        parts.append(
            f'<text transform="translate({x:g} {TOP - 8:g}) rotate(-45)" fill="{INK}">'
            f"{escape(outcome)}<title>{escape(MEANINGS.get(outcome, outcome))}</title></text>"
        )
    for number, name in enumerate(names):
        parts += _row(found, name, TOP + HIGH * number)
    parts += [*_legend(height - 40), "</svg>"]
    return "\n".join(parts) + "\n"


def described(found: Sensitivity) -> str:
    """In words, for those who do not see it: what moves each outcome most."""
    told = [
        f"{outcome}: {_words(found.parameters[int(one.total.argmax())])} {one.total.max():.2f}"
        for outcome, one in found.found.items()
        if one.total.max() > 0
    ]
    return "What moves each outcome most, with its total index. " + "; ".join(told) + "."


def _x(column: int) -> float:
    """Left edge of a column; a gap sets what is read together apart from what is read later."""
    return LEFT + WIDE * column + (GAP if column >= PARTS[0][1] else 0.0)


def _headings() -> list[str]:
    """When the outcomes below are read, each over a line as long as its columns."""
    parts, first, y = [], 0, TOP - 116
    for words, count in PARTS:
        left, right = _x(first), _x(first + count - 1) + WIDE - 1
        parts.append(
            f'<text x="{left:g}" y="{y - 6:g}" fill="{SOFT}" font-size="12">{words}</text>'
        )
        parts.append(f'<path d="M{left:g} {y:g}H{right:g}" stroke="{SOFT}" fill="none"/>')
        first += count
    return parts


def _row(found: Sensitivity, name: str, y: float) -> list[str]:
    """One parameter: its name and a cell for each outcome."""
    place = list(found.parameters).index(name)
    parts = [
        f'<text x="{LEFT - 8:g}" y="{y + 13:g}" text-anchor="end" fill="{INK}">'
        f"{escape(_words(name))}</text>"
    ]
    for column, (outcome, one) in enumerate(found.found.items()):
        index, error = one.total[place], one.total_error[place]
        x = _x(column)
        said = f"{outcome}, {_words(name)}: {index:.2f} ± {error:.2f}"
        parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{WIDE - 1:g}" height="{HIGH - 1:g}"'
            f' fill="{colour(index)}" stroke="{HAIR}" stroke-width="0.4">'
            f"<title>{escape(said)}</title></rect>"
        )
        if index >= WRITTEN:
            ink = PAPER if index >= 0.4 else INK
            parts.append(
                f'<text x="{x + WIDE / 2:g}" y="{y + 13:g}" text-anchor="middle" fill="{ink}">'
                f"{index:.2f}</text>"
            )
    return parts


def _legend(y: float) -> list[str]:
    """What the colours mean."""
    parts, low = [], 0.0
    for number, (below, shade) in enumerate(_STEPS):
        x = LEFT + 88 * number
        told = f"{low:g} and more" if np.isinf(below) else f"{low:g} to {below:g}"
        parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="14" height="14" fill="{shade}" stroke="{HAIR}"'
            ' stroke-width="0.4"/>'
        )
        parts.append(f'<text x="{x + 19:g}" y="{y + 11:g}" fill="{SOFT}">{told}</text>')
        low = below
    return parts


def _words(name: str) -> str:
    return name.replace("_", " ")
