"""How long does the pattern take to open, fresh and kept?

A simulated diary of one year with every rating on every day, in an encrypted record. Asked are the
screen and its page, as the server asks them: first in a process of its own, once cold and once
made ready, as a sitting does while the passphrase is typed; then after an entry more, imports
done; then with the reading kept. The aims for one year: under 1 s fresh and under 100 ms kept.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from read_time import daily_diary

from undertow.app.asking import Ask, Page
from undertow.app.rendering import look_of, render
from undertow.app.routes import screens_by_path
from undertow.app.screens.pattern import make_ready
from undertow.record import Entry
from undertow.vault.vault import Vault
from undertow.words import english

LENGTHS = {"one year": 365, "ten years": 3653}
PASSPHRASE = "four plain words here"
FIRST, FRESH, KEPT = 5, 5, 20
"""How often each is measured: cold, warm and fresh, kept."""


def opened(vault: Vault) -> tuple[float, float]:
    """Seconds on the clock, and of computing, from the request to the bytes of the page."""
    found = screens_by_path().find("/p")
    assert found
    ask = Ask("GET", vault, english(), datetime.now().astimezone())
    start, computing = time.perf_counter(), time.process_time()
    page = found.route.screen(ask)
    assert isinstance(page, Page)
    render(page, ask.words, "token", look_of(vault), "/p")
    return time.perf_counter() - start, time.process_time() - computing


def another_entry(vault: Vault) -> None:
    """One entry more, so that the reading that was kept is out of date."""
    last = vault.entries(limit=1, newest_first=True)[0].entry.earliest
    vault.add_entries([Entry(last + 0.01, last + 0.01, "warmth", 5.0)], last)


def in_a_process_of_its_own(command: list[str]) -> tuple[float, float]:
    """What `opened` measures where inference was not yet imported."""
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, computing = run.stdout.split()
    return float(seconds), float(computing)


def main() -> None:
    """Prints the median and the worst of each; with a file's name, one cold opening of that."""
    if len(sys.argv) > 1:
        if "ready" in sys.argv:
            make_ready()
        with Vault.open(sys.argv[1], PASSPHRASE) as vault:
            another_entry(vault)
            print(*opened(vault))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        for length, days in LENGTHS.items():
            path = Path(folder) / f"{days}"
            diary = daily_diary(days)
            with Vault.create(path, PASSPHRASE) as vault:
                vault.add_entries(diary.entries, 0.0)
            command = [sys.executable, __file__, str(path)]
            cold = [in_a_process_of_its_own(command) for _ in range(FIRST)]
            first = [in_a_process_of_its_own([*command, "ready"]) for _ in range(FIRST)]
            with Vault.open(path, PASSPHRASE) as vault:
                opened(vault)
                fresh = []
                for _ in range(FRESH):
                    another_entry(vault)
                    fresh.append(opened(vault))
                kept = [opened(vault) for _ in range(KEPT)]
            print(f"{length}, {len(diary.entries)} entries:")
            asked = {"cold": cold, "first in its process": first, "fresh": fresh, "kept": kept}
            for name, runs in asked.items():
                clock = [1000 * seconds for seconds, _ in runs]
                computing = statistics.median(1000 * seconds for _, seconds in runs)
                print(
                    f"  {name}: median {statistics.median(clock):.0f} ms on the clock "
                    f"({computing:.0f} ms of computing), worst {max(clock):.0f} ms"
                )


if __name__ == "__main__":
    main()
