"""E05: stress raises what one does for a reward, not how pleasant the reward is."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most, within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import after_a_breakup
from undertow.evidence.samples import run
from undertow.theory import Inputs, Signals, States
from undertow.theory.inputs import EVENT_DAYS
from undertow.theory.readouts import closeness, pull

STUDENTS = 36


@experiment(
    "E05",
    needs="attachment",
    target={"wanting": within(2.0, 4.0), "liking": at_most(0.1)},
    use="calibration",
    source="Pool 2015, J Exp Psychol Anim Learn Cogn 41:128",
)
def stress_and_wanting(lab: Lab) -> dict[str, np.ndarray]:
    """Stress about triples the effort for what a cue promises and leaves its pleasantness as it is.

    36 people, each under both conditions. The laboratory's reward and its cue are read as a
    partner of an ordinary year and a cue of them. Stress comes from elsewhere: threat stands
    where one typical harmful episode would bring it, and nothing else is changed. Wanting: the
    pull while a cue is there, apart, for six hours, ratio of the means. Liking: closeness during
    a warm episode, size of the difference in standard deviations between people.
    """
    people, calm = after_a_breakup(lab, STUDENTS, YEAR)
    rest = 1 - calm.threat
    stressed = calm._replace(threat=1 - rest * np.exp(-people.p.threat_rise * EVENT_DAYS))
    slot = np.ones((1, 1, 1))
    cue = Inputs(contact=0.0 * slot, cue=slot)
    reward = Inputs(warmth=people.partner.height * slot)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, people.p), closeness(means, now, people.p)

    def measured(start: States, course: Inputs, which: int) -> np.ndarray:
        return run(people, course, watch=watch, start=start)[0][which][0]

    wanted = [measured(start, cue, 0).mean(axis=0) for start in (stressed, calm)]
    liked, before = (measured(start, reward, 1) for start in (stressed, calm))
    return {
        "wanting": wanted[0] / wanted[1],
        "liking": np.abs((liked - before).mean(axis=0)) / before.std(axis=0, ddof=1),
    }


ROW = stress_and_wanting
