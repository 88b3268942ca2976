"""docs/theory/calibration.md: which numbers the evidence constrains, and which it does not.

    python -m undertow.evidence.calibration_page

Everything is read from the package's parameter set, which `undertow calibrate` writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from undertow.evidence.calibration.run import CONSTRAINED
from undertow.theory import Parameters
from undertow.theory.parameter_set import Entry, ParameterSet, defaults

PAGE = Path(__file__).resolve().parents[3] / "docs" / "theory" / "calibration.md"

INTRODUCTION = """\
# Which numbers the evidence constrains

The numbers of the theory were fitted, all at once, to the rows of the [ledger](ledger.md) that may
be used for it: published findings marked *calibration*, the claims and the guards. Findings marked
*test* took no part and were not run. How, and why so, is
[decision 14](../decisions/0014-calibration.md). This page is written by
`python -m undertow.evidence.calibration_page` from the parameter set that comes with the package,
and a test keeps it so.

*Contraction* says how much narrower the rows made what is believed of a number: 1 less the spread
after over the spread before, on a logarithmic scale (logistic for shares). 0: they say nothing of
it. 1: they fix it. The method is somewhat too sure of itself, on a toy whose truth is known by up
to a tenth. A number that is constrained is not thereby true: the rows are ranges that were chosen,
and most claims are the sources' own.
"""

UNSAID = """\
## What stays unconstrained

The rows leave these numbers as uncertain as they were before, or nearly (contraction below 0.1).
They move from their starting values only if more rows hold together when all of them do; either
way, whatever the theory says by one of them alone is not backed by any row.
"""

REST = """\
## What is not fitted

What people differ in, drawn anew for every person of a sample; and definitions.
"""


def page(kept: ParameterSet, entries: dict[str, str]) -> str:
    """The page.

    Args:
        kept: a calibrated set.
        entries: meanings by parameter name.
    """
    fitted = {n: e for n, e in kept.entries.items() if e.contraction is not None}
    others = [n for n in kept.entries if n not in fitted]
    by_size = sorted(fitted.items(), key=lambda pair: -(pair[1].contraction or 0))
    told = [(n, e) for n, e in by_size if (e.contraction or 0) >= CONSTRAINED]
    rest = [(n, e) for n, e in by_size if (e.contraction or 0) < CONSTRAINED]
    parts = [
        INTRODUCTION,
        *_about(kept),
        "## What the rows constrain\n",
        *_table(
            ("parameter", "meaning", "unit", "start", "calibrated", "contraction", "moved most by"),
            ((f"`{n}`", entries[n], *_numbers(e), " ".join(e.rows)) for n, e in told),
        ),
        UNSAID,
        *_table(
            ("parameter", "meaning", "unit", "start", "value", "contraction", "status"),
            ((f"`{n}`", entries[n], *_numbers(e), e.status) for n, e in rest),
        ),
        REST,
        ", ".join(f"`{name}`" for name in others) + ".\n",
    ]
    return "\n".join(parts)


def _about(kept: ParameterSet) -> list[str]:
    """When and how, and what the ledger says of the outcome."""
    told = kept.about
    counts = "; ".join(
        f"{group}: " + ", ".join(f"{count} {verdict}" for verdict, count in told[group].items())
        for group in ("claims", "findings", "guards")
    )
    failed = ", ".join(told["not_passed"]) or "none"
    return [
        f"Calibrated on {told['date']}, seed {told['seed']}: {told['how'].partition(';')[0]}.\n",
        f"In the ledger with these numbers: {counts}. Not passed: {failed}.\n",
    ]


def _numbers(entry: Entry) -> tuple[str, ...]:
    return entry.unit, f"{entry.start:.4g}", f"{entry.value:.4g}", f"{entry.contraction:.2f}"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [heads, ("---",) * len(heads), *rows]
    return [*("| " + " | ".join(line) + " |" for line in lines), ""]


def main() -> None:
    """Write the page anew."""
    meanings = {entry.name: entry.meaning for entry in Parameters.entries()}
    PAGE.write_text(page(defaults(), meanings))


if __name__ == "__main__":
    main()
