"""`undertow open`: it starts, or it says in one line why not."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from running import PASSPHRASE, UNDERTOW, Running

from undertow.vault.vault import Vault


def open_with(*options, **environment):
    return subprocess.run(
        [UNDERTOW, "open", *options],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        text=True,
        timeout=30,
    )


def is_refused(done, words):
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        options = ("--no-browser", "--vault", tmp_path / "record", "--port", str(port))
        is_refused(open_with(*options), f"Port {port} cannot be used")


def test_a_folder_in_place_of_a_file_is_told(tmp_path):
    is_refused(open_with("--no-browser", "--vault", tmp_path), "This is a folder, not a file")


@pytest.mark.parametrize("port", ["65536", "-1", "many"])
def test_a_port_that_is_none_is_told(port):
    done = open_with("--no-browser", f"--port={port}")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_chosen_port_is_used(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with Running(tmp_path / "record", "--port", str(port)) as running:
        assert running.port == port
        assert running.enter().status == 200


def test_a_record_that_is_open_elsewhere_is_told_and_loses_nothing(tmp_path):
    path = tmp_path / "record"
    with Vault.create(path, PASSPHRASE) as vault:
        is_refused(open_with("--no-browser", "--vault", path), "open in another window")
        vault.set("theme", "dark")
    with Vault.open(path, PASSPHRASE) as vault:
        assert vault.get("theme") == "dark"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_machine_without_a_screen_is_told(tmp_path):
    is_refused(open_with("--vault", tmp_path / "record"), "--no-browser")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the browser is found otherwise")
def test_the_browser_is_opened_at_the_address_that_works_once(tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/address\n')
    browser.chmod(0o700)
    process = subprocess.Popen(
        [UNDERTOW, "open", "--vault", tmp_path / "record"],
        env={**os.environ, "DISPLAY": ":9", "BROWSER": str(browser)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "address").exists() or not (tmp_path / "address").read_text():
        assert process.poll() is None
    assert (tmp_path / "address").read_text().startswith("http://127.0.0.1:")
    process.terminate()
    assert process.communicate(timeout=10) == ("", "")


def test_the_port_is_only_open_to_this_machine(tmp_path):
    with Running(tmp_path / "record") as running:
        for address in ("127.0.0.2", "::1"):
            with pytest.raises(OSError):  # noqa: PT011 (the system's words differ)
                socket.create_connection((address, running.port), timeout=2)
