"""Who gets in: a running workbench, asked over raw sockets in every way that must be refused."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from running import BEACON, FROM_US, NAVIGATION, PASSPHRASE, Running

from undertow.vault.vault import Vault

EVIL = "http://127.0.0.1:9"
STATIC = {
    "/a.css": "style",
    "/a.js": "script",
    "/i.svg": "image",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "record"
    Vault.create(path, PASSPHRASE).close()
    with Running(path) as workbench:
        assert "data-lock" in workbench.unlock().body
        yield workbench


def of_static(dest, site="same-origin", mode="no-cors"):
    return {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}


def test_a_browser_that_shows_our_own_page_gets_in(running):
    assert running.get("/m").status == 200
    assert running.ask("GET", "/m", FROM_US).status == 200
    assert running.ask("POST", "/t", BEACON, {"token": running.token}).status == 204
    for path, dest in STATIC.items():
        assert running.ask("GET", path, of_static(dest)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "localhost:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}0",
        "127.0.0.1.:{port}",
        "127.0.0.1:0{port}",
        "127.0.0.1:{port} ",
        "127.0.0.2:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "0x7f000001:{port}",
        "0177.0.0.1:{port}",
        "0.0.0.0:{port}",
        "[::1]:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "user@127.0.0.1:{port}",
        "example.org",
        "127.0.0.1.example.org:{port}",
        "example.org:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/m", "/a.js"])
def test_another_name_for_this_machine_is_refused(running, host, path):
    headers = {**(NAVIGATION if path == "/m" else of_static("script")), "Host": host}
    value = host.format(port=running.port)
    headers["Host"] = value
    answer = running.ask("GET", path, headers)
    assert answer.status == (200 if value.strip() == f"127.0.0.1:{running.port}" else 421)


@pytest.mark.parametrize(
    "request_head",
    [
        "GET {path} HTTP/1.1\r\n{fetch}",
        "GET {path} HTTP/1.0\r\n{fetch}",
        "GET {path} HTTP/1.1\r\nHost: {us}\r\nHost: {us}\r\n{fetch}",
        "GET {path} HTTP/1.1\r\nHost: {us}\r\nHost: example.org\r\n{fetch}",
        "GET {path} HTTP/1.1\r\nHost: {us}, {us}\r\n{fetch}",
        "GET {path} HTTP/1.1\r\nHost : {us}\r\n{fetch}",
        "GET {path} HTTP/1.1\r\n Host: {us}\r\n{fetch}",
        "GET http://{us}{path} HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET http://example.org{path} HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET //example.org{path} HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {us} HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET * HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path}%2e HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path}/ HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path};a HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path}?<script> HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path}#a HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path} HTTP/1.1\r\nHost: {us}\r\nTransfer-Encoding: chunked\r\n{fetch}\r\n0\r\n",
        "GET  {path} HTTP/1.1\r\nHost: {us}\r\n{fetch}",
        "GET {path} HTTP/2.0\r\nHost: {us}\r\n{fetch}",
        "\x16\x03\x01\x02\x00\x01\r\n{fetch}",
    ],
)
def test_a_request_of_an_odd_shape_is_refused(running, request_head):
    fetch = "".join(f"{name}: {value}\r\n" for name, value in NAVIGATION.items())
    us = f"127.0.0.1:{running.port}"
    answer = running.raw((request_head.format(path="/m", us=us, fetch=fetch) + "\r\n").encode())
    assert answer.status in (400, 421)
    assert answer.header("content-security-policy")


@pytest.mark.parametrize("site", ["cross-site", "same-site", None, "none, none"])
@pytest.mark.parametrize("mode", ["navigate", "cors", "no-cors"])
@pytest.mark.parametrize("path", ["/", "/m", "/o", "/nothing", *STATIC, "/x", "/t", "/l"])
def test_another_site_and_another_port_get_nothing_whatever_they_ask_for(running, site, mode, path):
    for dest in ("document", "empty", STATIC.get(path, "iframe")):
        fetch = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        assert running.ask("GET", path, fetch).status == 403
        sent = running.ask("POST", path, fetch, {"token": running.token})
        assert sent.status == (405 if path in STATIC else 403)


@pytest.mark.parametrize("mode", ["cors", "no-cors", "same-origin", "websocket", None])
@pytest.mark.parametrize("dest", ["document", "empty", "iframe", "frame", "object", "embed", None])
@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_a_page_is_only_shown_in_a_window_of_its_own(running, mode, dest, site):
    fetch = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert running.ask("GET", "/m", fetch).status == 403


@pytest.mark.parametrize("dest", ["iframe", "frame", "object", "embed"])
def test_no_frame_shows_a_page(running, dest):
    assert running.ask("GET", "/m", {**FROM_US, "Sec-Fetch-Dest": dest}).status == 403


@pytest.mark.parametrize(("path", "dest"), STATIC.items())
def test_our_files_are_only_given_to_our_pages_and_for_their_purpose(running, path, dest):
    assert running.ask("GET", path, NAVIGATION).status == 403
    assert running.ask("GET", path, FROM_US).status == 403
    assert running.ask("GET", path, of_static(dest, site="none")).status == 403
    assert running.ask("GET", path, of_static(dest, mode="cors")).status == 403
    assert running.ask("GET", path, of_static("worker")).status == 403
    assert running.ask("POST", path, FROM_US, {"token": running.token}).status == 405


@pytest.mark.parametrize(
    "origin",
    [
        EVIL,
        "http://localhost:{port}",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "file://",
        "",
        None,
    ],
)
@pytest.mark.parametrize("path", ["/m", "/l", "/x", "/o"])
def test_a_form_of_another_origin_is_refused(running, origin, path):
    value = origin and origin.format(port=running.port)
    answer = running.ask("POST", path, {**FROM_US, "Origin": value}, {"token": running.token})
    assert answer.status == 403
    assert running.get("/m").status == 200  # neither locked nor gone


def test_a_form_that_names_our_origin_gets_in(running):
    ours = {**BEACON, "Origin": f"http://127.0.0.1:{running.port}"}
    assert running.ask("POST", "/t", ours, {"token": running.token}).status == 204


def test_a_page_request_that_names_another_origin_is_refused(running):
    assert running.ask("GET", "/m", {**FROM_US, "Origin": EVIL}).status == 403
    assert running.ask("GET", "/m", {**FROM_US, "Origin": "null"}).status == 403


def test_a_form_typed_into_the_address_bar_is_refused(running):
    assert running.ask("POST", "/m", NAVIGATION, {"token": running.token}).status == 403


@pytest.mark.parametrize("name", ["Sec-Purpose", "Purpose"])
def test_a_page_fetched_ahead_on_a_guess_is_refused(running, name):
    assert running.ask("GET", "/m", {**NAVIGATION, name: "prefetch"}).status == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "same-origin\r\nSec-Fetch-Site: none"}, {"Origin": "null\r\nOrigin: null"}],
)
def test_a_header_said_twice_counts_as_not_said(running, headers):
    answer = running.ask("POST", "/m", {**FROM_US, **headers}, {"token": running.token})
    assert answer.status == 403


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "HELLO"]
)
def test_another_method_is_refused(running, method):
    answer = running.ask(method, "/m", FROM_US)
    assert answer.status == 405
    assert answer.header("allow") == ["GET, HEAD, POST"]


def test_a_form_without_a_length_or_too_long_is_refused_before_it_is_read(running):
    fields = {"token": running.token}
    lengthless = {**FROM_US, "Content-Length": None}
    assert running.ask("POST", "/m", lengthless, fields).status == 411
    for length in (2**20 + 1, 2**63, 10**40):
        told = {**FROM_US, "Content-Length": str(length)}
        assert running.ask("POST", "/m", told, fields).status in (400, 413)
    chunked = {**FROM_US, "Content-Length": None, "Transfer-Encoding": "chunked"}
    assert running.ask("POST", "/m", chunked, fields).status == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "application/octet-stream"])
def test_what_is_no_form_is_refused(running, kind):
    told = {**FROM_US, "Content-Type": kind}
    assert running.ask("POST", "/m", told, {"token": running.token}).status == 415


@pytest.mark.parametrize("path", ["/m", "/l", "/x", "/t", "/o", "/nothing"])
def test_a_form_without_its_token_changes_nothing(running, path):
    real = running.token
    for token in (
        "",
        "0" * 36,
        real[:-1] + ("0" if real[-1] != "0" else "1"),
        real.upper(),
        real * 2,
    ):
        fetch = BEACON if path == "/t" else FROM_US
        assert running.ask("POST", path, fetch, {"token": token}).status == 403
    assert running.get("/m").status == 200


@pytest.mark.parametrize(
    "path",
    ["/static/app.css", "/a.css/", "/../a.css", "/%2e%2e/a.css", "/a.css/../../record", "/..",
     "/.", "/a.css%00", "/etc/passwd", "//etc/passwd", "/static", "/templates/base.html.j2",
     "/exit.js", "/app.css", "/a.js.map", "/favicon.ico", "/robots.txt", "/.git/config"],
)  # fmt: skip
def test_no_folder_is_reached_by_an_address(running, path):
    for fetch in (NAVIGATION, of_static("style"), of_static("script")):
        answer = running.ask("GET", path, fetch)
        assert answer.status in (400, 403, 404)
        assert ":root" not in answer.body


def test_without_the_cookies_nothing_is_shown_but_a_closed_door(running):
    for path in ("/", "/m", "/d", "/m", "/o", "/nothing", "/o?t=" + "a" * 32):
        answer = running.ask("GET", path, cookies={"other": "1"})
        assert answer.status == 403
        assert "This page is closed" in answer.body
    wrong = {f"v{running.port}": "x" * 32, f"s{running.port}": "x" * 32}
    assert running.ask("GET", "/m", cookies=wrong).status == 403


def test_a_browser_that_did_not_give_the_passphrase_sees_the_locked_page(running):
    visitor = {name: value for name, value in running.cookies.items() if name[0] == "v"}
    for path in ("/", "/m", "/nothing"):
        answer = running.ask("GET", path, cookies=visitor)
        assert answer.status == 200
        assert 'name="passphrase"' in answer.body
    assert running.ask("POST", "/m", FROM_US, {"token": running.token}, cookies=visitor).header(
        "location"
    ) == ["/"]


def test_a_cookie_planted_by_a_program_on_another_port_does_not_lock_the_person_out(running):
    name = f"s{running.port}"
    planted = {**running.cookies, name: f"planted; {name}={running.cookies[name]}"}
    assert "data-lock" in running.ask("GET", "/m", cookies=planted).body
