"""What is done to a file that is not open: putting a backup in its place, and erasing it."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import time
from datetime import date
from pathlib import Path

from undertow.vault import opening
from undertow.vault.files import (
    ASIDE,
    copy,
    give_second_name,
    journal_of,
    make_folder,
    part_beside,
    set_aside,
    settle,
    sync,
)
from undertow.vault.keys import derive
from undertow.vault.lock import Lock, beside_of
from undertow.vault.trouble import Taken, Unfit, say, told

MINUTES_TO_ERASE = 10
"""How long the code of `ask_to_erase` holds."""

_asked: dict[Path, tuple[str, float]] = {}


def restore(
    backup: str | os.PathLike[str],
    path: str | os.PathLike[str],
    passphrase: str,
    replace: bool = False,
) -> Path | None:
    """Puts a copy of a backup in the record's place; the backup itself is only read.

    Args:
        backup: what `Vault.backup` wrote.
        path: the record's place; nobody may have it open.
        passphrase: the backup's, which is the record's own when the backup was made.
        replace: the person was told that a record is there and wants the backup in its place.

    Returns:
        Where the record that was there is kept from now on, or None if there was none.

    Raises:
        WrongOpening: the backup does not open. What is at `path` is untouched.
        Taken: a record is there, and `replace` is False; the line tells the days of both.
        InUse: a window has the record open.
        Problem: no such backup, or the disk refused; a record that was there is still there, or
            kept aside.
    """
    source, place = Path(os.path.realpath(backup)), Path(os.path.realpath(path))
    with told(source.name):
        source_day = _day(source)
    with told(place.name):
        make_folder(place.parent)
    lock = Lock(place)
    try:
        with told(place.name), part_beside(place) as part:
            part.unlink()
            copy(source, part)
            if journal_of(source).exists():  # a plain copy of a record may have one
                copy(journal_of(source), journal_of(part))
            opening.opened(part, derive(passphrase, opening.salt_of(part)), source.name).close()
            if not os.path.lexists(place):
                journal_of(place).unlink(missing_ok=True)
                settle(part, place)
                return None
            if not replace:
                days = {"here": _day(place), "backup": source_day}
                raise Taken(say("taken_by_record", **days), file=place.name)
            aside = _keep_aside(place)
            settle(part, place, replace=True)
            return aside
    finally:
        lock.release()


def ask_to_erase(path: str | os.PathLike[str]) -> str:
    """The first of two steps: a code of four digits that `erase` asks for.

    Show it with what erasing cannot do (`app.keep.erase.not_what`). The code holds for
    `MINUTES_TO_ERASE` and for one try.
    """
    code = f"{secrets.randbelow(10_000):04}"
    _asked[Path(os.path.realpath(path))] = (code, time.monotonic() + 60 * MINUTES_TO_ERASE)
    return code


def erase(path: str | os.PathLike[str], code: str) -> list[Path]:
    """The second step: takes the record away, and what lies beside it.

    Its first bytes, without which no passphrase gives the key, are written over first. Backups,
    records kept aside, and what the disk or the system has copied are not touched.

    Args:
        path: the record; nobody may have it open.
        code: what `ask_to_erase` returned.

    Returns:
        Records kept aside in the same folder, which are still there.

    Raises:
        Unfit: the code is another one, too old, or already used; nothing was erased.
        InUse: a window has the record open.
        Problem: there is no record, or the disk refused.
    """
    place = Path(os.path.realpath(path))
    expected, deadline = _asked.pop(place, ("", 0.0))
    right = hmac.compare_digest(code.strip().encode(), expected.encode())
    if not expected or not right or time.monotonic() > deadline:
        raise Unfit(say("erase_code"), file=place.name)
    with told(place.name):
        place.stat()
        lock = Lock(place)
        try:
            with place.open("r+b", buffering=0) as file:
                file.write(os.urandom(min(4096, os.fstat(file.fileno()).st_size)))
                os.fsync(file.fileno())
            place.unlink()
            journal_of(place).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                beside_of(place).unlink()
            sync(place.parent)
            return set_aside(place)
        finally:
            lock.release()


def _keep_aside(place: Path) -> Path:
    """Gives the record that is there a second name, with what is needed to open it."""
    start = f"{place.name}{ASIDE}{date.today().isoformat()}"
    number = 1
    while os.path.lexists(aside := place.with_name(f"{start}-{number}")):
        number += 1
    journal = journal_of(place)
    if journal.exists():
        # What it takes back belongs to the old record alone: it must not meet the new one.
        copy(journal, journal_of(aside))
        give_second_name(place, aside)
        sync(place.parent)
        place.unlink()
        journal.unlink()
    else:
        give_second_name(place, aside)
        sync(place.parent)
    return aside


def _day(path: Path) -> str:
    """The day of a file's last change, by the clock of that day."""
    return date.fromtimestamp(path.stat().st_mtime).isoformat()
