"""The open file: everything a screen may ask of it."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, final

from undertow.record.csv_format import write_csv
from undertow.record.diary import Diary, Entry, arrange
from undertow.record.problem import Problem
from undertow.vault import entries as rows
from undertow.vault import opening, schema, texts
from undertow.vault.copies import copied
from undertow.vault.entries import Kept
from undertow.vault.files import settle
from undertow.vault.keys import Key, derive, new_salt
from undertow.vault.library import Connection
from undertow.vault.lock import Lock
from undertow.vault.place import FILE, default_path
from undertow.vault.texts import Text, TextKind
from undertow.vault.trouble import Taken, say, told, wrong_opening

__all__ = ["Kept", "Text", "TextKind", "Vault", "default_path"]

ANSWERS = frozenset({"history", "care1", "care2", "care3"})
"""Names under `Vault.set` that a reading rests on, beside the entries."""


@final
class Vault:
    """One unlocked file. Made by `create` or `open`; a context manager that closes it.

    When a method that changes something returns, the change is on the disk; when it raises,
    nothing of the change is. Any thread may call; calls take turns.

    Attributes:
        path: the file.
    """

    path: Path

    def __init__(self, path: Path, key: Key, lock: Lock, connection: Connection) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._key = key
        self._lock = lock
        self._connection: Connection | None = connection
        self._turn = threading.RLock()

    @classmethod
    def create(cls, path: str | os.PathLike[str], passphrase: str) -> Vault:
        """Makes a new, empty file and leaves it open.

        Raises:
            Taken: a file is there.
            InUse: another program is just making one there.
            Problem: the passphrase is empty, or the disk refused; nothing is left there.
        """
        place = Path(os.path.abspath(path))
        return cls(place, *opening.create(place, passphrase))

    @classmethod
    def open(cls, path: str | os.PathLike[str], passphrase: str) -> Vault:
        """Opens a file after authenticating all of it.

        Raises:
            WrongOpening: it does not open; the line is the same whatever the reason.
            InUse: another window or program has it open.
            Newer: a newer version of this program wrote it.
            Problem: there is no file, no permission, or no room.
        """
        place = Path(os.path.realpath(path))  # what takes its place must not take a link's
        return cls(place, *opening.open_with(place, lambda salt: derive(passphrase, salt)))

    def close(self) -> None:
        """Locks the file; a second call does nothing. Every later call of others is a Problem."""
        with self._turn:
            connection, self._connection = self._connection, None
            self._key = Key(b"", b"")
            try:
                if connection is not None:
                    connection.close()
            finally:
                self._lock.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add_entries(self, entries: Iterable[Entry], written: float) -> list[int]:
        """Keeps entries: all of them or none.

        Args:
            entries: in any order.
            written: now, in days since 1970-01-01 on the clock on the wall.

        Returns:
            Their numbers, in the order given.

        Raises:
            Problem: one of them cannot be kept, or the disk refused.
        """
        with self._changing() as connection:
            numbers = rows.add(connection, entries, written)
            if numbers:
                schema.new_fingerprint(connection)
        return numbers

    def change_entry(self, id: int, entry: Entry) -> None:
        """Writes an entry anew, under its number.

        Raises:
            Unfit: there is none with this number.
            Problem: it cannot be kept, or the disk refused.
        """
        with self._changing() as connection:
            rows.change(connection, id, entry)
            schema.new_fingerprint(connection)

    def remove_entry(self, id: int) -> None:
        """Takes an entry away; one that is gone already is no error."""
        with self._changing() as connection:
            if connection.execute("DELETE FROM entry WHERE id = ?", (id,)).rowcount:
                schema.new_fingerprint(connection)

    def entry(self, id: int) -> Kept | None:
        """The entry with this number."""
        with self._reading() as connection:
            return rows.find(connection, id)

    def entries(
        self,
        first: float | None = None,
        last: float | None = None,
        kind: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> list[Kept]:
        """Entries in the order of a diary.

        Args:
            first: only those that begin at this time or later, in days since 1970-01-01.
            last: only those that begin before this time.
            kind: only those of this kind.
            limit: not more than so many.
            newest_first: the latest first.
        """
        with self._reading() as connection:
            return rows.select(connection, first, last, kind, limit, newest_first)

    def diary(self) -> Diary:
        """All entries as a diary, exact duplicates once.

        Where some times have a zone and others have none, their order is that of the clock on the
        wall, and no time has a zone: a diary cannot mix them.
        """
        entries = [kept.entry for kept in self.entries()]
        if len({entry.offset is None for entry in entries if entry.precision == "instant"}) > 1:
            entries = [replace(entry, offset=None) for entry in entries]
        return arrange(entries, name=FILE)[0]

    def fingerprint(self) -> str:
        """A mark that changes with every entry and every answer that a reading rests on."""
        with self._reading() as connection:
            return str(connection.execute("SELECT fingerprint FROM standing").fetchone()[0])

    def add_text(self, kind: TextKind, text: str, written: float, about: str = "") -> int:
        """Keeps a text of the person's own and returns its number; `written` as for entries.

        Raises:
            Problem: it cannot be kept exactly, or the disk refused.
        """
        with self._changing() as connection:
            return texts.add(connection, kind, text, written, about)

    def change_text(self, id: int, text: str, written: float) -> None:
        """Writes a text anew; it keeps its place among the others.

        Raises:
            Unfit: there is none with this number.
            Problem: it cannot be kept exactly, or the disk refused.
        """
        with self._changing() as connection:
            texts.change(connection, id, text, written)

    def remove_text(self, id: int) -> None:
        """Takes a text away; one that is gone already is no error."""
        with self._changing() as connection:
            connection.execute("DELETE FROM text WHERE id = ?", (id,))

    def texts(self, kind: TextKind, newest_first: bool = True) -> list[Text]:
        """All texts of a kind, in the order saved."""
        with self._reading() as connection:
            return texts.select(connection, kind, newest_first)

    def get(self, name: str, default: Any = None) -> Any:
        """A setting or answer, or `default` where none was set."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM named WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, name: str, value: Any) -> None:
        """Keeps a setting or answer: anything that JSON can hold.

        Raises:
            Problem: the disk refused.
            TypeError: JSON cannot hold it.
        """
        text = json.dumps(value, sort_keys=True)
        with self._changing() as connection:
            query = "SELECT value FROM named WHERE name = ?"
            if connection.execute(query, (name,)).fetchone() == (text,):
                return
            connection.execute("INSERT OR REPLACE INTO named VALUES (?, ?)", (name, text))
            if name in ANSWERS:
                schema.new_fingerprint(connection)

    def cached(self, name: str, fingerprint: str) -> bytes | None:
        """What `cache` kept under this name, unless it belongs to another fingerprint."""
        query = "SELECT content FROM cached WHERE name = ? AND fingerprint = ?"
        with self._reading() as connection:
            row = connection.execute(query, (name, fingerprint)).fetchone()
        return None if row is None else bytes(row[0])

    def cache(self, name: str, fingerprint: str, content: bytes) -> None:
        """Keeps a result that can be computed again, in place of the last one of this name.

        Raises:
            Problem: the disk refused.
        """
        row = (name, fingerprint, content)
        with self._changing() as connection:
            connection.execute("INSERT OR REPLACE INTO cached VALUES (?, ?, ?)", row)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Writes a copy of the whole file, encrypted with the same passphrase, or none at all.

        Raises:
            Taken: a file is there.
            Problem: the disk refused; nothing is left there.
        """
        target = Path(os.path.abspath(path))
        with self._reading() as connection, told(target.name):
            if os.path.lexists(target):
                raise Taken(say("taken"), file=target.name)
            with copied(connection, target, self._key) as part:
                settle(part, target)

    def change_passphrase(self, old: str, new: str) -> None:
        """Puts a file with a new salt and the new passphrase in place of this one.

        Copies made before, and remains of the old file that the disk may keep, still open with
        the old passphrase.

        Raises:
            WrongOpening: `old` is not the passphrase.
            Problem: the new one is empty, or the disk refused; the old one then still holds.
        """
        with self._reading():
            if not hmac.compare_digest(derive(old, self._key.salt).raw, self._key.raw):
                raise wrong_opening(self.path.name)
            opening.refuse_empty(new)
            self._change_key(derive(new, new_salt()))

    def _change_key(self, key: Key) -> None:
        """Goes over to a copy of the file under another key."""
        with self._reading() as connection, copied(connection, self.path, key) as part:
            # Nothing may be written to the old file once it has lost its name.
            self._connection = None
            connection.close()
            try:
                settle(part, self.path, replace=True)
            finally:
                if opening.salt_of(self.path) == key.salt:
                    self._key = key
                self._connection = opening.opened(self.path, self._key)

    def export_csv(self) -> bytes:
        """The diary as a file that `undertow.record.load` reads back exactly; readable by anybody.

        Texts, settings and results are not in it. Notes are written as they are. Some programs
        that show tables take one that begins with `=`, `+`, `-` or `@` for a formula; a mark put
        before it would be one more character of the note whenever the file is read back.
        """
        return write_csv(self.diary()).encode()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The connection, for one caller at a time."""
        with self._turn:
            if self._connection is None:
                raise Problem(say("closed"))
            with told(self.path.name):
                yield self._connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A change: kept on the disk when the block ends, and undone when it raises."""
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):
                    connection.execute("ROLLBACK")
                raise
