"""How long does `undertow --help` take? The aim is under 0.3 s."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 11


def main() -> None:
    """Prints the median and the worst of some runs, after one that warms the disk cache."""
    undertow = Path(sys.executable).with_name("undertow")
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([undertow, "--help"], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    warm = seconds[1:]
    print(f"undertow --help: median {statistics.median(warm):.3f} s, worst {max(warm):.3f} s")


if __name__ == "__main__":
    main()
