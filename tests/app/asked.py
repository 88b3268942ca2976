"""A screen asked as the server asks it, with a real record, and its page as a reader sees it."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

from undertow.app.asking import Ask, Go, Page, Upload
from undertow.app.rendering import look_of, render
from undertow.app.routes import screens_by_path
from undertow.vault.vault import TextKind, Vault
from undertow.words import english

PASSPHRASE = "four plain words here"
NOW = datetime(2026, 11, 21, 11, 20, tzinfo=UTC)


class Room:
    """An open record and a clock that stands still until it is set."""

    def __init__(self, path):
        self.vault = Vault.create(path, PASSPHRASE)
        self.words = english()
        self.now = NOW
        self.closer: Any = None

    def clear(self):
        """As it was made: opening another would cost a derivation of the key each time."""
        for kept in self.vault.entries():
            self.vault.remove_entry(kept.id)
        for kind in get_args(TextKind):
            for text in self.vault.texts(kind):
                self.vault.remove_text(text.id)
        self.vault.set("country", None)
        self.now = NOW
        return self

    def ask(self, address, form=None, files=None):
        """What the screen at an address answers; a form makes it a POST."""
        parts = urlsplit(address)
        found = screens_by_path().find(parts.path)
        assert found, address
        method = "GET" if form is None else "POST"
        assert method in found.route.methods, address
        return found.route.screen(
            Ask(
                method=method,
                vault=self.vault,
                words=self.words,
                now=self.now,
                form={k: v if isinstance(v, list) else [v] for k, v in (form or {}).items()},
                query=parse_qs(parts.query),
                parts=found.parts,
                files={k: [Upload("a file", v)] for k, v in (files or {}).items()},
                closer=self.closer,
            )
        )

    def html(self, address, answer=None):
        """The page at an address, filled in."""
        answer = answer or self.ask(address)
        assert isinstance(answer, Page), answer
        here = urlsplit(address).path
        return render(answer, self.words, "the-token", look_of(self.vault), here).decode()

    def text(self, address, answer=None):
        """What can be read on that page, bar and title left out."""
        return visible(self.html(address, answer))

    def send(self, address, **form):
        """Sends a form and returns the page it leads to, as text."""
        answer = self.ask(address, form)
        return self.text(answer.path) if isinstance(answer, Go) else self.text(address, answer)


def visible(html):
    """The words between the tags of a page's main part."""
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    text = re.sub(r"<(svg|style|script)\b.*?</\1>", " ", main[0] if main else html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()
