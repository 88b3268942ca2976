"""`undertow calibrate`: stopped and gone on with, the same set; refused in one line."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

UNDERTOW = str(Path(sys.executable).with_name("undertow"))
ROWS = ("A04", "A07", "A21", "B02")
SMALL = ("--members", "20", "--rounds", "1", "--steps", "0", "--seeds", "6")


def words(folder: Path, out: Path, workers: int = 2) -> list[str]:
    places = ["--folder", str(folder), "--out", str(out), "--workers", str(workers)]
    return [UNDERTOW, "calibrate", "--only-rows", *ROWS, *SMALL, *places]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


def stopped(command: list[str], folder: Path, how: signal.Signals) -> tuple[int, str]:
    """Begin, wait for what is measured first, and stop it."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        until = time.monotonic() + 120
        while not list(folder.rglob("*.json")) and it.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        it.send_signal(how)
        _, said = it.communicate(timeout=120)
        return it.returncode, said


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> str:
    """The set of a run that nobody stopped, in one process."""
    folder = tmp_path_factory.mktemp("whole")
    done = run(*words(folder / "kept", folder / "set.toml", workers=1))
    assert done.returncode == 0, done.stderr
    assert "claims: " in done.stdout
    return (folder / "set.toml").read_text()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_goes_on_to_the_same_set(tmp_path, whole, how):
    kept, out = tmp_path / "kept", tmp_path / "set.toml"
    status, said = stopped(words(kept, out), kept, how)
    if how == signal.SIGINT:
        assert status == 130
        assert said.splitlines()[-1] == "Stopped. The same command goes on from here."
        assert "Traceback" not in said
        assert not list(tmp_path.rglob("*.part"))
    assert not out.exists()
    measured = list(kept.rglob("*.json"))
    assert measured
    again = run(*words(kept, out))
    assert again.returncode == 0, again.stderr
    assert "Going on with what is in" in again.stderr
    assert out.read_text() == whole


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--only-rows", "E04"], "--only-rows: E04 is marked test: calibration never runs it."),
        (["--only-rows", "X1"], "there is no row 'X1'."),
        (["--members", "3"], "--members: give 20 or more"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_nothing(tmp_path, more, said):
    places = ["--folder", str(tmp_path / "kept"), "--out", str(tmp_path / "set.toml")]
    done = run(UNDERTOW, "calibrate", *more, *places)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_runs_with_another_set(tmp_path):
    mine = tmp_path / "mine.toml"
    assert run(UNDERTOW, "calibrate", "--complete", "--out", str(mine)).returncode == 0
    ledger = [UNDERTOW, "evidence", "--only", "A21", "--seeds", "6", "--workers", "1"]
    usual, same = run(*ledger), run(*ledger, "--parameters", str(mine))
    assert usual.stdout == same.stdout
    text = mine.read_text()
    head, table, rest = text.partition("[danger_separation]\n")
    mine.write_text(head + table + "value = 1.0\n" + rest.partition("\n")[2])
    other = run(*ledger, "--parameters", str(mine))
    assert "0 pass" in other.stdout
    mine.write_text(text.replace("[quench]", "[quensh]"))
    refused = run(*ledger, "--parameters", str(mine))
    assert refused.returncode == 2
    assert refused.stderr == "mine.toml: there is no parameter quensh. Take it out.\n"
