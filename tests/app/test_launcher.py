"""The entry in the menu of programs: neutral, quoted, and it starts the program."""

import configparser
import os
import shlex
import subprocess
import sys

import pytest

from undertow.app import launcher

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such files")


@pytest.fixture
def entry(tmp_path):
    """The entry as the command makes it."""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "undertow", "open", "--install-launcher"]
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    file = tmp_path / "applications" / "undertow.desktop"
    assert done.stdout.strip() == str(file)
    read = configparser.RawConfigParser()
    read.optionxform = str
    read.read(file, encoding="utf-8")
    return read["Desktop Entry"]


def test_the_entry_has_a_neutral_name_and_an_icon(entry, tmp_path):
    assert entry["Name"] == "Notes"
    icon = tmp_path / "icons" / "hicolor" / "scalable" / "apps" / f"{entry['Icon']}.svg"
    assert icon.read_text().startswith("<svg")
    assert "Comment" not in entry
    assert "Keywords" not in entry


def test_the_entry_starts_the_program(entry):
    command = shlex.split(entry["Exec"])
    assert command[-1] == "open"
    done = subprocess.run([*command, "--help"], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0
    assert "Open your record" in done.stdout


@pytest.mark.parametrize("folder", ["a b", 'a"b', "a$b", "a`b", "a%fb", "ä"])
def test_an_odd_folder_is_quoted(folder, monkeypatch):
    monkeypatch.setattr(launcher.sys, "executable", f"/opt/{folder}/python")
    # The entry's own escape is undone first, then the one between the quotes, as the standard says.
    command = launcher._command().replace("\\\\", "\\").replace("%%", "%")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True
    )
    assert words.stdout.splitlines()[0] == f"/opt/{folder}/python"
