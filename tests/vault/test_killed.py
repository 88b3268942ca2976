"""A program killed at any moment: what it acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from writers import GROUP, keyed
from written import PASSPHRASE

from undertow.vault.files import journal_of
from undertow.vault.keys import derive
from undertow.vault.vault import Vault

KILLS = 200
LONGEST = 0.08
"""Seconds a writer has at most; one of its changes takes a few thousandths."""


class Writers:
    """The process of `writers.py`, seen from the test."""

    def __init__(self, path: Path, raw: bytes) -> None:
        program = [sys.executable, str(Path(__file__).with_name("writers.py")), str(path)]
        self._process = subprocess.Popen(
            [*program, raw.hex()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._line() == "up"

    def killed_after(self, seconds: float, turn: int, action: str) -> list[str]:
        """Starts a writer, kills it so long after it was ready; what it acknowledged."""
        self._process.stdin.write(f"{turn} {action}\n")
        self._process.stdin.flush()
        begun: dict[str, str] = {}
        told: list[str] = []
        while begun.keys() < {"pid", "ready"}:  # in either order, on a busy machine
            line = self._line()
            name, _, rest = line.partition(" ")
            if name == "done":
                told.append(line)
            else:
                begun[name] = rest
        time.sleep(seconds)
        os.kill(int(begun["pid"]), signal.SIGKILL)
        told += iter(self._line, "end")
        assert all(line.startswith("done ") for line in told), told
        return told

    def close(self) -> None:
        """Ends the process."""
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait(timeout=60) == 0

    def _line(self) -> str:
        return self._process.stdout.readline().rstrip("\n")


@pytest.fixture
def raw(path) -> bytes:
    Vault.create(path, PASSPHRASE).close()
    return derive(PASSPHRASE, path.read_bytes()[:16]).raw


@pytest.fixture
def writers(path, raw) -> Iterator[Writers]:
    running = Writers(path, raw)
    yield running
    running.close()


def test_after_200_kills_every_acknowledged_entry_is_there_and_none_is_half_there(
    path, raw, writers
):
    draw = random.Random(20261121)
    acknowledged: dict[int, str] = {}
    cut_off = 0
    for turn in range(KILLS):
        told = writers.killed_after(draw.uniform(0, LONGEST), turn, "write")
        cut_off += journal_of(path).exists()
        removed: set[int] = set()
        for line in told:
            _, what, group, *ids = line.split()
            if what == "added":
                acknowledged |= {int(id): f"round {turn} group {group}" for id in ids}
            elif what == "removed":
                removed.add(int(ids[0]))
        with keyed(path, raw) as vault:
            # The rows themselves: to make entries of all of them 200 times takes too long.
            kept = dict(vault._connection.execute("SELECT id, note FROM entry"))
        for id in removed:
            assert id not in kept
            del acknowledged[id]
        # The change that was under way may be there or not; if a removal, the last one may be gone.
        missing = acknowledged.keys() - kept.keys()
        assert len(missing) <= 1
        if missing:
            last = [line for line in told if " added " in line][-1]
            assert last.split()[-1] == str(*missing)
            del acknowledged[missing.pop()]
        extra = kept.keys() - acknowledged.keys()
        assert len(extra) in {0, GROUP}
        assert len({kept[id] for id in extra}) <= 1
        acknowledged |= {id: kept[id] for id in extra}
        assert kept == acknowledged
    with keyed(path, raw) as vault:
        assert {entry.id: entry.entry.note for entry in vault.entries()} == kept
    assert set(Counter(kept.values()).values()) <= {GROUP, GROUP - 1}
    assert len(kept) > 2 * KILLS
    # Else the kills would all have fallen between two changes, and shown nothing.
    assert cut_off > KILLS / 10


def test_killed_while_the_passphrase_changes_the_record_is_whole_under_one_key(path, raw, writers):
    draw = random.Random(2)
    acknowledged: set[int] = set()
    salts = set()
    for turn in range(20):
        for line in writers.killed_after(draw.uniform(0, 0.15), turn, "keys"):
            acknowledged.add(int(line.split()[-1]))
        salts.add(path.read_bytes()[:16])
        with keyed(path, raw) as vault:
            kept = {entry.id for entry in vault.entries()}
        assert acknowledged <= kept
        assert len(kept) <= len(acknowledged) + 1
        acknowledged = kept
        assert {file.name for file in path.parent.iterdir()} == {"record", "record-lock"}
    assert len(salts) > 5
    assert len(acknowledged) > 5
