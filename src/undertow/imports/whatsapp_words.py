"""What kind of event a body is: text, or one of the lines WhatsApp writes in a text's place."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from undertow.imports.half_days import SPACES
from undertow.imports.whatsapp_header import MARKS

LONGEST_LINE = 160
"""Characters; nothing that the program writes in place of a message is longer, captions aside."""

_START = 3
"""Letters by which most texts are told from lines of the program's own, together with brackets:
every mark of an attachment or a change closes one."""
_LEADING = frozenset(MARKS + SPACES)

_ERASED = dict.fromkeys(map(ord, MARKS))
_AFTER_CALL = re.compile(
    r"[,.] ?(\d+ ?\w{1,10}(?: \d+ ?\w{1,10})?)|[ ,]\D{0,6}\d{1,2}[:.]\d\d\D{0,6}"
)
_BACK = re.compile(r"[,.] ?\w[\w ]{2,40}")


class _Words:
    """The table of words, by what is looked up."""

    def __init__(self) -> None:
        text = resources.files("undertow.imports").joinpath("whatsapp_words.toml")
        table = tomllib.loads(text.read_text(encoding="utf-8"))
        self.whole = {word: kind for kind, words in table["whole"].items() for word in words}
        calls = (*table["whole"]["missed_call"], *table["whole"]["call"])
        self.calls = tuple(sorted(calls, key=len, reverse=True))
        self.unanswered = tuple(table["after_a_call"]["missed_call"])
        self.begins = [(word, kind) for kind, words in table["begins"].items() for word in words]
        self.firsts = tuple(word for word, _ in self.begins)
        every = (*self.whole, *self.firsts)
        self.starts = frozenset(word[:_START] for word in every)
        self.ends = [(word, kind) for kind, words in table["ends"].items() for word in words]
        self.group = tuple(table["group"]["words"])


@cache
def _words() -> _Words:
    return _Words()


def kind_of(body: str) -> str:
    """The kind of an event with this body: `message`, unless the program itself wrote it.

    Args:
        body: as in the file. Words of a person never fit unless they imitate the program; then
            only the kind is wrong, and the body is kept.
    """
    words = _words()
    if (
        body[:_START].casefold() not in words.starts
        and body[:1] not in _LEADING
        and ">" not in body
        and ")" not in body
    ):
        return "message"
    plain = body[: LONGEST_LINE + 1]
    if not plain.isascii():
        plain = plain.translate(_ERASED)
    plain = plain.strip().casefold()
    if len(body) <= LONGEST_LINE:
        kind = words.whole.get(plain) or words.whole.get(plain.rstrip("."))
        if kind is not None:
            return kind
        if plain.startswith(words.calls):
            return _call(plain, "\u200e" in body, words)
    if body.startswith("\u200e") and tells_of_a_group(plain):
        return "system"
    if plain.startswith(words.firsts):
        return next(kind for word, kind in words.begins if plain.startswith(word))
    return _end(body, words)


def _call(plain: str, marked: bool, words: _Words) -> str:
    """The kind of a line that begins as calls do."""
    word = next(word for word in words.calls if plain.startswith(word))
    rest = plain[len(word) :]
    if rest.strip(",. ").startswith(words.unanswered):
        return "missed_call"
    if _AFTER_CALL.fullmatch(rest) or (marked and _BACK.fullmatch(rest)):
        return words.whole[word]
    if rest.strip(",. ") == "tap to call back":
        return words.whole[word]
    return "message"


def _end(body: str, words: _Words) -> str:
    """The kind that the end of a body tells, or of its first line where a caption follows."""
    tail = body[-80:].translate(_ERASED).rstrip().rstrip(".").casefold()
    first = body[:LONGEST_LINE].partition("\n")[0].translate(_ERASED).rstrip().casefold()
    for word, kind in words.ends:
        if tail.endswith((word, word.replace(">", ".>"))):
            return kind
        if kind == "media" and first.endswith(word):
            return kind
    return "message"


def tells_of_a_group(body: str) -> bool:
    """Whether a line of the program's own tells of a group chat."""
    plain = body.casefold()
    return any(word in plain for word in _words().group)
