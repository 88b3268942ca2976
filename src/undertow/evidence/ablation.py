"""Which row rests on which mechanism: every switch taken out, for every row, as one picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from undertow.evidence.ledger import MECHANISMS, Line, Passing, holds_without, on_all_cores
from undertow.evidence.picture import HAIR, INK, PAPER, SOFT
from undertow.theory import Parameters

CELL, LEFT, TOP = 15.0, 64.0, 150.0
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_COLOURS: dict[Passing, str] = {"pass": "#e9e4da", "open": "#e3b563", "fail": "#9c3d2f"}


class Ablation(NamedTuple):
    """What becomes of each row without each mechanism.

    Attributes:
        lines: the rows as they are, with all mechanisms.
        left: `pass`, `open` or `fail` by row id and mechanism.
    """

    lines: Sequence[Line]
    left: dict[tuple[str, str], Passing]


def measure(
    lines: Sequence[Line],
    seed: int,
    seeds: int,
    workers: int,
    tell: Callable[[float], None],
    parameters: Parameters | None = None,
) -> Ablation:
    """Run every row once for each mechanism.

    Args:
        lines: rows of a ledger.
        seed: as for the ledger.
        seeds: as for the ledger.
        workers: processes at once.
        tell: is told the share done.
        parameters: the package's own set if left out.
    """
    jobs = [(line.id, name, seed, seeds, parameters) for line in lines for name in MECHANISMS]
    left: dict[tuple[str, str], Passing] = {}
    for (row_id, name, *_), outcome in on_all_cores(holds_without, jobs, workers):
        left[row_id, name] = outcome
        tell(len(left) / len(jobs))
    return Ablation(lines, left)


def picture(ablation: Ablation) -> str:
    """Rows down, mechanisms across; dark where a row falls when the mechanism goes."""
    width = LEFT + CELL * len(MECHANISMS) + 20
    height = TOP + CELL * len(ablation.lines) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' width="{width:g}" height="{height:g}" font-family="{_FONT}" font-size="11">',
        "<title>Which row rests on which mechanism</title>",
        "<desc>Each row of the ledger without each mechanism of the theory.</desc>",
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
    ]
    for column, name in enumerate(MECHANISMS):
        x = LEFT + CELL * (column + 0.7)
        parts.append(
            f'<text transform="translate({x:g} {TOP - 8:g}) rotate(-60)" fill="{INK}">'
            f"{escape(name.replace('_', ' '))}</text>"
        )
    for number, line in enumerate(ablation.lines):
        y = TOP + CELL * number
        parts.append(
            f'<text x="{LEFT - 8:g}" y="{y + 11:g}" text-anchor="end" fill="{SOFT}">'
            f"{escape(line.id)}</text>"
        )
        for column, name in enumerate(MECHANISMS):
            outcome = ablation.left[line.id, name]
            named = name in line.needs.split(", ")
            parts.append(
                f'<rect x="{LEFT + CELL * column:g}" y="{y:g}" width="{CELL - 1:g}" '
                f'height="{CELL - 1:g}" fill="{_COLOURS[outcome]}" '
                f'stroke="{INK if named else HAIR}" stroke-width="{1.6 if named else 0.4:g}">'
                f"<title>{escape(f'{line.id} without {name}: {outcome}')}</title></rect>"
            )
    parts += [
        f'<text x="{LEFT:g}" y="{height - 18:g}" fill="{SOFT}">dark: the row falls without it. '
        "framed: the mechanism that the row names.</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
