"""What a screen is asked, and what it answers: the whole contract between server and screens.

A screen is a plain function of an `Ask` that returns a `Page`, a `Go`, a `File` or a `Lock`. It
knows nothing of cookies, headers, tokens or sockets; whatever protects the person is done around
it, once, for every screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from undertow.words import Words

if TYPE_CHECKING:
    from undertow.app.closer import Closer
    from undertow.vault.vault import Vault

Method = Literal["GET", "POST"]


class Upload(NamedTuple):
    """A file that was sent with a form; it was never written anywhere.

    Attributes:
        name: as the browser gave it: hostile input, at most 200 characters.
        content: its bytes.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class Ask:
    """One request to an unlocked workbench.

    Attributes:
        method: GET shows, POST changes.
        vault: the open record.
        words: every sentence that may be said.
        form: fields of a POST, each with its values in order; empty for a GET.
        query: fields of the address, the same; never carries words of the person.
        now: the time on the clock on the wall, with its zone.
        parts: variable parts of the path, by name.
        files: files sent with a POST by a form of `enctype="multipart/form-data"`, by field;
            a field left empty is not there.
        closer: makes the closer reading in the background; None where there is no such thing.
    """

    method: Method
    vault: Vault
    words: Words
    now: datetime
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    closer: Closer | None = None

    def field(self, name: str) -> str:
        """The first value of a form field, without spaces around it; empty if not given."""
        values = self.form.get(name, ())
        return values[0].strip() if values else ""


class Page(NamedTuple):
    """A template of `app/templates` and what it is filled with.

    Every template also sees `say` (the words), `token` (for the hidden field of each form),
    `look` (the settings of the neutral look) and `here` (the screen's path).
    """

    template: str
    context: Mapping[str, object]
    status: int = 200


class Go(NamedTuple):
    """On to another screen (status 303, so that going back never asks to send a form again)."""

    path: str


class File(NamedTuple):
    """Something to save; its name is neutral."""

    name: str
    media_type: str
    content: bytes


class Lock(NamedTuple):
    """Close the record and end the process that held it; on to the locked page.

    For what must not go on with the record that was open: it was erased, or another was restored
    in its place.

    Attributes:
        said: what the page that then stands there says: a name under `app.entrance.said`, or "".
    """

    said: str = ""


Answer = Page | Go | File | Lock


class Route(NamedTuple):
    """Where a screen is found.

    Attributes:
        path: short and opaque, such as `/d`; may hold `{name}` parts of letters and digits.
        screen: what answers there.
        methods: what it answers to; HEAD goes with GET.
    """

    path: str
    screen: Callable[[Ask], Answer]
    methods: tuple[Method, ...] = ("GET", "POST")
