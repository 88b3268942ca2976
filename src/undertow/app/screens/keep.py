"""Keep: the parts of this place, the settings of the neutral look, and what cannot be hidden."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.rendering import THEMES, is_address, look_of
from undertow.app.screens.said import said

PARTS = (
    ("/k/s", "settings"),
    ("/k/b", "backup"),
    ("/k/e", "export"),
    ("/k/p", "passphrase"),
    ("/k/n", "hidden"),
    ("/k/x", "erase"),
)
"""The parts of this place as (path, key), the everyday ones first."""

MINUTES = (2, 5, 10, 20, 30, 60)
"""Minutes without anybody there after which the record may lock."""

CANNOT_HIDE = (
    "history",
    "shell",
    "processes",
    "downloads",
    "cloud",
    "services",
    "printing",
    "screenshots",
    "swap",
    "copies",
)
"""What others may still see (safety.md), in the order in which it is told."""


def keep(ask: Ask) -> Answer:
    """The screen `/k`: what can be done with the record as a whole."""
    return Page("keep.html.j2", {"parts": PARTS, "done": said(ask, "app.keep.said")})


def settings(ask: Ask) -> Answer:
    """The screen `/k/s`: lock time, window title, theme, where the quick exit leads.

    What is sent is saved whole or not at all; an exit address that is no page on the web is
    told beside its field and nothing is changed.
    """
    look = look_of(ask.vault)
    titles = ask.words.list("app.keep.titles")
    given = {
        "minutes": ask.field("minutes") or f"{look.lock // 60}",
        "title": ask.field("title") or look.title or titles[0],
        "theme": ask.field("theme") or look.theme,
        "exit": ask.field("exit") if ask.method == "POST" else look.exit,
    }
    wrong = ""
    if ask.method == "POST":
        address = given["exit"]
        if not address or is_address(address):
            _save(ask, given, titles)
            return Go("/k/s?s=saved")
        wrong = ask.words.say("app.keep.settings.exit_wrong")
    minutes = sorted({*MINUTES, look.lock // 60})
    return Page(
        "keep_settings.html.j2",
        {
            "minutes": [(m, ask.words.say("app.keep.settings.minutes", count=m)) for m in minutes],
            "titles": [(title, title) for title in titles],
            "themes": [(name, ask.words.say(f"app.keep.theme.{name}")) for name in THEMES],
            "given": given,
            "wrong": wrong,
            "done": said(ask, "app.keep.said"),
        },
    )


def cannot_hide(ask: Ask) -> Answer:
    """The screen `/k/n`: what this cannot hide, said plainly."""
    return Page("keep_hidden.html.j2", {"names": CANNOT_HIDE})


def _save(ask: Ask, given: dict[str, str], titles: list[str]) -> None:
    """Keeps each setting that makes sense; one that does not is left as it was."""
    if given["minutes"] in {f"{minutes}" for minutes in MINUTES}:
        ask.vault.set("lock_minutes", int(given["minutes"]))
    if given["title"] in titles:
        ask.vault.set("look", given["title"])
    if given["theme"] in THEMES:
        ask.vault.set("theme", given["theme"])
    ask.vault.set("exit_address", given["exit"])


ROUTES = [
    Route("/k", keep, ("GET",)),
    Route("/k/s", settings),
    Route("/k/n", cannot_hide, ("GET",)),
]
