"""Walking through time with a step function, in NumPy: the same contract as `jax.lax.scan`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def scan(
    step: Callable[[Any, Any], tuple[Any, Any]], carry: Any, rows: Iterable[Any]
) -> tuple[Any, list[Any]]:
    """Hand each row to `step(carry, row)`, which returns (carry, what to report).

    Returns:
        The last carry, and the list of reports in the order of the rows.
    """
    reports = []
    for row in rows:
        carry, report = step(carry, row)
        reports.append(report)
    return carry, reports
