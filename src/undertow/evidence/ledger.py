"""The ledger of evidence: every row run with its mechanism and without, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context
from typing import Any, Literal

import numpy as np

from undertow.evidence.experiment import Experiment
from undertow.evidence.judging import Verdict
from undertow.evidence.lab import Lab
from undertow.evidence.rows import row
from undertow.theory import Parameters
from undertow.theory.mechanisms import Mechanisms

Passing = Literal["pass", "open", "fail"]


@dataclass(frozen=True)
class Statistic:
    """One figure of a row.

    Attributes:
        name: empty where the row has one only.
        target: in words.
        got: with all mechanisms.
        without: with the row's mechanisms taken out, or at its control; None where it has none.
    """

    name: str
    target: str
    got: Verdict
    without: Verdict | None


@dataclass(frozen=True)
class Line:
    """One row of the ledger, measured.

    Attributes:
        id, claim, design, source, origin, use: as in `Experiment`.
        needs: what was taken out for `without`; `control` where the row has its own.
        statistics: its figures.
        verdict: `pass` if every figure lies within its target and, without the mechanism, not
            every one does; `open` where an interval straddles; else `fail`.
        holds_in: share of draws from the prior in which every figure lies within its target;
            None if none were made.
        draws: how many were made.
    """

    id: str
    claim: str
    design: str
    source: str
    origin: str
    use: str
    needs: str
    statistics: tuple[Statistic, ...]
    verdict: Passing
    holds_in: float | None = None
    draws: int = 0


def measure(experiment: Experiment, lab: Lab) -> Line:
    """Run one row, with its mechanism and without."""
    got, without = experiment.verdicts(lab), experiment.without(lab)
    return Line(
        id=experiment.id,
        claim=experiment.claim,
        design=experiment.design,
        source=experiment.source,
        origin=experiment.origin,
        use=experiment.use,
        needs="control" if experiment.control else ", ".join(experiment.needs),
        statistics=tuple(
            Statistic(name, str(target), got[name], without[name] if without else None)
            for name, target in experiment.targets.items()
        ),
        verdict=passing(got.values(), without.values() if without else None),
    )


def passing(got: Iterable[Verdict], without: Iterable[Verdict] | None) -> Passing:
    """Whether a row passes with its mechanism and fails without it."""
    reached = {verdict.outcome for verdict in got}
    if "fails" in reached:
        return "fail"
    if "open" in reached:
        return "open"
    if without is None:
        return "pass"
    left = {verdict.outcome for verdict in without}
    if "fails" in left:
        return "pass"
    return "open" if "open" in left else "fail"


def share_of_draws(experiment: Experiment, draws: int, seed: int) -> float:
    """Share of parameter sets drawn from the prior in which every figure lies in its target.

    Each draw meets another relationship and is one seed of the lab.
    """
    drawn = Parameters.draw(np.random.default_rng([seed, draws]), draws)
    figures = experiment.figures(Lab(seeds=draws, parameters=drawn, seed=seed))
    held = [target.holds(figures[name]) for name, target in experiment.targets.items()]
    return float(np.mean(np.all(held, axis=0)))


def line(
    row_id: str,
    seed: int = 0,
    seeds: int = 20,
    draws: int = 0,
    parameters: Parameters | None = None,
) -> Line:
    """One line of the ledger; what a worker process does. The package's own set if none given."""
    experiment = row(row_id)
    lab = Lab(seeds=seeds, seed=seed, parameters=parameters or Parameters())
    measured = measure(experiment, lab)
    if draws == 0:
        return measured
    return replace(measured, holds_in=share_of_draws(experiment, draws, seed), draws=draws)


def holds_without(
    row_id: str,
    mechanism: str,
    seed: int = 0,
    seeds: int = 20,
    parameters: Parameters | None = None,
) -> Passing:
    """What becomes of a row's figures when one mechanism, of whatever row, is taken out."""
    lab = Lab(seeds=seeds, seed=seed, parameters=parameters or Parameters())
    verdicts = row(row_id).verdicts(lab.without(mechanism))
    return passing(verdicts.values(), None)


def on_all_cores(
    work: Callable[..., Any],
    jobs: Sequence[tuple],
    workers: int,
) -> Iterator[tuple[tuple, Any]]:
    """Run jobs in fresh processes; yields (job, result) as they end, in whatever order.

    Nothing that a job returns depends on the number of workers. Leaving the iterator early, as
    on Ctrl-C, drops what has not begun and ends what has.
    """
    if workers <= 1:
        for job in jobs:
            yield job, work(*job)
        return
    others = set(active_children())
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: dict[Future, tuple] = {pool.submit(work, *job): job for job in jobs}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(active_children()) - others:
                process.terminate()
            raise


MECHANISMS = Mechanisms._fields
"""All switches, as columns of the ablation table."""
