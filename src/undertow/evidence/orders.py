"""The same harm and the same warmth in another order in time.

Each order takes the inputs of a lived relationship, warmth and harm of shape (slots, seeds), and
returns them rearranged. Totals stay, and every episode keeps its height, except where an order's
own words say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from undertow.theory import Inputs

Order = Callable[[Inputs], Inputs]


def harm_then_warmth(lived: Inputs) -> Inputs:
    """Empty time, then all harm without a pause, then at once all warmth without a pause.

    The strictest reading: the last harm touches the first warmth, the last warmth the end.
    """
    return _sorted(lived, 1.0 * (lived.harm > 0) + 2.0 * (lived.warmth > 0))


def warmth_then_harm(lived: Inputs) -> Inputs:
    """Empty time, then all warmth without a pause, then at once all harm without a pause."""
    return _sorted(lived, 1.0 * (lived.warmth > 0) + 2.0 * (lived.harm > 0))


def warmth_only(lived: Inputs) -> Inputs:
    """The warmth when it came, and no harm."""
    return lived._replace(harm=np.zeros_like(lived.harm))


def harm_only(lived: Inputs) -> Inputs:
    """The harm when it came, and no warmth."""
    return lived._replace(warmth=np.zeros_like(lived.warmth))


def both_constant(lived: Inputs) -> Inputs:
    """The same totals without any episode: constant intensities."""
    return lived._replace(warmth=_constant(lived.warmth), harm=_constant(lived.harm))


def harm_constant(lived: Inputs) -> Inputs:
    """The warmth when it came, and the same total of harm as a constant intensity."""
    return lived._replace(harm=_constant(lived.harm))


def warmth_constant(lived: Inputs) -> Inputs:
    """The harm when it came, and the same total of warmth as a constant intensity."""
    return lived._replace(warmth=_constant(lived.warmth))


def evenly_spaced(lived: Inputs) -> Inputs:
    """Episodes of both kinds at even distances over the whole time."""
    everywhere = np.ones(lived.harm.shape, dtype=bool)
    return lived._replace(
        warmth=_put_evenly(lived.warmth, everywhere), harm=_put_evenly(lived.harm, everywhere)
    )


def a_year_of_harm_first(lived: Inputs) -> Inputs:
    """Harm at even distances in the first half, warmth at even distances in the second."""
    return _in_halves(lived, harm_first=True)


def a_year_of_warmth_first(lived: Inputs) -> Inputs:
    """Warmth at even distances in the first half, harm at even distances in the second."""
    return _in_halves(lived, harm_first=False)


def at_the_same_moments(lived: Inputs) -> Inputs:
    """Each harm within a warm episode: spread evenly over those that there are."""
    return lived._replace(harm=_put_evenly(lived.harm, lived.warmth > 0))


def reversed_in_time(lived: Inputs) -> Inputs:
    """The last day first."""
    return lived._replace(warmth=lived.warmth[::-1], harm=lived.harm[::-1])


def shuffled(block: int) -> Order:
    """Blocks of `block` slots in random order, another one for each seed, always the same ones.

    Slots that do not fill a block stay at the end.
    """

    def order(lived: Inputs) -> Inputs:
        slots, seeds = lived.harm.shape
        blocks = slots // block
        drawn = np.random.default_rng(block).random((blocks, seeds)).argsort(axis=0)
        moved = (drawn[:, None] * block + np.arange(block)[:, None]).reshape(-1, seeds)
        rest = np.broadcast_to(np.arange(blocks * block, slots)[:, None], (slots % block, seeds))
        return _permuted(lived, np.concatenate([moved, rest]))

    return order


def _permuted(lived: Inputs, places: np.ndarray) -> Inputs:
    """Slots from `places`, (slots, seeds)."""
    return lived._replace(
        warmth=np.take_along_axis(lived.warmth, places, axis=0),
        harm=np.take_along_axis(lived.harm, places, axis=0),
    )


def _sorted(lived: Inputs, rank: np.ndarray) -> Inputs:
    """Slots in the order of their rank, else as they came."""
    return _permuted(lived, np.argsort(rank, axis=0, kind="stable"))


def _constant(intensity: np.ndarray) -> np.ndarray:
    return np.broadcast_to(intensity.mean(axis=0), intensity.shape)


def _in_halves(lived: Inputs, harm_first: bool) -> Inputs:
    first = np.zeros(lived.harm.shape, dtype=bool)
    first[: len(first) // 2] = True
    return lived._replace(
        warmth=_put_evenly(lived.warmth, ~first if harm_first else first),
        harm=_put_evenly(lived.harm, first if harm_first else ~first),
    )


def _put_evenly(episodes: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Episodes, in their order, at even distances among the allowed slots; (slots, seeds).

    Raises:
        ValueError: if there are more episodes than allowed slots.
    """
    placed = np.zeros_like(episodes)
    for seed in range(episodes.shape[1]):
        heights = episodes[episodes[:, seed] > 0, seed]
        slots = np.flatnonzero(allowed[:, seed])
        if len(heights) > len(slots):
            raise ValueError(f"{len(heights)} episodes do not fit into {len(slots)} slots")
        middle = (np.arange(len(heights)) + 0.5) / max(len(heights), 1)
        placed[slots[(middle * len(slots)).astype(int)], seed] = heights
    return placed
