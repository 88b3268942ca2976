"""What an experiment is: a claim, how to measure it, what must come out, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import cleandoc
from typing import Literal

import numpy as np

from undertow.evidence.judging import Target, Verdict, judge, worst
from undertow.evidence.lab import Lab

Figures = np.ndarray | Mapping[str, np.ndarray]
"""One number a seed, (seeds,); or several statistics by name, each (seeds,)."""

Measure = Callable[[Lab], Figures]
Origin = Literal["built in", "emergent"]
Use = Literal["claim", "calibration", "test", "guard"]


@dataclass(frozen=True)
class Experiment:
    """One row of the ledger: a claim, a published finding or a guard, made executable.

    Attributes:
        id: of the claim or finding, such as `A04`, `E01`, `N1`.
        claim: the sentence that is tested.
        design: how, in plain words: sample, readout, clock, durations.
        targets: what must come out, by the name of each statistic; the name is empty where
            there is one statistic only.
        measure: from a lab to figures.
        needs: mechanisms of the theory; with all of them taken out, the row must not hold.
        control: for rows that rest on no one mechanism: the same measurement where the row must
            not hold, its own negative control.
        origin: `built in` where a parameter is the claim, else `emergent`.
        use: `claim`; `calibration` or `test` for a published finding, by whether parameters may
            be fitted to it; `guard` for what the theory must not produce.
        source: where the claim or the finding is from.
        relationships: how many are drawn for each seed of the lab when the row is judged; more
            than one where the luck of one relationship is large beside what is asked for.
    """

    id: str
    claim: str
    targets: Mapping[str, Target]
    measure: Measure
    needs: tuple[str, ...] = ()
    control: Measure | None = None
    origin: Origin = "emergent"
    use: Use = "claim"
    source: str = ""
    design: str = ""
    relationships: int = 1

    @property
    def target(self) -> Target:
        """The target, for a row of one statistic.

        Raises:
            ValueError: for a row of several.
        """
        (target,) = self.targets.values()
        return target

    def figures(self, lab: Lab) -> dict[str, np.ndarray]:
        """Measure, by the name of each statistic; each (seeds,)."""
        return _named(self.measure(lab), self.targets)

    def verdicts(self, lab: Lab) -> dict[str, Verdict]:
        """Run it: a verdict for each statistic."""
        return self._judged(self.figures(self._enough(lab)))

    def verdict(self, lab: Lab) -> Verdict:
        """Run it: the verdict of the statistic that fares worst."""
        return worst(self.verdicts(lab).values())

    def without(self, lab: Lab) -> dict[str, Verdict] | None:
        """Run it with its mechanisms taken out, or its control; None where it has neither."""
        if self.control is not None:
            return self._judged(_named(self.control(self._enough(lab)), self.targets))
        if self.needs:
            return self.verdicts(lab.without(*self.needs))
        return None

    def without_mechanism(self, lab: Lab) -> Verdict:
        """The worst verdict of `without`.

        Raises:
            ValueError: if the row names neither a mechanism nor a control.
        """
        verdicts = self.without(lab)
        if verdicts is None:
            raise ValueError(f"{self.id} names neither a mechanism nor a control")
        return worst(verdicts.values())

    def _enough(self, lab: Lab) -> Lab:
        return replace(lab, seeds=lab.seeds * self.relationships)

    def _judged(self, figures: Mapping[str, np.ndarray]) -> dict[str, Verdict]:
        return {name: judge(figures[name], target) for name, target in self.targets.items()}


def experiment(
    id: str,
    *,
    target: Target | Mapping[str, Target],
    needs: str | tuple[str, ...] = (),
    control: Measure | None = None,
    origin: Origin = "emergent",
    use: Use = "claim",
    source: str = "",
    relationships: int = 1,
) -> Callable[[Measure], Experiment]:
    """Make an experiment of a function.

    The first paragraph of its docstring is the claim; what follows is the design.
    """

    def made(measure: Measure) -> Experiment:
        claim, _, design = cleandoc(measure.__doc__ or "").partition("\n\n")
        return Experiment(
            id=id,
            claim=" ".join(claim.split()),
            design=" ".join(design.split()),
            targets=target if isinstance(target, Mapping) else {"": target},
            measure=measure,
            needs=(needs,) if isinstance(needs, str) else needs,
            control=control,
            origin=origin,
            use=use,
            source=source,
            relationships=relationships,
        )

    return made


def _named(figures: Figures, targets: Mapping[str, Target]) -> dict[str, np.ndarray]:
    """Figures by name, and the same names as the targets have."""
    named = dict(figures) if isinstance(figures, Mapping) else {"": figures}
    if set(named) != set(targets):
        raise ValueError(f"measured {sorted(named)}, but the targets are {sorted(targets)}")
    return {name: np.asarray(values, float) for name, values in named.items()}
