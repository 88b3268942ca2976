"""Rows measured for many parameter sets at once, in several processes."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Any

import numpy as np

from undertow.evidence import ledger
from undertow.evidence.calibration.figures import Figures, usable
from undertow.evidence.calibration.keeping import Keeping
from undertow.evidence.experiment import Experiment
from undertow.evidence.lab import Lab
from undertow.evidence.rows import row
from undertow.theory import Parameters

TOGETHER = (("E06", "E07"),)
"""Rows that read the same cohort: in one process it is lived once."""

SLOW = ("E06", "E07", "B09", "A12", "A34", "A26", "E01", "E02", "E10", "E13", "A03", "A24", "A29")
"""Begun first, so that no process is left alone with them at the end."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class World:
    """What is calibrated.

    Attributes:
        kind: the class of its parameter sets.
        find: a row by its id.
    """

    kind: type[Parameters] = Parameters
    find: Callable[[str], Experiment] = row


@dataclass(frozen=True)
class Job:
    """One stage of a calibration: what every row is measured with.

    Attributes:
        stage: its name.
        values: of the fitted parameters, scalars or (seeds,).
        seeds, seed: of the lab.
        whole: whether rows are judged as in the ledger, without their mechanism too.
    """

    stage: str
    values: Mapping[str, Any]
    seeds: int
    seed: int
    whole: bool = False


def measure(world: World, keeping: Keeping, job: Job, rows: Sequence[str]) -> None:
    """Measure rows and keep what came; what a process does.

    A row that fails on some parameter set is kept as such: it teaches nothing in this round, and
    the outcome names it.
    """
    lab = Lab(seeds=job.seeds, parameters=world.kind(**job.values), seed=job.seed)
    for name in rows:
        if keeping.has(job.stage, name):
            continue
        experiment = usable(world.find(name))
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore", RuntimeWarning)  # figures of odd sets may be nan
            try:
                content = _whole(experiment, lab) if job.whole else _figures(experiment, lab)
            except (ArithmeticError, ValueError, IndexError) as error:
                content = {"error": f"{type(error).__name__}: {error}"}
        keeping.write(job.stage, name, content)


def _figures(experiment: Experiment, lab: Lab) -> dict[str, Any]:
    figures = experiment.figures(lab)
    return {"figures": {name: values.tolist() for name, values in figures.items()}}


def _whole(experiment: Experiment, lab: Lab) -> dict[str, Any]:
    return {"verdict": ledger.measure(experiment, lab).verdict}


class Workers:
    """Processes that stay, so that what they compiled and drew is used again.

    Attributes:
        count: how many; with one, everything happens in this process.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def measure(
        self, world: World, keeping: Keeping, job: Job, rows: Sequence[str]
    ) -> Iterator[str]:
        """Measure what is not there yet; yields every row as it is there."""
        left = []
        for name in rows:
            if keeping.has(job.stage, name):
                yield name
            else:
                left.append(name)
        groups = _grouped(left)
        if self._pool is None:
            for group in groups:
                measure(world, keeping, job, group)
                yield from group
            return
        waiting: dict[Future, tuple[str, ...]] = {}
        with _stopping_left_to_this_process():
            for group in groups:
                waiting[self._pool.submit(measure, world, keeping, job, group)] = group
        for done in as_completed(waiting):
            done.result()
            yield from waiting[done]

    @contextmanager
    def at_work(self) -> Iterator[Workers]:
        """Start them; end them whatever happens, in the middle of a row if need be."""
        if self.count > 1:
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=get_context("spawn"), initializer=_end_with_parent
            )
        try:
            yield self
        except BaseException:
            for child in active_children():
                child.terminate()
            raise
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)


@contextmanager
def _stopping_left_to_this_process() -> Iterator[None]:
    """Processes begun in here never see a Ctrl-C; one that comes meanwhile waits for the end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()


def _grouped(rows: Sequence[str]) -> list[tuple[str, ...]]:
    """Rows that belong together as one, the slow ones first."""
    group_of = {name: group for group in TOGETHER for name in group}
    groups = {group_of.get(name, (name,)): None for name in rows}
    kept = [tuple(name for name in group if name in rows) for group in groups]
    return sorted(kept, key=lambda group: SLOW.index(group[0]) if group[0] in SLOW else len(SLOW))


def figures_of(
    world: World, keeping: Keeping, stage: str, rows: Sequence[str], seeds: int
) -> tuple[Figures, dict[str, str]]:
    """All figures of a stage, and what went wrong by row; those rows' figures are no numbers."""
    figures, wrong = {}, {}
    for name in rows:
        content = keeping.read(stage, name)
        if "error" in content:
            wrong[name] = content["error"]
            figures[name] = {key: np.full(seeds, np.nan) for key in world.find(name).targets}
        else:
            named = content["figures"].items()
            figures[name] = {key: np.array(values, float) for key, values in named}
    return figures, wrong
