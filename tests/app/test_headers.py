"""What every answer carries, on every way an answer can come about."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from inside import begin  # noqa: F401 (a fixture)
from running import BEACON, FROM_US, NAVIGATION, PASSPHRASE, Running

from undertow.app.asking import Route
from undertow.app.routes import screens_by_path
from undertow.record.problem import Problem
from undertow.vault.vault import Vault

CARRIED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
CANARY = "seven quiet herons"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "record"
    Vault.create(path, PASSPHRASE).close()
    with Running(path) as workbench:
        workbench.unlock()
        yield workbench


def carries_all(answer):
    for name, value in CARRIED.items():
        assert answer.header(name) == [value]
    fresh = [cookie for cookie in answer.header("set-cookie") if cookie.startswith("n")]
    assert len(fresh) == 1
    for cookie in answer.header("set-cookie"):
        assert "; HttpOnly; SameSite=Strict" in cookie
        assert "Path=/" in cookie
    assert not {"server", "date", "etag", "last-modified", "x-powered-by"} & {
        name for name, _ in answer.headers
    }
    return fresh[0]


def paths():
    """Every screen there is, with a word in place of each variable part."""
    routes = [route.path for _, route in screens_by_path()._patterns]
    return sorted(re.sub(r"\{\w+\}", "1", path) for path in routes)


@pytest.mark.parametrize("path", [*paths(), "/nothing", "/o", "/l", "/x", "/t"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_route_carries_them_found_or_not(running, path, method):
    answer = running.ask(method, path)
    carries_all(answer)
    if method == "HEAD":
        assert answer.body == ""


@pytest.mark.parametrize("path", ["/a.css", "/a.js", "/i.svg"])
def test_our_files_carry_them(running, path):
    dest = {"/a.css": "style", "/a.js": "script", "/i.svg": "image"}[path]
    fetch = {**BEACON, "Sec-Fetch-Dest": dest}
    assert running.ask("GET", path, fetch).status == 200
    for method, headers in (("GET", fetch), ("HEAD", fetch), ("GET", {}), ("POST", fetch)):
        carries_all(running.ask(method, path, headers))


def test_refusals_carry_them(running):
    statuses = set()
    for answer in (
        running.raw(b"no http at all\r\n\r\n"),
        running.raw(b"GET /" + b"a" * 70000),
        running.ask("GET", "/", {**NAVIGATION, "Host": "example.org"}),
        running.ask("GET", "/..", NAVIGATION),
        running.ask("GET", "/", {}),
        running.ask("GET", "/", NAVIGATION, cookies={"a": "b"}),
        running.ask("POST", "/m", FROM_US, {"token": "wrong"}),
        running.ask("POST", "/m", {**FROM_US, "Content-Length": None}, {"token": "wrong"}),
        running.ask("POST", "/m", {**FROM_US, "Content-Length": "99999999"}, {"token": "wrong"}),
        running.ask("POST", "/m", {**FROM_US, "Content-Type": "text/plain"}, {"token": "wrong"}),
        running.ask("BREW", "/m", FROM_US),
        running.ask("GET", "/nothing"),
        running.ask("POST", "/t", BEACON, {"token": running.token}),
        running.post("/o"),
    ):
        statuses.add(answer.status)
        carries_all(answer)
    assert statuses == {400, 421, 403, 411, 413, 415, 405, 404, 204, 303}


def test_the_cookie_that_keeps_pages_out_of_memory_is_new_each_time(running):
    assert len({carries_all(running.get("/m")) for _ in range(5)}) == 5


def fail(ask):
    raise ValueError(CANARY)


def refuse(ask):
    raise Problem("Give a day, such as 2026-11-21.", file="f.csv", line=3)


@pytest.fixture
def failing(tmp_path, begin):  # noqa: F811
    path = tmp_path / "record"
    Vault.create(path, PASSPHRASE).close()
    inside = begin(path, [Route("/fail", fail), Route("/refuse", refuse)])
    inside.enter()
    inside.post("/o", passphrase=PASSPHRASE)
    return inside


def test_a_fault_is_told_by_kind_and_place_with_nothing_of_the_person_in_it(failing, capsys):
    answer = failing.get("/fail")
    assert answer.status == 500
    carries_all(answer)
    assert "ValueError" in answer.body
    assert CANARY not in answer.body
    assert capsys.readouterr() == ("", "")


def test_a_fault_outside_of_any_screen_is_a_bare_number(failing, capsys, monkeypatch):
    monkeypatch.setattr(failing.workbench._entrance, "page", lambda: fail(None))
    failing.cookies.pop("s54321")
    answer = failing.get("/")
    carries_all(answer)
    assert (answer.status, answer.body) == (500, "Internal Server Error")
    assert capsys.readouterr() == ("", "")


def test_a_problem_is_told_on_a_calm_page_and_the_record_stays_open(failing):
    answer = failing.get("/refuse")
    assert answer.status == 400
    carries_all(answer)
    assert "f.csv, line 3: Give a day" in answer.body
    assert "data-lock" in failing.get("/nothing").body
