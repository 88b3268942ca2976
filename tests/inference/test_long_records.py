"""A year and ten years of entries, read in a process of their own: finite, and in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

READ = r"""
import json, re, sys
sys.path.insert(0, sys.argv[1])
import numpy as np
from stories import cycle_story, diary
from undertow.inference.read import read
days = int(sys.argv[2])
reading = read(diary(cycle_story(days)))
bands = [*reading.states.values(), *reading.forecast.values()]
print(json.dumps({
    "days": len(reading.dates),
    "finite": bool(all(np.isfinite(b.mean + b.low80 + b.high80).all() for b in bands)),
    "cycles": reading.cycle_count,
    # Not ru_maxrss: it would carry over the peak of the process that started this one.
    "megabytes": int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024,
    "heavy": sorted({"jax", "pandas", "scipy"} & set(sys.modules)),
}))
"""


def _read(days):
    command = [sys.executable, "-c", READ, str(HERE), str(days)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.parametrize(("days", "megabytes"), [(365, 400), (3650, 600)])
def test_long_records_are_read_in_little_memory(days, megabytes):
    told = _read(days)
    assert told["days"] == days
    assert told["finite"]
    assert told["megabytes"] < megabytes
    assert told["heavy"] == []
    mean, low, high = told["cycles"]
    assert low <= round(mean) <= high
    assert mean == pytest.approx(days / 30, rel=0.15)
