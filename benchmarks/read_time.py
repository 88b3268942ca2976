"""How long does a first reading take from a cold start, and how much memory?

Simulated diaries of one and of ten years with an entry on every day, read by `undertow read` in a
process of its own. The aim for one year: under 3 s and under 400 MB, with nothing compiled and
JAX not imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from undertow.engine.diarist import SLOTS, draw_style, write_diary
from undertow.engine.life import Habits, Slot, simulate
from undertow.record import Diary, write_csv
from undertow.theory import Inputs, Parameters, States
from undertow.theory.partner import PARTNERS

RUNS = 3
LENGTHS = {"one year": 365, "ten years": 3653}
FIRST_DAY = 16_436  # 2015-01-01
STORY_DAYS = 150
"""The diaries begin in the middle of the story."""


def daily_diary(days: int) -> Diary:
    """A simulated diary with every rating on every day."""
    p = Parameters(leaving_propensity=0.2)
    partner = PARTNERS["cycle"]._replace(first_median=60.0)
    life, _ = simulate(p, partner, Habits(), float(STORY_DAYS + days), 1, np.arange(1))
    window = slice(STORY_DAYS * SLOTS, None)
    slots = Slot(
        Inputs(*(field[window, 0] for field in life.inputs)),
        life.stage[window, 0],
        life.cycles[window, 0],
        States(*(field[window, 0] for field in life.means)),
    )
    rng = np.random.default_rng(1)
    style = draw_style(rng)
    style = style._replace(writes=1.0, asked=np.ones_like(style.asked))
    return write_diary(slots, p, style, FIRST_DAY, rng)


def measured(diary: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of computing, and peak memory in MB of one reading."""
    undertow = Path(sys.executable).with_name("undertow")
    start = time.perf_counter()
    process = subprocess.Popen([undertow, "read", diary], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"the reading ended with status {process.returncode}")
    kilobyte = 1 if sys.platform == "darwin" else 1024
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * kilobyte / 1e6


def main() -> None:
    """Prints the median and the worst of some runs for each length."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        for length, days in LENGTHS.items():
            diary = daily_diary(days)
            path = Path(folder) / "diary.csv"
            path.write_text(write_csv(diary), encoding="utf-8")
            runs = sorted(measured(path) for _ in range(RUNS))
            seconds, computing, _ = runs[RUNS // 2]
            memory = max(run[2] for run in runs)
            print(
                f"{length}, {len(diary.entries)} entries: median {seconds:.2f} s on the clock "
                f"({computing:.2f} s of computing), worst {runs[-1][0]:.2f} s; peak {memory:.0f} MB"
            )


if __name__ == "__main__":
    main()
