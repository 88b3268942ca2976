"""The ledger of evidence, as a table in the terminal and as JSON for other programs."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from undertow.evidence.judging import Verdict
from undertow.evidence.ledger import Line

VERSION = 1
_COLOURS = {"pass": "green", "open": "yellow", "fail": "red"}


def print_ledger(lines: Sequence[Line], console: Console) -> None:
    """Print a line for each figure of each row, and how many rows passed."""
    drawn = any(line.draws for line in lines)
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading in ("id", "claim", "target", "got (95 %)", "verdict", "without", ""):
        table.add_column(heading, ratio=3 if heading == "claim" else None)
    if drawn:
        table.add_column("draws", justify="right")
    for line in lines:
        for number, statistic in enumerate(line.statistics):
            claim = line.claim if number == 0 else ""
            cells = [
                line.id if number == 0 else "",
                Text(f"{claim} ({statistic.name})".strip() if statistic.name else claim),
                statistic.target,
                figure_words(statistic.got),
                Text(line.verdict, _COLOURS[line.verdict]) if number == 0 else Text(""),
                figure_words(statistic.without) if statistic.without else "",
                line.origin if number == 0 else "",
            ]
            if drawn:
                share = line.holds_in
                cells.append(f"{share:.0%}" if share is not None and number == 0 else "")
            table.add_row(*cells)
    console.print(table)
    counts = Counter(line.verdict for line in lines)
    console.print(
        f"\n{len(lines)} rows: {counts['pass']} pass, {counts['open']} open, "
        f"{counts['fail']} fail. A passing row shows that the theory contains the claim, not "
        "that the claim is true."
    )


def figure_words(verdict: Verdict) -> str:
    """A median with its interval, to three figures."""
    figure = verdict.figure
    if math.isnan(figure.median):
        return "none"
    return f"{figure.median:.3g} ({figure.low:.3g} to {figure.high:.3g})"


def ledger_json(lines: Sequence[Line], seed: int, seeds: int) -> str:
    """The ledger as JSON text: `version`, `seed`, `seeds`, and `rows` as in `evidence.ledger`."""
    content = {
        "version": VERSION,
        "seed": seed,
        "seeds": seeds,
        "rows": [_plain(asdict(line)) for line in lines],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: object) -> object:
    """Named tuples as objects; what is not a number or is endless as null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Verdict):
        return {
            "outcome": value.outcome,
            **{k: _plain(v) for k, v in value.figure._asdict().items()},
        }
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value
