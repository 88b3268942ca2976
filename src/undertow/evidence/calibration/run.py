"""The whole calibration: rounds of the ensemble, settling, and the ledger of the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from undertow.evidence.calibration import smoother
from undertow.evidence.calibration.figures import Goal, Seen, ends, goals, seen, usable
from undertow.evidence.calibration.keeping import Keeping
from undertow.evidence.calibration.measuring import Job, Workers, World, figures_of
from undertow.evidence.calibration.settling import Point, judged, rounded, settle
from undertow.evidence.calibration.space import Space

CONSTRAINED = 0.1
"""Contraction below which the rows say little of a parameter; it moves only if that helps."""

TOP = 4
"""Rows named for a parameter."""

Tell = Callable[[str, float], None]
"""Is told what is being done and the share that is done of everything."""


@dataclass(frozen=True)
class Settings:
    """How a calibration is made.

    Attributes:
        members: parameter sets of the ensemble.
        rounds: times that it is moved.
        steps: places that are tried after its middle.
        seeds: relationships or samples behind a figure of one place.
        seed: where all luck starts.
    """

    members: int = 100
    rounds: int = 4
    steps: int = 6
    seeds: int = 20
    seed: int = 0

    def luck(self, stage: int) -> int:
        """The lab's seed in a stage: other people each round, and none of the ledger's own."""
        return 10_000 * (self.seed + 1) + stage


@dataclass(frozen=True)
class Outcome:
    """What a calibration found.

    Attributes:
        values: of the fitted parameters, by name.
        contraction: by name; 1 - sd after / sd before.
        rows: those that moved each parameter most, by its name.
        held: share of members in which all figures of a row lie in their targets, before and
            after, by row.
        tried: places tried in the end; the first one is the starting values.
        chosen: the best of them.
        verdicts: of every row in the ledger, with the values found.
        wrong: what went wrong, by row.
    """

    values: Mapping[str, float]
    contraction: Mapping[str, float]
    rows: Mapping[str, tuple[str, ...]]
    held: Mapping[str, tuple[float, float]]
    tried: Sequence[Point]
    chosen: Point
    verdicts: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)


def calibrate(
    rows: Sequence[str],
    settings: Settings,
    keeping: Keeping,
    workers: Workers,
    tell: Tell = lambda what, share: None,
    world: World | None = None,
) -> Outcome:
    """Fit all population parameters to these rows.

    Args:
        rows: ids; each of a use that calibration may see.
        settings: how.
        keeping: where to keep what was measured; what is there is not measured again.
        workers: processes, at work.
        tell: is told how far it is.
        world: what is calibrated; the package's own theory and rows if left out.

    Raises:
        ValueError: for a row that is marked `test`.
    """
    return _Calibration(rows, settings, keeping, workers, tell, world or World()).run()


class _Calibration:
    """One calibration under way."""

    def __init__(
        self,
        rows: Sequence[str],
        settings: Settings,
        keeping: Keeping,
        workers: Workers,
        tell: Tell,
        world: World,
    ) -> None:
        self.targets = {name: usable(world.find(name)).targets for name in rows}
        self.settings, self.keeping, self.workers = settings, keeping, workers
        self.tell, self.world = tell, world
        self.space = Space(world.kind.entries())
        self.wrong: dict[str, str] = {}
        self.done = 0

    def run(self) -> Outcome:
        """Rounds, settling, ledger."""
        settings, space = self.settings, self.space
        begun = space.draw(np.random.default_rng([settings.seed, 0]), settings.members)
        wanted, history, moved = self.rounds(begun)
        last, shown = history[-1]
        contraction = smoother.contraction(begun, last)
        free, gain = last.mean(axis=1), _gain(history[-2:])
        told = contraction >= CONSTRAINED
        tried = [
            self.attempt(wanted, place)
            for place in (np.zeros_like(free), np.where(told, free, 0.0), free)
        ]
        if tried[2].rank >= tried[1].rank:  # no need to move what the rows say little of
            gain = gain * told[:, None]
            del tried[2]
        tried += settle(tried, gain, lambda place: self.attempt(wanted, place), settings.steps)
        chosen = min(tried, key=lambda point: point.rank)
        values, _ = rounded(space, chosen.place)
        return Outcome(
            values=values,
            contraction=dict(zip(space.names, contraction.tolist(), strict=True)),
            rows=_movers(space.names, wanted, moved),
            held={
                name: (_held(name, wanted, history[0][1]), _held(name, wanted, shown))
                for name in self.targets
            },
            tried=tried,
            chosen=chosen,
            verdicts=self.ledger(values),
            wrong=self.wrong,
        )

    def rounds(
        self, places: np.ndarray
    ) -> tuple[list[Goal], list[tuple[np.ndarray, Seen]], np.ndarray]:
        """Move the ensemble; goals, members and figures of each round, what moved what."""
        settings = self.settings
        history: list[tuple[np.ndarray, Seen]] = []
        wanted: list[Goal] = []
        wishes, moved = None, np.zeros(1)
        for number in range(settings.rounds + 1):
            stage = f"round-{number}"
            values = self.space.values(places)
            self.measured(Job(stage, values, settings.members, settings.luck(number)))
            figures, wrong = figures_of(
                self.world, self.keeping, stage, list(self.targets), settings.members
            )
            self.wrong |= wrong
            wanted = wanted or goals(self.targets, figures)
            shown = seen(wanted, figures)
            history.append((places, shown))
            if number < settings.rounds:
                wishes = wishes or smoother.Wishes.drawn(
                    *ends(wanted), settings.members, np.random.default_rng([settings.seed, 1])
                )
                step = smoother.step(places, shown, wishes, settings.rounds)
                places, moved = step.places, moved + step.moved**2
        return wanted, history, moved

    def attempt(self, wanted: list[Goal], place: np.ndarray) -> Point:
        """Measure one place, all of them with the same luck."""
        settings = self.settings
        values, place = rounded(self.space, place)
        stage = f"point-{self.done - settings.rounds - 1}"
        self.measured(Job(stage, values, settings.seeds, settings.luck(settings.rounds + 1)))
        figures, wrong = figures_of(
            self.world, self.keeping, stage, list(self.targets), settings.seeds
        )
        self.wrong |= wrong
        return judged(stage, place, wanted, figures)

    def ledger(self, values: Mapping[str, float]) -> dict[str, str]:
        """Every row as in the ledger."""
        self.done = self.stages - 1  # settling may have needed fewer places
        job = Job("ledger", values, self.settings.seeds, self.settings.seed, whole=True)
        self.measured(job)
        found = {name: self.keeping.read("ledger", name) for name in self.targets}
        self.wrong |= {name: kept["error"] for name, kept in found.items() if "error" in kept}
        return {name: kept.get("verdict", "fail") for name, kept in found.items()}

    @property
    def stages(self) -> int:
        """How many times all rows are measured, at most."""
        return self.settings.rounds + 1 + 3 + self.settings.steps + 1

    def measured(self, job: Job) -> None:
        """Measure all rows, telling how far it is."""
        rows = list(self.targets)
        for number, _ in enumerate(
            self.workers.measure(self.world, self.keeping, job, rows), start=1
        ):
            self.tell(job.stage, (self.done + number / len(rows)) / self.stages)
        self.done += 1


def _gain(history: Sequence[tuple[np.ndarray, Seen]]) -> np.ndarray:
    """How parameters and figures go together in these rounds."""
    places = np.hstack([members for members, _ in history])
    figures = np.hstack([shown.figures for _, shown in history])
    return smoother.gains(places, figures, 1.0)


def _held(row_id: str, wanted: Sequence[Goal], shown: Seen) -> float:
    """Share of members in which all figures of a row lie in their targets."""
    own = [number for number, goal in enumerate(wanted) if goal.row == row_id]
    low, high = (edge[own, None] for edge in ends(wanted))
    figures = shown.figures[own]
    return float(np.all(shown.known[own] & (figures >= low) & (figures <= high), axis=0).mean())


def _movers(
    names: Sequence[str], wanted: Sequence[Goal], moved: np.ndarray
) -> dict[str, tuple[str, ...]]:
    """For each parameter, the rows whose figures moved it most."""
    rows = list(dict.fromkeys(goal.row for goal in wanted))
    owns = np.array([[goal.row == name for goal in wanted] for name in rows], float)
    total = np.sqrt(moved @ owns.T)
    found = {}
    for name, amounts in zip(names, total, strict=True):
        most = np.argsort(-amounts, kind="stable")[:TOP]
        found[name] = tuple(rows[k] for k in most if amounts[k] > max(0.01, 0.2 * amounts[most[0]]))
    return found
