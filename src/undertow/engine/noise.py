"""Noise as a pure function of (seed, person, step, stream).

A counter-based generator (squares, five rounds, 64 bits; Widynski 2020, arXiv:2004.06278), with
hashed odd keys in place of its list of keys. No state is carried, so arms of a trial share their
luck, and a person's life does not depend on who else is simulated, in which order, or on how many
machines. Needs 64-bit integers.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

_MASK = (1 << 64) - 1
_HALF = 32
_STEP_BITS = 32
_KEPT_BITS = 24


class Stream(IntEnum):
    """Independent streams. Numbers are part of the results: append, never renumber."""

    STAGE_DURATION = 1
    NEXT_STAGE = 2
    WARMTH = 3
    HARM = 4
    HEIGHT = 5
    LEAVING = 6
    RETURNING = 7
    SLIPPING = 8
    CUE = 9
    PURSUIT = 10
    NAMING = 11
    SUPPORT = 12
    SOOTHING = 13
    IDENTITY = 14
    GRIEVING = 15
    THERAPY = 16
    FIRST_INCIDENT = 17
    NEEDED = 18
    MEETING = 19
    CHOICE = 20


def key(seed: Any, stream: int, xp: Any = np) -> Any:
    """A 64-bit odd key from seed and stream (splitmix64 finaliser: irregular bits).

    Args:
        seed: a whole number, or unsigned ones of any shape: a compiled function takes the seed
            as a value, and so is compiled once for all seeds.
        stream: which use of luck this is.
        xp: `numpy` or `jax.numpy` (with 64-bit integers on).

    Returns:
        uint64 of the shape of `seed`.
    """
    if isinstance(seed, int):
        seed &= _MASK
    with np.errstate(over="ignore"):  # all of it is modulo 2^64
        z = xp.asarray(seed, dtype=xp.uint64) * xp.uint64(0x9E3779B97F4A7C15)
        z = z + xp.uint64((stream + 1) * 0xD1B54A32D192ED03 & _MASK)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            z = (z ^ (z >> xp.uint64(shift))) * xp.uint64(factor)
    return (z ^ (z >> xp.uint64(31))) | xp.uint64(1)


def bits(seed: Any, person: Any, step: Any, stream: int, xp: Any = np) -> Any:
    """64 random bits for each (person, step) of a stream.

    Args:
        seed: experiment.
        person: unsigned person numbers below 2^32, any shape.
        step: unsigned step numbers below 2^32, broadcast against `person`.
        stream: which use of luck this is.
        xp: `numpy` or `jax.numpy` (with 64-bit integers on).

    Returns:
        uint64 array.
    """
    multiplier = key(seed, stream, xp)
    half = xp.uint64(_HALF)
    counter = (xp.asarray(person, dtype=xp.uint64) << xp.uint64(_STEP_BITS)) + xp.asarray(
        step, dtype=xp.uint64
    )
    with np.errstate(over="ignore"):  # all of it is modulo 2^64
        y = counter * multiplier
        z = y + multiplier
        x = y
        for addend in (y, z, y):
            x = x * x + addend
            x = (x >> half) | (x << half)
        last = x * x + z
        swapped = (last >> half) | (last << half)
        return last ^ ((swapped * swapped + y) >> half)


def uniform(seed: Any, person: Any, step: Any, stream: int, xp: Any = np, dtype: Any = None) -> Any:
    """Uniform numbers strictly between 0 and 1; shapes as `bits`.

    They carry 24 bits. Single precision gets the same numbers, rounded: both precisions take the
    same decisions, but for one in many millions.
    """
    top = bits(seed, person, step, stream, xp) >> xp.uint64(64 - _KEPT_BITS)
    fine = (top.astype(xp.float64) + 0.5) * 2.0**-_KEPT_BITS
    kind = xp.dtype(xp.float64 if dtype is None else dtype)
    # Rounding alone would reach 1, where a long-tailed duration has no end.
    return xp.minimum(fine.astype(kind), 1 - xp.finfo(kind).epsneg)
