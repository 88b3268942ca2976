"""Files that leave the record or take its place: export, backup, restore."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from undertow.app.asking import Answer, Ask, File, Lock, Page, Route
from undertow.app.screens.readable import readable
from undertow.app.screens.said import said
from undertow.record.problem import Problem
from undertow.vault.keeping import restore
from undertow.vault.trouble import WrongOpening
from undertow.vault.vault import Vault

TABLE, SHEET, COPY = "notes.csv", "notes.html", "notes.bak"
"""Names of what is saved. They say nothing of what is inside."""


def export(ask: Ask) -> Answer:
    """The screen `/k/e`: the diary as a table, or everything as one readable page."""
    match ask.field("do") if ask.method == "POST" else "":
        case "table":
            return File(TABLE, "text/csv; charset=utf-8", ask.vault.export_csv())
        case "sheet":
            return File(SHEET, "text/html; charset=utf-8", readable(ask))
        case _:
            return Page("keep_export.html.j2", {})


def backup(ask: Ask) -> Answer:
    """The screen `/k/b`: an encrypted copy to save, and a copy put in the record's place."""
    wrong = ""
    if ask.method == "POST":
        if ask.field("do") == "copy":
            return File(COPY, "application/octet-stream", _copy(ask.vault))
        put_back = _put_back(ask)
        if isinstance(put_back, Lock):
            return put_back
        wrong = put_back
    return Page("keep_backup.html.j2", {"wrong": wrong, "done": said(ask, "app.keep.said")})


def _copy(vault: Vault) -> bytes:
    """An encrypted copy of the whole record; nothing of it stays on the disk."""
    with _beside(vault.path) as place:
        vault.backup(place)
        return place.read_bytes()


def _put_back(ask: Ask) -> str | Lock:
    """Puts an uploaded copy in the record's place; returns what was wrong while nothing was closed.

    The copy is opened before the record is closed: a wrong passphrase changes nothing. What is
    written down for it is encrypted as it came.
    """
    sent = ask.files.get("file", ())
    passphrase = next(iter(ask.form.get("passphrase", ())), "")
    if not sent:
        return ask.words.say("app.keep.backup.no_file")
    if not ask.field("sure"):
        return ask.words.say("app.keep.backup.not_sure")
    with _beside(ask.vault.path) as place:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sent[0].content)
        try:
            Vault.open(place, passphrase).close()
        except WrongOpening:
            return ask.words.say("app.keep.backup.wrong")
        except Problem as problem:
            return problem.message
        ask.vault.close()
        try:
            restore(place, ask.vault.path, passphrase, replace=True)
        except Problem:  # the record is then as it was, and closed
            return Lock("notback")
    return Lock("back")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name that is free in the record's own folder; what lies there afterwards is removed."""
    place = path.with_name(f".{path.name}-{secrets.token_hex(8)}.part")
    try:
        yield place
    finally:
        for left in path.parent.glob(f"{place.name}*"):
            left.unlink(missing_ok=True)


ROUTES = [Route("/k/e", export), Route("/k/b", backup)]
