"""How long from `undertow open` to the form for the passphrase? The aim is under 1.5 s.

And how long until the locked page is there after a lock? The next process waits ready for that.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "app"))

from running import PASSPHRASE, Running

from undertow.vault.vault import Vault

RUNS = 11


def main() -> None:
    """Prints the median and the worst of some runs, after one that warms the disk cache."""
    opened, locked = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record"
        Vault.create(path, PASSPHRASE).close()
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            with Running(path) as running:
                form = running.enter().body
                opened.append(time.perf_counter() - start)
                assert 'name="passphrase"' in form
                running.unlock()
                while len(running.processes()) < 3:
                    time.sleep(0.05)
                time.sleep(1)
                start = time.perf_counter()
                running.post("/l")
                assert 'name="passphrase"' in running.get("/").body
                locked.append(time.perf_counter() - start)
    for name, seconds in (("command to unlock form", opened), ("lock to locked page", locked)):
        warm = seconds[1:]
        print(f"{name}: median {statistics.median(warm):.3f} s, worst {max(warm):.3f} s")


if __name__ == "__main__":
    main()
