"""A screen is asked, and what it answers becomes a page."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from undertow.app.asking import Answer, Ask, File, Go, Lock, Method, Page
from undertow.app.forms import Sent
from undertow.app.hardening import tell_fault
from undertow.app.paths import Found
from undertow.app.rendering import render
from undertow.app.reply import Reply, on_to
from undertow.app.session import Session
from undertow.record.problem import Problem
from undertow.words import Words

KEPT = "r"
"""Field of an address that fetches the answer to a form."""
OURS = Path(__file__).parent.parent


class Asked(NamedTuple):
    """A request that was let in, for an open record.

    Attributes:
        path: without what follows the question mark.
        method: GET or POST.
        query: fields of the address.
        sent: fields and files of a form; empty for a GET.
    """

    path: str
    method: Method
    query: Mapping[str, Sequence[str]]
    sent: Sent


class Shown(NamedTuple):
    """A reply, or the wish to close the record, which then has one of its own."""

    reply: Reply
    lock: Lock | None = None


def show(found: Found | None, asked: Asked, session: Session, words: Words, token: str) -> Shown:
    """What a path shows.

    Args:
        found: the screen there, or None if there is none.
        asked: the request.
        session: the open record.
        words: what may be said.
        token: for the forms on the page.
    """
    answer = _kept(asked, session) or _answer(found, asked, session, words)
    if asked.method == "POST":
        if isinstance(answer, Lock):  # the screen may have closed the record already
            return Shown(on_to("/"), lock=answer)
        session.look_again()
        session.closer.forget_unless_at(session.vault.fingerprint())
        if isinstance(answer, Page | File):
            answer = Go(f"{asked.path}?{KEPT}={session.keep(answer)}")
    if isinstance(answer, Page):
        try:
            body = render(answer, words, token, session.look, asked.path)
        except Exception as error:
            answer = _fault(error, words)
            body = render(answer, words, token, session.look, asked.path)
        return Shown(Reply(answer.status, body))
    if isinstance(answer, File):
        return Shown(_download(answer))
    assert isinstance(answer, Go), "only a form may lock"
    return Shown(on_to(answer.path))


def _kept(asked: Asked, session: Session) -> Page | File | None:
    """The answer to a form, if this is the request that fetches it."""
    names = asked.query.get(KEPT, ())
    return session.kept(names[0]) if asked.method == "GET" and names else None


def _answer(found: Found | None, asked: Asked, session: Session, words: Words) -> Answer:
    """What the screen answers; a problem and a fault are pages too."""
    if found is None:
        nothing = words.say("app.entrance.nothing")
        return Page("problem.html.j2", {"message": nothing, "again": False}, 404)
    ask = Ask(
        method=asked.method,
        vault=session.vault,
        words=words,
        now=datetime.now().astimezone(),
        form={name: values for name, values in asked.sent.fields.items() if name != "token"},
        query={name: values for name, values in asked.query.items() if name != KEPT},
        parts=found.parts,
        files=asked.sent.files,
        closer=session.closer,
    )
    try:
        return found.route.screen(ask)
    except Problem as problem:
        return Page("problem.html.j2", {"message": str(problem)}, 400)
    except Exception as error:
        return _fault(error, words)


def _fault(error: Exception, words: Words) -> Page:
    """A fault of ours, told by its kind and place: nothing of the record is in that."""
    tell_fault()
    place = "an unknown place"
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        if file.is_relative_to(OURS):
            place = f"{file.relative_to(OURS).with_suffix('').as_posix()} {frame.lineno}"
    message = words.say("app.entrance.fault", kind=type(error).__name__, place=place)
    return Page("problem.html.j2", {"message": message}, 500)


def _download(file: File) -> Reply:
    """Something to save, under a name of plain letters."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", file.name)
    disposition = f'attachment; filename="{name}"'.encode("ascii")
    return Reply(200, file.content, file.media_type, ((b"content-disposition", disposition),))
