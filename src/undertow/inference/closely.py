"""A closer reading: fitted to the person, with a look at where earlier looks ahead were wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from undertow.inference.earlier import earlier_forecasts
from undertow.inference.read import read
from undertow.inference.reading import Reading
from undertow.record import Diary
from undertow.theory import REINFORCEMENT, Theory

_FITTED = 0.75
"""Share of the time until the fit is done."""


def read_closely(
    diary: Diary,
    method: str = "laplace",
    seed: int = 0,
    progress: Callable[[float], None] = lambda share: None,
    theory: Theory = REINFORCEMENT,
    rivals: Sequence[Theory] = (),
) -> Reading:
    """Read a diary with the person fitted to it; imports JAX.

    Looks ahead are tried again on first readings of the record as it stood: fitting each would
    take as long again, and what is shown is meant to be checked, not to shine.

    Args:
        diary: entries; at least one must name a day.
        method: `laplace`, `pathfinder` or `nuts` (`undertow.inference.fit`).
        seed: of the draws; the same diary and seed give the same reading.
        progress: told the share done.
        theory: what makes the ties, and how they pull.
        rivals: theories to compare on this record.

    Raises:
        Problem: no entry names a day, or the theory gives what is no number.
    """
    from undertow.inference.fit.fitting import fit

    reading = read(
        diary,
        seed,
        lambda share: progress(_FITTED * share),
        theory,
        rivals,
        partial(fit, method=method),
    )
    looks = earlier_forecasts(
        diary,
        partial(read, seed=seed, theory=theory),
        lambda share: progress(_FITTED + (1 - _FITTED) * share),
    )
    progress(1.0)
    return replace(reading, earlier=looks)
