"""Somebody who looks at screens and fills in forms, without a server in between."""

from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from undertow.app.asking import Ask, Go, Page
from undertow.app.rendering import Look, render
from undertow.app.routes import screens_by_path
from undertow.app.screens.clock import EPOCH
from undertow.record.moment import read_moment
from undertow.words import english

NOW = datetime(2026, 11, 21, 21, 14, 30, tzinfo=timezone(timedelta(hours=1)))


class Visitor:
    def __init__(self, vault, now=NOW):
        self.vault = vault
        self.now = now
        self.token = "TOKEN"

    def answer(self, address, form=None):
        """What the screen at an address answers; with a form, to a POST."""
        parts = urlsplit(address)
        found = screens_by_path().find(parts.path)
        assert found is not None, address
        method = "GET" if form is None else "POST"
        assert method in found.route.methods
        ask = Ask(
            method=method,
            vault=self.vault,
            words=english(),
            now=self.now,
            form={
                name: value if isinstance(value, list) else [str(value)]
                for name, value in (form or {}).items()
            },
            query=parse_qs(parts.query),
            parts=found.parts,
        )
        return found.route.screen(ask)

    def see(self, address):
        """The text on a page."""
        return " ".join(Text(self.html(address)).words)

    def html(self, address):
        """The page as it goes out."""
        page = self.answer(address)
        assert isinstance(page, Page), page
        return render(page, english(), self.token, Look(), urlsplit(address).path).decode()

    def send(self, address, **form):
        """Sends a form and gives the address one is sent on to."""
        answer = self.answer(address, form)
        assert isinstance(answer, Go), answer
        return answer.path

    def wrote(self, when, kind, value=None, detail=None, note=""):
        """An entry that is there already; gives its number."""
        return self.vault.add_entries([entry(when, kind, value, detail, note)], 0.0)[0]

    def entries(self, kind=None):
        return [kept.entry for kept in self.vault.entries(kind=kind)]


class Text(HTMLParser):
    """The words of a page in their order."""

    def __init__(self, html):
        super().__init__()
        self.words = []
        self.feed(html)

    def handle_data(self, data):
        self.words += data.split()


def entry(when, kind, value=None, detail=None, note=""):
    """An entry at a time as a person writes it, such as 2026-11-03 or 2026-11."""
    value = None if value is None else float(value)
    moment = read_moment(when)
    return moment.entry(kind, value, detail, note)


def wall_at(text):
    """Days since 1970-01-01 for a date and hour."""
    return (datetime.fromisoformat(text) - datetime(EPOCH.year, 1, 1)) / timedelta(days=1)
