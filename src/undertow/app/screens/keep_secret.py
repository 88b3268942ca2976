"""A new passphrase, and the end of the record in two deliberate steps."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Lock, Page, Route
from undertow.app.entrance import SHORTEST_PASSPHRASE
from undertow.record.problem import Problem
from undertow.vault.keeping import ask_to_erase, erase
from undertow.vault.trouble import WrongOpening

_CODE = "erase_code"
"""Where the code of the first step waits, in the record itself, for the second."""


def passphrase(ask: Ask) -> Answer:
    """The screen `/k/p`: a new passphrase. Copies made before still open with the old one."""
    if ask.method != "POST":
        return Page("keep_passphrase.html.j2", {"wrong": "", "least": SHORTEST_PASSPHRASE})
    old, new, again = (next(iter(ask.form.get(name, ())), "") for name in ("old", "new", "again"))
    wrong = ""
    if len(new) < SHORTEST_PASSPHRASE:
        wrong = ask.words.say("app.keep.passphrase.short_one", least=SHORTEST_PASSPHRASE)
    elif new != again:
        wrong = ask.words.say("app.keep.passphrase.differ")
    else:
        try:
            ask.vault.change_passphrase(old, new)
        except WrongOpening:
            wrong = ask.words.say("app.keep.passphrase.wrong")
    if wrong:
        return Page("keep_passphrase.html.j2", {"wrong": wrong, "least": SHORTEST_PASSPHRASE})
    return Go("/k?s=passphrase")


def end(ask: Ask) -> Answer:
    """The screen `/k/x`: what erasing can and cannot do, then a code, then the end."""
    step = ask.field("do") if ask.method == "POST" else ""
    if step == "ask":
        code = ask_to_erase(ask.vault.path)
        ask.vault.set(_CODE, code)
        return _asked(ask, code)
    if step != "erase":
        return _asked(ask, "")
    code, typed = ask.vault.get(_CODE), ask.field("code")
    ask.vault.set(_CODE, None)
    if not code or typed != code:
        return _asked(ask, "", ask.words.say("app.keep.erase.wrong"))
    ask.vault.close()
    try:
        erase(ask.vault.path, typed)
    except Problem:  # the disk refused: the record may still be there, and is locked
        return Lock("notdone")
    return Lock("done")


def _asked(ask: Ask, code: str, wrong: str = "") -> Page:
    """The page of both steps; `code` is empty in the first."""
    path = ask.vault.path
    aside = sorted(other.name for other in path.parent.glob(f"{path.name}-old-*"))
    return Page("keep_erase.html.j2", {"code": code, "aside": aside, "wrong": wrong})


ROUTES = [Route("/k/p", passphrase), Route("/k/x", end)]
