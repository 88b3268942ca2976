"""`undertow doctor`: what is protected here and what is not, without a passphrase."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertow.vault.surroundings import Surroundings
    from undertow.words import Words

TRACES = ("shell", "browser", "downloads", "others", "old_copies", "deleted")
"""What stays on any computer, whatever the program does."""


def doctor(*, vault: Path | None = None) -> None:
    """Say what is protected here and what not.

    Args:
        vault: the record's file; the usual place if left out.
    """
    # Imported here: `undertow doctor --help` should not wait for it.
    from undertow.record.problem import printable
    from undertow.vault.place import default_path
    from undertow.vault.surroundings import look_around
    from undertow.words import english

    path = (default_path() if vault is None else vault).absolute()
    words = english()
    found = look_around(path)
    place = printable(str(path), longest=400)
    for heading, lines in (
        ("protected", protected(found, place, words)),
        ("unprotected", unprotected(found, place, words)),
    ):
        print(words.say(f"app.doctor.{heading}"))
        for line in lines:
            print(f"- {line}")


def protected(found: Surroundings, place: str, words: Words) -> Iterable[str]:
    """What holds as long as nobody has the passphrase.

    Args:
        found: what lies around the file.
        place: the file, fit to be shown.
        words: every sentence.
    """
    if found.content == "none":
        yield words.say("app.doctor.none", place=place)
    if found.content == "locked":
        yield words.say("app.doctor.there", place=place)
    if found.cipher:
        yield words.say("app.doctor.cipher", version=found.cipher.split()[0])
        yield words.say("app.doctor.passphrase")
    if found.private and found.content == "locked":
        yield words.say("app.doctor.private")
    if found.dumps != "helper":
        yield words.say("app.doctor.dumps")
    if found.swap in ("none", "memory", "encrypted"):
        yield words.say(f"app.doctor.swap.{found.swap}")


def unprotected(found: Surroundings, place: str, words: Words) -> Iterable[str]:
    """What others can see or find all the same; arguments as for `protected`."""
    if found.content == "other":
        yield words.say("app.doctor.other", place=place)
    if not found.cipher:
        yield words.say("app.doctor.no_cipher")
    yield words.say("app.doctor.known")
    yield words.say("app.doctor.while_open")
    yield words.say("app.doctor.seen")
    if found.private is False:
        yield words.say("app.doctor.not_private")
    if found.cloud:
        yield words.say("app.doctor.cloud", cloud=found.cloud)
    else:
        yield words.say("app.doctor.no_cloud")
    if found.swap in ("disk", "unknown"):
        yield words.say(f"app.doctor.swap.{found.swap}")
    if found.dumps == "helper":
        yield words.say("app.doctor.helper")
    if found.aside:
        yield words.say("app.doctor.traces.aside", count=found.aside)
    for trace in TRACES:
        yield words.say(f"app.doctor.traces.{trace}")
