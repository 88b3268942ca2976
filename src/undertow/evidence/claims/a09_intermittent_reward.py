"""A09: intermittent reward conditions more persistently than consistent reward."""

from __future__ import annotations

import numpy as np

from undertow.engine import noise
from undertow.engine.noise import Stream
from undertow.evidence.courses import along, none, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.evidence.sizes import MUCH_MORE
from undertow.theory import Inputs

LEARNING_DAYS, DAYS = 300, 400
SHARES = np.array([1.0, 1 / 2, 1 / 3, 1 / 5])
"""Share of the six-hour slots in which warmth comes."""
HEIGHT = 0.9
HALF, MONTH = 0.5, 30


def _course(lab: Lab) -> Inputs:
    slots = np.arange(LEARNING_DAYS * SLOTS_A_DAY)[:, None]
    luck = noise.uniform(lab.seed, np.arange(lab.seeds), slots, Stream.WARMTH)
    comes = luck[:, None, :] < SHARES[:, None]
    after = np.repeat(none(DAYS - LEARNING_DAYS)[:, None], len(SHARES), axis=1)
    after = np.broadcast_to(after, (len(after), len(SHARES), lab.seeds))
    return Inputs(warmth=np.concatenate([HEIGHT * comes, after]))


def days_until_half(hope: np.ndarray) -> np.ndarray:
    """Days until hope is half of what it was on the first day; nan if it never is.

    Between two days it is taken to fall on a straight line.

    Args:
        hope: by day; (days, ...).
    """
    share = ratio(hope, hope[0])
    below = share < HALF
    first = np.maximum(below.argmax(axis=0), 1)
    later = np.take_along_axis(share, first[None], axis=0)[0]
    earlier = np.take_along_axis(share, first[None] - 1, axis=0)[0]
    day = first - 1 + ratio(earlier - HALF, earlier - later)
    return np.where(below.any(axis=0), day, np.nan)


@experiment(
    "A09",
    needs="intermittency",
    origin="built in",
    target={
        "log-log slope of the days until hope is halved, on 1/p": within(0.75, 1.25),
        "hope a month after warmth ended, one slot in five, over every slot": MUCH_MORE,
    },
    source="claims.md, A09; slope as in E03",
)
def intermittent_reward(lab: Lab) -> dict[str, np.ndarray]:
    """The rarer warmth came, the longer it is hoped for when it ends.

    300 days together in which warmth of one height comes at random in a share p of the quarter
    days (all, a half, a third, a fifth), no harm; then it ends, and a hundred days together
    without any. Days until hope is half of what it was on the last warm day.
    """
    seen, _ = along(lab, _course(lab), {"hope": state("hope")})
    hope = seen["hope"][LEARNING_DAYS - 1 :]
    times = np.log(days_until_half(hope))
    rarity = np.log(1 / SHARES) - np.log(1 / SHARES).mean()
    slope = (rarity[:, None] * times).sum(axis=0) / (rarity**2).sum()
    return {
        "log-log slope of the days until hope is halved, on 1/p": slope,
        "hope a month after warmth ended, one slot in five, over every slot": ratio(
            hope[MONTH, -1], hope[MONTH, 0]
        ),
    }


ROW = intermittent_reward
