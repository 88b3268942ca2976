"""Who is let in, told from the address and the headers of a request alone.

Only a browser that shows one of our own pages, or whose user typed our address, gets past. A page
of another site does not, nor does a page of another program on this machine: both are named by the
browser itself in `Sec-Fetch-Site`, which no page can forge. A browser that does not send it is too
old to be told apart from an attack and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from undertow.app.paths import Kind

ADDRESS = "127.0.0.1"
"""The only address we answer to. `localhost` is a name: it may lead to another program."""

METHODS = ("GET", "HEAD", "POST")
TARGET = re.compile(rb"/(?:[A-Za-z0-9-]+(?:\.[a-z0-9]+)?(?:/[A-Za-z0-9-]+)*)?", re.ASCII)
LONGEST_TARGET = 120
QUERY = re.compile(rb"[A-Za-z0-9_.~+&=%:-]{0,300}", re.ASCII)

FORM = b"application/x-www-form-urlencoded"
FILES = b"multipart/form-data"
LARGEST_FORM = 2**20
"""Bytes of a form without files: far above the longest letter."""
LARGEST_FILES = 2**26
"""Bytes of a form with a file: decades of writing, and still held in memory."""


class Fetch(NamedTuple):
    """What the browser says of a request: where from, how, what for."""

    site: bytes
    mode: bytes
    dest: bytes


def _fetches(sites: str, mode: str, dest: str) -> set[Fetch]:
    return {Fetch(site.encode(), mode.encode(), dest.encode()) for site in sites.split()}


SHOWN: Mapping[Kind, set[Fetch]] = {
    Kind.SCREEN: _fetches("same-origin none", "navigate", "document"),
    Kind.STYLE: _fetches("same-origin", "no-cors", "style"),
    Kind.SCRIPT: _fetches("same-origin", "no-cors", "script"),
    Kind.IMAGE: _fetches("same-origin", "no-cors", "image"),
    Kind.SIGNAL: _fetches("same-origin", "same-origin", "empty"),
}
"""For GET and HEAD."""
SENT: Mapping[Kind, set[Fetch]] = {
    Kind.SCREEN: _fetches("same-origin", "navigate", "document"),
    Kind.SIGNAL: _fetches("same-origin", "no-cors", "empty"),
}
"""For POST; what is not here takes none."""
LEAVING = SENT[Kind.SCREEN] | SENT[Kind.SIGNAL]
"""The way out is both: a form without scripts, a beacon with them."""


class Refusal(Enum):
    """Why a request is not answered, by status; none says more than its number."""

    MALFORMED = 400
    NOT_LET_IN = 403
    NO_SUCH_METHOD = 405
    LENGTH_MISSING = 411
    TOO_LARGE = 413
    NOT_A_FORM = 415
    WRONG_HOST = 421


class Request(NamedTuple):
    """A request as it came in, before anything is made of it."""

    version: str
    method: str
    target: bytes
    query: bytes
    headers: Sequence[tuple[bytes, bytes]]

    def one(self, name: bytes) -> bytes | None:
        """The value of a header; None if it is not there, or there more than once."""
        values = [value for key, value in self.headers if key == name]
        return values[0] if len(values) == 1 else None

    def has(self, name: bytes) -> bool:
        """Whether the header is there at all."""
        return any(key == name for key, _ in self.headers)


def refusal(request: Request, kind: Kind, port: int) -> Refusal | None:
    """Why a request may not come in, or None if it may.

    Args:
        request: headers with names in lower case.
        kind: what its path leads to.
        port: ours.
    """
    if request.one(b"host") != f"{ADDRESS}:{port}".encode():
        return Refusal.WRONG_HOST
    well_formed = (
        request.version == "1.1"
        and len(request.target) <= LONGEST_TARGET
        and TARGET.fullmatch(request.target)
        and QUERY.fullmatch(request.query)
        and not request.has(b"transfer-encoding")
    )
    if not well_formed:
        return Refusal.MALFORMED
    if request.method not in METHODS:
        return Refusal.NO_SUCH_METHOD
    if request.has(b"sec-purpose") or request.has(b"purpose"):
        return Refusal.NOT_LET_IN  # fetched ahead of time, on a guess
    if request.method == "POST":
        return _refusal_of_post(request, kind, port)
    if _fetch(request) not in SHOWN.get(kind, SHOWN[Kind.SCREEN]):
        return Refusal.NOT_LET_IN
    if request.has(b"origin") and not _is_ours(request, port):
        return Refusal.NOT_LET_IN
    return None


def _refusal_of_post(request: Request, kind: Kind, port: int) -> Refusal | None:
    """Why a form may not come in."""
    allowed = LEAVING if kind is Kind.LEAVING else SENT.get(kind)
    if allowed is None:
        return Refusal.NO_SUCH_METHOD
    # Under `no-referrer` a browser writes `Origin: null` with its own forms; where they come
    # from is then told by `Sec-Fetch-Site` alone.
    if _fetch(request) not in allowed or not _is_ours(request, port, or_hidden=True):
        return Refusal.NOT_LET_IN
    form = (request.one(b"content-type") or b"").split(b";")[0].strip().lower()
    if form not in (FORM, FILES):
        return Refusal.NOT_A_FORM
    length = request.one(b"content-length") or b""
    if not length.isdigit():
        return Refusal.LENGTH_MISSING
    largest = LARGEST_FILES if form == FILES else LARGEST_FORM
    return Refusal.TOO_LARGE if len(length) > 12 or int(length) > largest else None


def _fetch(request: Request) -> Fetch | None:
    """What the browser said; None if it said nothing, or something twice."""
    site, mode, dest = (
        request.one(name) for name in (b"sec-fetch-site", b"sec-fetch-mode", b"sec-fetch-dest")
    )
    return None if site is None or mode is None or dest is None else Fetch(site, mode, dest)


def _is_ours(request: Request, port: int, or_hidden: bool = False) -> bool:
    """Whether the one `Origin` that was sent is our own."""
    ours = f"http://{ADDRESS}:{port}".encode()
    return request.one(b"origin") in ((ours, b"null") if or_hidden else (ours,))
