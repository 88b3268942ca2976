"""One day of harm, and the ten days after it: what helps against threat (B07 B14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from undertow.evidence.courses import along, between, lived, none, readout, state
from undertow.evidence.lab import Lab, side_by_side
from undertow.theory import Inputs

PRACTICE_DAYS, AFTER_DAYS = 60, 10
DAYS = PRACTICE_DAYS + 1 + AFTER_DAYS


def after_harm(lab: Lab, ways: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, np.ndarray]]:
    """Threat and pull in the ten days after a day of harm, by what was done all the time.

    Two years of the cycle; then two quiet months together, a day of harm, and ten days without
    any warmth.

    Args:
        lab: where.
        ways: inputs by name of the way, each (slots, 1) over `DAYS`.

    Returns:
        Means, by way and then by `threat` and `pull`; (seeds,).
    """
    harmed = Inputs(harm=between(DAYS, PRACTICE_DAYS + 1, PRACTICE_DAYS + 1))
    practices = {name for doses in ways.values() for name in doses}
    quiet = harmed._replace(**{name: none(DAYS) for name in practices})
    course = side_by_side([quiet._replace(**doses) for doses in ways.values()])
    watches = {"threat": state("threat"), "pull": readout(lab, "pull")}
    seen, _ = along(lab, course, watches, lived(lab))
    after = {name: path[-AFTER_DAYS:].mean(axis=0) for name, path in seen.items()}
    return {way: {name: after[name][place] for name in after} for place, way in enumerate(ways)}
