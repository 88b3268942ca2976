"""B02: the charge of danger is taken for chemistry."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import Lab
from undertow.theory import Inputs, before_the_relationship
from undertow.theory.rivals import REPETITION

LITTLE, MUCH = 0.2, 0.8
"""Attachment anxiety and avoidance, both, of two people."""
FRIGHT = 0.4
"""Threat felt at the first meeting, 0 to 1."""


@experiment(
    "B02",
    needs="working_model",
    target={"attraction": at_least(0.05), "in proportion": within(0.9, 1.1)},
    origin="built in",
    source="claims.md, B02",
)
def danger_is_taken_for_chemistry(lab: Lab) -> dict[str, np.ndarray]:
    """Where early love came with fear, a fright at the first meeting adds to the attraction.

    The theory `repetition`. Two people who differ only in early attachment meet somebody, once
    calm and once frightened. What the fright adds to the pull, and its ratio between the two over
    the ratio of their templates.
    """
    added, templates = [], []
    for trait in (LITTLE, MUCH):
        p = lab.parameters.replace(anxiety=trait, avoidance=trait)
        calm = before_the_relationship(p)
        frightened = calm._replace(threat=FRIGHT)
        gain = REPETITION.pull(frightened, Inputs(), p) - REPETITION.pull(calm, Inputs(), p)
        added.append(np.broadcast_to(gain, lab.seeds))
        templates.append(np.broadcast_to(calm.working_model, lab.seeds))
    with np.errstate(divide="ignore", invalid="ignore"):  # without a template: no number
        proportion = (added[1] / added[0]) / (templates[1] / templates[0])
    return {"attraction": added[1], "in proportion": proportion}


ROW = danger_is_taken_for_chemistry
