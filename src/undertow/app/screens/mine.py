"""What is mine: people, what makes a self, letters, own words, three questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens import own_texts
from undertow.app.screens.adding import add_once
from undertow.app.screens.clock import this_minute, to_entry
from undertow.app.screens.said import said, value, whole
from undertow.app.screens.telling import tell
from undertow.vault.texts import TextKind

if TYPE_CHECKING:
    from undertow.vault.vault import Kept

SELVES = ("interest", "opinion", "place")
"""What makes up a self, as the diary counts it: acts of any of these are `identity` (A19)."""

QUESTIONS = ("feeling", "first", "belief")
"""The three questions of B06, answered in private and looked at again over time."""

PAGE = 20
"""Notes shown at once; older ones on request."""

_THEN = "then-"
"""What a text of now is about, before the number of the entry whose words it looks back on."""

KINDS: tuple[TextKind, ...] = ("mine", "letter", "loss", "question", "hope", "night")


class Tile(NamedTuple):
    """One part of this place: its path, its name's key and how much is in it."""

    path: str
    key: str
    amount: int


def mine(ask: Ask) -> Answer:
    """The screen `/m`: its five parts and how much is in each."""
    texts = ask.vault.texts("mine")
    people = sum(text.about in ("person", "reach") for text in texts)
    letters = len(ask.vault.texts("letter")) + len(ask.vault.texts("loss"))
    tiles = [
        Tile("/m/p", "people", people),
        Tile("/m/i", "self", len(texts) - people),
        Tile("/m/l", "letters", letters),
        Tile("/m/w", "words", len(_noted(ask))),
        Tile("/m/q", "questions", sum(t.about in QUESTIONS for t in ask.vault.texts("question"))),
    ]
    return Page("mine.html.j2", {"tiles": tiles})


def people(ask: Ask) -> Answer:
    """The screen `/m/p`: who is there, and reaching out (A18)."""
    if ask.method == "POST":
        about = "reach" if ask.field("do") == "reach" else "person"
        done = own_texts.add(ask, "mine", about, ask.field("text"))
        if done and about == "reach" and ask.field("diary"):
            _into_diary(ask, "support")
        return Go("/m/p?s=added" if done else "/m/p?s=empty")
    return Page(
        "mine_people.html.j2",
        {
            "people": own_texts.items(ask, "mine", "person"),
            "reached": own_texts.items(ask, "mine", "reach"),
            "done": said(ask, "app.text.said"),
        },
    )


def self_list(ask: Ask) -> Answer:
    """The screen `/m/i`: interests, opinions and places of one's own (A19)."""
    if ask.method == "POST":
        about = ask.field("about")
        if about not in SELVES:
            return Go("/m/i?s=kind")
        done = own_texts.add(ask, "mine", about, ask.field("text"))
        if done and ask.field("diary"):
            _into_diary(ask, "identity")
        return Go("/m/i?s=added" if done else "/m/i?s=empty")
    lists = [(about, own_texts.items(ask, "mine", about)) for about in SELVES]
    return Page("mine_self.html.j2", {"lists": lists, "done": said(ask, "app.text.said")})


def letters(ask: Ask) -> Answer:
    """The screen `/m/l`: letters that are not sent, to somebody or to what was lost (A20)."""
    if ask.method == "POST":
        kind: TextKind = "loss" if ask.field("to") == "loss" else "letter"
        done = own_texts.add(ask, kind, "", ask.field("text"))
        if done and ask.field("diary"):
            _into_diary(ask, "grieving")
        return Go("/m/l?s=added" if done else "/m/l?s=empty")
    written: list[tuple[TextKind, list[own_texts.Item]]] = [
        ("letter", own_texts.items(ask, "letter")),
        ("loss", own_texts.items(ask, "loss")),
    ]
    return Page("mine_letters.html.j2", {"written": written, "done": said(ask, "app.text.said")})


def own_words(ask: Ask) -> Answer:
    """The screen `/m/w`: notes as they were written then, beside words of now (A27, A31, A32)."""
    noted = _noted(ask)
    pages = max(1, -(-len(noted) // PAGE))
    page = min(max(whole(value(ask, "w"), 1, 10**6), 1), pages)
    shown = noted[(page - 1) * PAGE : page * PAGE]
    return Page(
        "mine_words.html.j2",
        {
            "notes": [(tell(kept, ask.words, with_day=True), _now(ask, kept.id)) for kept in shown],
            "page": page,
            "pages": pages,
            "hopes": own_texts.items(ask, "hope"),
            "nights": own_texts.items(ask, "night"),
            "done": said(ask, "app.text.said"),
        },
    )


def then_and_now(ask: Ask) -> Answer:
    """The screen `/m/n/{id}`: the words of one entry, and a place for what one thinks of it now."""
    kept = ask.vault.entry(whole(ask.parts.get("id", ""), -1, 10**9))
    if kept is None or not kept.entry.note.strip():
        return Go("/m/w")
    if ask.method == "POST":
        done = own_texts.add(ask, "question", f"{_THEN}{kept.id}", ask.field("text"))
        return Go("/m/w?s=added" if done else "/m/w?s=empty")
    note = tell(kept, ask.words, with_day=True)
    return Page("mine_then.html.j2", {"note": note, "now": _now(ask, kept.id)})


def questions(ask: Ask) -> Answer:
    """The screen `/m/q`: the three questions; every answer is kept with its day (B06)."""
    if ask.method == "POST":
        about = ask.field("about")
        done = about in QUESTIONS and own_texts.add(ask, "question", about, ask.field("text"))
        return Go("/m/q?s=added" if done else "/m/q?s=empty")
    asked = [(about, own_texts.items(ask, "question", about)) for about in QUESTIONS]
    return Page("mine_questions.html.j2", {"asked": asked, "done": said(ask, "app.text.said")})


def one_text(ask: Ask) -> Answer:
    """The screen `/m/t/{id}`: one text of this place, to read, change or remove."""
    text = own_texts.find(ask, KINDS)
    if text is None:
        return Go("/m")
    back = _place(text.kind, text.about)
    if ask.method == "POST":
        return Go(f"{back}?s={own_texts.settle(ask, text)}")
    name = text.about if text.kind == "mine" else text.kind
    if text.about.startswith(_THEN):
        name = "now"
    heading = ask.words.say(f"app.mine.one.{name}")
    rows = 3 if text.kind == "mine" else 14
    item = own_texts.item(ask, text)
    return Page("text.html.j2", {"heading": heading, "item": item, "back": back, "rows": rows})


def _place(kind: TextKind, about: str) -> str:
    """The screen on which a text is listed."""
    if kind == "mine":
        return "/m/p" if about in ("person", "reach") else "/m/i"
    if about in QUESTIONS:
        return "/m/q"
    return "/m/l" if kind in ("letter", "loss") else "/m/w"


def _now(ask: Ask, id: int) -> list[own_texts.Item]:
    """What was thought later of the words of one entry, newest first."""
    return own_texts.items(ask, "question", f"{_THEN}{id}")


def _noted(ask: Ask) -> list[Kept]:
    """Entries with words of the person's own, newest first."""
    return [kept for kept in ask.vault.entries(newest_first=True) if kept.entry.note.strip()]


def _into_diary(ask: Ask, kind: str) -> None:
    """The act itself, as an entry of now; its words stay here and are not written twice."""
    add_once(ask, to_entry(this_minute(ask.now), kind))


ROUTES = [
    Route("/m", mine, ("GET",)),
    Route("/m/p", people),
    Route("/m/i", self_list),
    Route("/m/l", letters),
    Route("/m/w", own_words, ("GET",)),
    Route("/m/n/{id}", then_and_now),
    Route("/m/q", questions),
    Route("/m/t/{id}", one_text),
]
