"""Forecast skill as tables in the terminal and as JSON for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from undertow.inference.score.bootstrap import Ratio
from undertow.inference.score.rows import SIMPLE, Ratios, Row, Scores
from undertow.record.problem import printable

VERSION = 1

_READING = (
    "Each person's first 70 % of answers train, the rest test, one step ahead. MAE: mean absolute "
    "error of the forecast. CRPS: the same for its whole distribution. EWMA: a tuned moving "
    "average. Ratios are ours to the EWMA, below 1 is better, with 95 % of resampled sets of "
    "people in brackets. 80 % held: share of answers inside our 80 % intervals."
)


def print_rows(rows: Sequence[Row], console: Console) -> None:
    """Print the errors, then ours beside the moving average, then what events add."""
    _print_errors(rows, console)
    console.print()
    _print_ratios(rows, console)
    if any(row.with_events for row in rows):
        _print_events(rows, console)
    for row in rows:
        for note in row.notes:
            console.print(Text(f"{printable(row.target)}: {note}"))
    console.print()
    console.print(Text(_READING))


def _print_errors(rows: Sequence[Row], console: Console) -> None:
    table = _table("MAE", "people", "tested", "mean", "last", "AR(1)", "decay", "EWMA", "ours")
    for row in rows:
        both = (None if one is None else one.mae for one in (row.ewma, row.model))
        errors = [*(row.simple[name] for name in SIMPLE), *both]
        cells = [str(row.people), str(row.points), *map(figure, errors)]
        table.add_row(printable(row.target), *cells)
    console.print(table)


def _print_ratios(rows: Sequence[Row], console: Console) -> None:
    table = _table("ours / EWMA", "MAE ratio", "CRPS ratio", "80 % held")
    for row in rows:
        held = "" if row.model is None else f"{row.model.cover80:.2f}"
        cells = (ratio_words(row.ratios.mae), ratio_words(row.ratios.crps), held)
        table.add_row(printable(row.target), *cells)
    console.print(table)


def _print_events(rows: Sequence[Row], console: Console) -> None:
    """What it changes to know of earlier dated events."""
    table = _table("with events / without", "MAE ratio", "CRPS ratio")
    for row in rows:
        cells = (ratio_words(row.events.mae), ratio_words(row.events.crps))
        table.add_row(printable(row.target), *cells)
    console.print()
    console.print(table)


def _table(first: str, *headings: str) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column(first)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def figure(value: float | None) -> str:
    """A figure to four digits."""
    return "" if value is None else f"{value:.4g}"


def ratio_words(ratio: Ratio | None) -> str:
    """A ratio with its interval."""
    if ratio is None:
        return ""
    if ratio.low95 is None or ratio.high95 is None:
        return f"{ratio.value:.3f}"
    return f"{ratio.value:.3f} ({ratio.low95:.3f}-{ratio.high95:.3f})"


def rows_json(rows: Sequence[Row], fewest: int) -> str:
    """The rows as JSON text.

    `version`; `fewest_answers`; `rows`, each {target, people, points, mean | persistence | ar1 |
    decay: {mae}, ewma | model: {mae, crps, cover80}, ratios: {mae, crps: {value, low95, high95}},
    left_out, notes}. Where the map names events, also model_with_events: {mae, crps, cover80} and
    events_ratios: the same ratios, with events to without. What cannot be told is null.
    """
    content = {"version": VERSION, "fewest_answers": fewest, "rows": [_plain(row) for row in rows]}
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(row: Row) -> dict[str, object]:
    found: dict[str, object] = {"target": row.target, "people": row.people, "points": row.points}
    found |= {name: {"mae": _finite(row.simple[name])} for name in SIMPLE}
    found |= {"ewma": _scores(row.ewma), "model": _scores(row.model), "ratios": _ratios(row.ratios)}
    if row.with_events is not None:
        found["model_with_events"] = _scores(row.with_events)
        found["events_ratios"] = _ratios(row.events)
    return found | {"left_out": row.left_out, "notes": row.notes}


def _scores(scores: Scores | None) -> dict[str, float | None]:
    if scores is None:
        return dict.fromkeys(Scores._fields)
    return {name: _finite(value) for name, value in scores._asdict().items()}


def _ratios(ratios: Ratios) -> dict[str, object]:
    return {name: one and one._asdict() for name, one in ratios._asdict().items()}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
