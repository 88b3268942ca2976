"""E18: thinking of what was bad about a former partner does little, at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup
from undertow.evidence.samples import apart_evenly, run
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import mood, pull

PEOPLE, TOGETHER, BEFORE = 20, 900, 60


@experiment(
    "E18",
    target={"fall of love": within(0.0, 0.4), "fall of mood": within(0.0, 0.4)},
    use="calibration",
    source="Langeslag & Sanchez 2018, J Exp Psychol Gen 147:720; replication null",
)
def thinking_ill_of_them(lab: Lab) -> dict[str, np.ndarray]:
    """Thinking of what was bad about a former partner lowers love and mood a little, or not at all.

    20 people two months after ordinary relationships of two and a half years; everyone once with
    the task and once without. The task, some minutes with a questionnaire after it, is one slot
    of naming. Love is read as the pull, in that slot; falls in standard deviations between
    people. A replication found nothing, so that nothing is allowed.
    """
    people, left = after_a_breakup(lab, PEOPLE, TOGETHER)
    _, then = run(people, apart_evenly(people, BEFORE), 1.0, start=left)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, people.p), mood(means, now, people.p)

    rest = apart_evenly(people, 1)
    task = rest._replace(naming=np.ones((1, 1, 1)))
    without, with_task = (
        run(people, course, watch=watch, start=then)[0] for course in (rest, task)
    )
    falls = [
        (before[0] - after[0]).mean(axis=0) / before[0].std(axis=0, ddof=1)
        for before, after in zip(without, with_task, strict=True)
    ]
    return dict(zip(("fall of love", "fall of mood"), falls, strict=True))


ROW = thinking_ill_of_them
