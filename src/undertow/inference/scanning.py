"""`jax.lax.scan` in NumPy: rows and reports are stacked arrays, and the walk may go backward.

What walks through the days of a record is a step function handed to this or to JAX's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from undertow.engine import walk


def scan(
    step: Callable[[Any, Any], tuple[Any, Any]],
    carry: Any,
    rows: tuple[np.ndarray, ...],
    reverse: bool = False,
) -> tuple[Any, Any]:
    """Hand the rows of each day to `step(carry, rows)`, which returns (carry, what to report).

    Args:
        step: reports an array, a tuple of arrays or None.
        carry: before the first step.
        rows: arrays of as many days.
        reverse: from the last day to the first; reports stay in the order of the rows.

    Returns:
        The last carry, and the reports with a leading axis of days.
    """
    order = slice(None, None, -1 if reverse else 1)
    carry, reports = walk.scan(step, carry, zip(*(row[order] for row in rows), strict=True))
    if reports[0] is None:
        return carry, None
    if isinstance(reports[0], tuple):
        parts = (np.stack(part[order]) for part in zip(*reports, strict=True))
        return carry, tuple(parts)
    return carry, np.stack(reports[order])
