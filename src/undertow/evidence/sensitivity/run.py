"""A sensitivity run: every outcome of the theory over all population parameters."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from undertow.evidence.ledger import on_all_cores
from undertow.evidence.sensitivity.outcomes import MEANINGS, outcomes
from undertow.evidence.sensitivity.sobol import Indices, Plan
from undertow.theory import Parameters
from undertow.theory.parameter import Parameter

VERSION = 1
CHUNK = 500
"""Sets that one job lives through: few enough to stay in fast memory."""


@dataclass(frozen=True)
class Sensitivity:
    """Indices of every outcome.

    Attributes:
        parameters: names of what was varied.
        found: indices by outcome.
        samples, relationships, seed, sets: how it was done.
    """

    parameters: list[str]
    found: Mapping[str, Indices]
    samples: int
    relationships: int
    seed: int
    sets: int

    def strongest(self, count: int, least: float = 0.0) -> list[str]:
        """Parameters by their largest total index on any outcome, largest first.

        Args:
            count: how many at most.
            least: leave out those that reach no larger index than this.
        """
        largest = np.max([one.total for one in self.found.values()], axis=0)
        order = np.argsort(-largest, kind="stable")[:count]
        return [self.parameters[place] for place in order if largest[place] > least]


def population_parameters() -> list[Parameter]:
    """What everybody shares and nobody knows: no personal trait, and nothing that is fixed."""
    return [
        entry
        for entry in Parameters.entries()
        if not entry.personal and not entry.prior.name.startswith("fixed")
    ]


def measure(
    samples: int,
    relationships: int,
    seed: int,
    workers: int,
    tell: Callable[[float], None],
    parameters: Sequence[Parameter] | None = None,
) -> Sensitivity:
    """Run every set of the plan, and compute the indices.

    Args:
        samples: sets behind each index, a power of two.
        relationships: that each set lives through.
        seed: of the points and of the relationships.
        workers: processes at once.
        tell: is told the share done.
        parameters: what varies; all population parameters if left out.

    Raises:
        Problem: for a number of samples that is no power of two, or without SALib.
    """
    plan = Plan(parameters or population_parameters(), samples, seed)
    sets = len(plan.points)
    jobs = [
        (_slice(plan.values, first), seed, relationships, first) for first in range(0, sets, CHUNK)
    ]
    seen = np.empty((len(MEANINGS), sets))
    for done, ((*_, first), part) in enumerate(on_all_cores(_outcomes, jobs, workers), start=1):
        seen[:, first : first + part.shape[1]] = part
        tell(done / len(jobs))
    found = {name: plan.indices(row) for name, row in zip(MEANINGS, seen, strict=True)}
    names = [one.name for one in plan.parameters]
    return Sensitivity(names, found, samples, relationships, seed, sets)


def _slice(values: Mapping[str, np.ndarray], first: int) -> dict[str, np.ndarray]:
    return {name: column[first : first + CHUNK] for name, column in values.items()}


def _outcomes(
    values: dict[str, np.ndarray], seed: int, relationships: int, first: int
) -> np.ndarray:
    """What a worker process does; `first` is the place of its sets in the plan."""
    return outcomes(values, seed, relationships)


def as_json(sensitivity: Sensitivity) -> str:
    """For other programs, and for the page."""
    rows = [
        {
            "outcome": outcome,
            "meaning": MEANINGS[outcome],
            "indices": {
                name: {key: _short(getattr(one, key)[place]) for key in Indices._fields}
                for place, name in enumerate(sensitivity.parameters)
            },
        }
        for outcome, one in sensitivity.found.items()
    ]
    how = {key: getattr(sensitivity, key) for key in ("samples", "relationships", "seed", "sets")}
    return json.dumps({"version": VERSION, **how, "rows": rows}, indent=1) + "\n"


def from_json(text: str) -> Sensitivity:
    """What `as_json` wrote.

    Raises:
        ValueError: for a file of another kind or version.
    """
    told: Any = json.loads(text)
    if not isinstance(told, dict) or told.get("version") != VERSION or "sets" not in told:
        raise ValueError("this is no file of `undertow sensitivity --json`")
    names = [*told["rows"][0]["indices"]]
    found = {
        row["outcome"]: Indices(
            *(np.array([row["indices"][name][key] for name in names]) for key in Indices._fields)
        )
        for row in told["rows"]
    }
    how = {key: told[key] for key in ("samples", "relationships", "seed", "sets")}
    return Sensitivity(names, found, **how)


def _short(value: float) -> float:
    return round(float(value), 4)
