"""A28: progress is real even when it does not feel complete."""

from __future__ import annotations

import numpy as np

from undertow.engine import noise
from undertow.engine.noise import Stream
from undertow.evidence.apart import CONTACT_SHARE
from undertow.evidence.courses import MIDDAY, along, apart, lived, none, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import SLOTS_A_DAY, Lab

DAYS = 182
CUES_A_DAY, CONTACTS_A_DAY = 1 / 7, 1 / 30


def by_chance(lab: Lab, a_day: float, stream: Stream) -> np.ndarray:
    """Something that happens at midday on some days, other ones for each seed; (slots, seeds)."""
    luck = noise.uniform(lab.seed, np.arange(lab.seeds), np.arange(DAYS)[:, None], stream)
    happens = np.repeat(none(DAYS), lab.seeds, axis=1)
    happens[MIDDAY::SLOTS_A_DAY] = luck < a_day
    return happens


@experiment(
    "A28",
    needs="reactivation",
    target={
        "days on which the bond is lower than the day before": at_least(0.9),
        "weeks in which the pull is higher than the week before": at_least(0.2),
        "pull in the last month, over the first": at_most(0.95),
    },
    source="claims.md, A28",
)
def progress_is_real(lab: Lab) -> dict[str, np.ndarray]:
    """What lies beneath gets weaker from day to day while the felt pull goes up and down.

    Two years of the cycle, then half a year apart, with a cue about once a week and a neutral
    contact about once a month, by chance. Shares of days and of weeks; one week in five is what
    nobody would fail to notice.
    """
    contact = by_chance(lab, CONTACTS_A_DAY, Stream.PURSUIT)
    cue = by_chance(lab, CUES_A_DAY, Stream.CUE)
    course = apart(DAYS, contact=CONTACT_SHARE * contact, onset=contact, cue=cue)
    watches = {"bond": lambda m, s, n: m.bond, "pull": readout(lab, "pull")}
    seen, _ = along(lab, course, watches, lived(lab))
    weekly = seen["pull"].reshape(-1, 7, lab.seeds).mean(axis=1)
    return {
        "days on which the bond is lower than the day before": (
            (np.diff(seen["bond"], axis=0) < 0).mean(axis=0)
        ),
        "weeks in which the pull is higher than the week before": (
            (np.diff(weekly, axis=0) > 0).mean(axis=0)
        ),
        "pull in the last month, over the first": ratio(
            seen["pull"][-30:].mean(axis=0), seen["pull"][:30].mean(axis=0)
        ),
    }


ROW = progress_is_real
