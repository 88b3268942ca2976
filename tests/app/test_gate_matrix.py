"""Every site, mode, purpose and method a browser can name, and the few that get in, by hand."""

import itertools

import pytest

from undertow.app.gate import METHODS, Request, refusal
from undertow.app.paths import Kind, kind_of

PORT = 54321
SITES = ["same-origin", "same-site", "cross-site", "none", "", "Same-Origin", "anything", None]
MODES = ["navigate", "no-cors", "cors", "same-origin", "websocket", "webtransport", "", None]
PURPOSES = ["document", "iframe", "frame", "embed", "object", "fencedframe", "empty", "style"]
PURPOSES += ["script", "image", "font", "audio", "video", "track", "worker", "sharedworker"]
PURPOSES += ["serviceworker", "manifest", "report", "xslt", "audioworklet", "paintworklet", "json"]
PURPOSES += ["webidentity", "", None]

OURS = ("same-origin", "navigate", "document")
TYPED = ("none", "navigate", "document")
ALLOWED = {
    "/m": {"GET": {OURS, TYPED}, "POST": {OURS}},
    "/o": {"GET": {OURS, TYPED}, "POST": {OURS}},
    "/l": {"GET": {OURS, TYPED}, "POST": {OURS}},
    "/a.css": {"GET": {("same-origin", "no-cors", "style")}},
    "/a.js": {"GET": {("same-origin", "no-cors", "script")}},
    "/i.svg": {"GET": {("same-origin", "no-cors", "image")}},
    "/t": {
        "GET": {("same-origin", "same-origin", "empty")},
        "POST": {("same-origin", "no-cors", "empty")},
    },
    "/x": {"GET": {OURS, TYPED}, "POST": {OURS, ("same-origin", "no-cors", "empty")}},
}
"""Whole by itself: it is not read from the program."""
ORIGINS = [None, "null", f"http://127.0.0.1:{PORT}", f"https://127.0.0.1:{PORT}", "file://", ""]
ORIGINS += ["http://127.0.0.1", f"http://127.0.0.1:{PORT + 1}", f"http://localhost:{PORT}"]
ORIGINS += [f"http://127.0.0.1.:{PORT}", f"http://127.0.0.1:{PORT}/", "http://example.org"]


def asked(path, method, fetch, origin=None):
    """A request that is well-formed in all else."""
    named = zip(("site", "mode", "dest"), fetch, strict=True)
    headers = [("host", f"127.0.0.1:{PORT}")]
    headers += [(f"sec-fetch-{name}", value) for name, value in named if value is not None]
    if origin is not None:
        headers.append(("origin", origin))
    if method == "POST":
        headers += [("content-type", "application/x-www-form-urlencoded"), ("content-length", "1")]
    lines = [(name.encode(), value.encode()) for name, value in headers]
    return Request("1.1", method, path.encode(), b"", lines)


@pytest.mark.parametrize("path", ALLOWED)
@pytest.mark.parametrize("method", METHODS)
def test_only_what_is_listed_here_gets_in(path, method):
    allowed = ALLOWED[path].get("GET" if method == "HEAD" else method, set())
    origin = "null" if method == "POST" else None
    let_in = {
        fetch
        for fetch in itertools.product(SITES, MODES, PURPOSES)
        if refusal(asked(path, method, fetch, origin), kind_of(path), PORT) is None
    }
    assert let_in == allowed


@pytest.mark.parametrize("path", ALLOWED)
@pytest.mark.parametrize("method", METHODS)
def test_only_our_own_origin_gets_in_or_one_that_the_browser_hides_from_a_form(path, method):
    hidden = ["null"] if method == "POST" else [None]
    allowed = ALLOWED[path].get("GET" if method == "HEAD" else method, set())
    for fetch in allowed:
        let_in = {
            origin
            for origin in ORIGINS
            if refusal(asked(path, method, fetch, origin), kind_of(path), PORT) is None
        }
        assert let_in == {f"http://127.0.0.1:{PORT}", *hidden}


def test_every_kind_of_path_is_in_the_list():
    assert {kind_of(path) for path in ALLOWED} == set(Kind)
