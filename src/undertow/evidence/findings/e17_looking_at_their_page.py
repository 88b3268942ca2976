"""E17: looking at the page of a former partner goes with distress and longing."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup, watching_pull
from undertow.evidence.samples import apart_by_days, run
from undertow.evidence.statistics import ratio, regression
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import distress, longing, pull

STUDENTS, TOGETHER, ASKED = 464, 420, 90
CLEARLY = 0.01
"""A weight in standard deviations below which nothing is to be seen."""


@experiment(
    "E17",
    needs="reactivation",
    target={
        "distress": at_least(CLEARLY),
        "longing": at_least(CLEARLY),
        "a cue's share of a contact": within(0.0, 1.0),
    },
    use="test",
    source="Marshall 2012, Cyberpsychol Behav Soc Netw 15:521",
    relationships=6,
)
def looking_at_their_page(lab: Lab) -> dict[str, np.ndarray]:
    """Looking at a former partner's page goes with distress and longing, beyond contact.

    464 students three months after ordinary relationships of fourteen months, asked about a
    week. Predictors: looks and contacts of the time since, both per day; people differ in them
    as in the population. Outcomes: distress, longing, each regressed on both; weights of looking
    in standard deviations. What a look does to the pull, as a share of what a contact does:
    everyone once more without looks and once without contacts, mean pull of the three months.
    """
    people, left = after_a_breakup(lab, STUDENTS, TOGETHER)
    course = apart_by_days(people, ASKED)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        p = people.p
        return distress(means, now, p), longing(means, now, p), pull(means, now, p)

    (*felt, drawn), _ = run(people, course, 1.0, watch, left)
    looks, contacts = (np.mean(values, axis=0) for values in (course.cue, course.onset))
    weights = [
        [
            regression([looks[:, seed], contacts[:, seed]], path[-7:, :, seed].mean(axis=0))
            for seed in range(lab.seeds)
        ]
        for path in felt
    ]

    def raised(without: Inputs, events: np.ndarray) -> np.ndarray:
        """What an event adds to the pull of three months; (seeds,)."""
        path, _ = run(people, without, 1.0, watching_pull(people), left)
        return (drawn - path).mean(axis=(0, 1)) / events.mean(axis=0)

    unseen = course._replace(cue=0 * course.cue)
    untouched = course._replace(**{name: 0 * getattr(course, name) for name in _CONTACT})
    return {
        **{
            name: np.array([found.standardized[0] for found in own])
            for name, own in zip(("distress", "longing"), weights, strict=True)
        },
        "a cue's share of a contact": ratio(raised(unseen, looks), raised(untouched, contacts)),
    }


_CONTACT = ("contact", "onset", "warmth")
"""What a contact consists of in a course of time apart."""

ROW = looking_at_their_page
