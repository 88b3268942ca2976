"""Runs as a process of its own: writers that are killed while they write.

For each line on standard input, `ROUND ACTION`, a child opens the record with the key (the tests
hold it; it is the second half of opening with a passphrase) and acts without end. It tells on
standard output `pid N`, then `ready`, then `done ...` after each change that returned. When it
is killed, `end` is told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from written import an_entry

from undertow.vault import opening
from undertow.vault.keys import Key, new_salt
from undertow.vault.vault import Vault

GROUP = 5
"""Entries added in one change."""


def say(*words: object) -> None:
    """One line at once, whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def keyed(path: Path, raw: bytes) -> Vault:
    """A record opened with its key."""
    return Vault(path, *opening.open_with(path, lambda salt: Key(raw, salt)))


def write(vault: Vault, turn: int) -> None:
    """Adds groups of entries, changes one of each, and keeps results of many pages."""
    number = 0
    while True:
        note = f"round {turn} group {number}"
        ids = vault.add_entries([an_entry(turn, note)] * GROUP, float(turn))
        say("done", "added", number, *ids)
        if number % 3 == 0:
            vault.cache("reading", note, os.urandom(60_000))
            say("done", "cached", number)
        if number % 4 == 1:
            vault.remove_entry(ids[-1])
            say("done", "removed", number, ids[-1])
        number += 1


def change_keys(vault: Vault, raw: bytes) -> None:
    """Goes over to a file with a new salt again and again; the key stays, for the tests."""
    number = 0
    while True:
        vault._change_key(Key(raw, new_salt()))
        ids = vault.add_entries([an_entry(number)], 1.0)
        say("done", "added", number, *ids)
        number += 1


def main(path: Path, raw: bytes) -> None:
    """Forks a writer for every line read."""
    say("up")
    for line in sys.stdin:
        turn, action = line.split()
        child = os.fork()
        if child == 0:
            vault = keyed(path, raw)
            say("ready")
            if action == "write":
                write(vault, int(turn))
            change_keys(vault, raw)
        say("pid", child)
        os.waitpid(child, 0)
        say("end")


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
