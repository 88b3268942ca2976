"""How long does fitting a person take, once compiled, and what are its draws worth?

Simulated diaries of one and of ten years with every rating on every day, as in read_time.py; the
time of the fit alone, after the first reading, compiled beforehand: lives chosen, models built,
fitted and mixed. The aims: Laplace under 1 s for one year at quarter-day steps and under 5 s for
ten; NUTS for one year, four chains, R-hat under 1.01 and 400 effective draws, under 5 minutes.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np
from read_time import LENGTHS, daily_diary

from undertow.inference import bank as histories
from undertow.inference import stage_model
from undertow.inference.bank import parameters
from undertow.inference.exposure import SLOTS, coarser, draw_inputs
from undertow.inference.fit.fitting import fit
from undertow.inference.lives import Lives
from undertow.inference.observations import observe
from undertow.inference.people import choose_people
from undertow.inference.stages import read_stages
from undertow.inference.states import rating_weights, run_draws
from undertow.record import Daily, daily, to_record
from undertow.theory import REINFORCEMENT

FINE_DAYS = 800
"""Days up to which a reading goes by quarter days."""


def first_reading(days: int) -> tuple[Lives, Daily, int]:
    """Lives that a diary may tell of, as a first reading weighs them."""
    rng = np.random.default_rng(0)
    record = to_record(daily_diary(days))
    by_day = daily(record)
    per_day, draws = (SLOTS, 400) if days <= FINE_DAYS else (1, 160)
    stages = read_stages(observe(by_day), stage_model.frozen(), rng, draws)
    people = choose_people(histories.frozen(), record, stages.paths, rng)
    inputs = coarser(draw_inputs(record, by_day, people, stages.paths, rng), SLOTS // per_day)
    drawn = run_draws(people.states, inputs, parameters(people), per_day)
    weight = rating_weights(drawn, by_day)
    return (
        Lives(stages.paths, stages.classes, stages.last, people, inputs, weight),
        by_day,
        per_day,
    )


def main() -> None:
    """Prints seconds and facts of each method and length; names of methods may be given."""
    asked = sys.argv[1:] or ["laplace", "pathfinder", "nuts"]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for length, days in LENGTHS.items():
        lives, by_day, per_day = first_reading(days)
        for method in asked:
            if method == "nuts" and days > FINE_DAYS:
                continue
            for run in ("first, with compiling", "again"):
                begin = time.perf_counter()
                found = fit(lives, by_day, per_day, REINFORCEMENT, 0, method=method)
                seconds = time.perf_counter() - begin
                facts = ", ".join(f"{name} {value:.3g}" for name, value in found.facts.items())
                print(f"{length}, {method}, {run}: {seconds:.2f} s; {found.method}; {facts}")


if __name__ == "__main__":
    main()
