"""How long does it take to unlock a record, and to save one entry?

A record of five years with about 10,000 entries. Unlocking is everything from the passphrase to
the first entry shown: the key, reading and authenticating every page, the check of the tables.
Saving ends when the entry is on the disk. The aims: unlocking under 1 s, saving under 50 ms for
95 of 100 entries. The folder for it can be given as a word: the disk is what counts.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from undertow.record import Entry
from undertow.vault.keys import COST, derive
from undertow.vault.vault import Vault

PASSPHRASE = "four plain words here"
DAYS, A_DAY = 5 * 365, 5.5
FIRST_DAY = 18_628.0  # 2021-01-01
OPENINGS, SAVINGS = 10, 300


def entries() -> list[Entry]:
    """Five years, between five and six entries a day, every third with a note of 150 letters."""
    kinds = ("harm", "warmth", "craving", "fear", "hope", "mood")
    notes = ("words " * 25, "", "")
    times = [FIRST_DAY + number / A_DAY for number in range(int(DAYS * A_DAY))]
    return [
        Entry(time, time, kinds[number % 6], float(number % 11), note=notes[number % 3])
        for number, time in enumerate(times)
    ]


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def told(what: str, times: list[float]) -> None:
    """One line: median, 95 of 100, worst."""
    times = sorted(times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    milliseconds = [f"{1000 * one:.1f}" for one in (times[len(times) // 2], p95, times[-1])]
    median, most, worst = milliseconds
    print(f"{what}: median {median} ms, p95 {most} ms, worst {worst} ms ({len(times)} times)")


def main() -> None:
    """Prints each figure on a line."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {COST}")
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        path = Path(folder) / "record"
        with Vault.create(path, PASSPHRASE) as vault:
            vault.add_entries(entries(), FIRST_DAY)
            count = len(vault.entries())
        print(f"{count:,} entries in {path.stat().st_size / 1e6:.1f} MB")
        told("key", [seconds(lambda: derive(PASSPHRASE, bytes(16))) for _ in range(OPENINGS)])
        computing = time.process_time()
        told("unlock", [seconds(lambda: opened(path)) for _ in range(OPENINGS)])
        computing = (time.process_time() - computing) / OPENINGS
        print(f"unlock: {1000 * computing:.0f} ms of computing, all cores together")
        with Vault.open(path, PASSPHRASE) as vault:
            told("save", [saved(vault, number) for number in range(SAVINGS)])
            told("all entries as a diary", [seconds(vault.diary) for _ in range(OPENINGS)])
            copies = [path.with_name(f"copy{number}") for number in range(5)]
            told("backup", [seconds(lambda to=copy: vault.backup(to)) for copy in copies])


def opened(path: Path) -> None:
    """From the passphrase to the newest entry, and locked again."""
    with Vault.open(path, PASSPHRASE) as vault:
        vault.entries(limit=1, newest_first=True)


def saved(vault: Vault, number: int) -> float:
    """Seconds to save one entry of today."""
    now = FIRST_DAY + DAYS + number / 1440
    entry = Entry(now, now, "harm", 7.0, "insult", "words " * 25)
    return seconds(lambda: vault.add_entries([entry], now))


if __name__ == "__main__":
    main()
