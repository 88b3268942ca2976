"""How a run ends: the line a person sees and the status another program sees."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from undertow.commands.endings import status_of
from undertow.record.problem import Problem

UNDERTOW = str(Path(sys.executable).with_name("undertow"))


def raising(error: BaseException):
    def run() -> None:
        raise error

    return run


def undertow(*words: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run([UNDERTOW, *words], capture_output=True, text=True, timeout=60, **more)


def test_a_run_that_ends_well_says_nothing(capsys):
    assert status_of(lambda: None) == 0
    assert capsys.readouterr().err == ""


def test_a_problem_is_its_own_line_and_status_2(capsys):
    problem = Problem("12 is outside 0 to 10.", file="diary.csv", line=14, column="value")
    assert status_of(raising(problem)) == 2
    assert capsys.readouterr().err == "diary.csv, line 14, column value: 12 is outside 0 to 10.\n"


def test_a_message_stays_one_line_and_cannot_steer_the_terminal(capsys):
    assert status_of(raising(Problem("one\ntwo \x1b[2J\u202e"))) == 2
    assert capsys.readouterr().err == "one two ?[2J?\n"


def test_ctrl_c_is_a_short_line_and_status_130(capsys):
    assert status_of(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "Stopped. No file was left half-written.\n"


def test_a_fault_of_ours_gives_away_nothing_of_the_record(capsys):
    def run() -> None:
        {}["he said he would change"]

    assert status_of(run) == 1
    line = capsys.readouterr().err
    assert line.startswith("undertow itself failed (KeyError at commands/endings.py line ")
    assert "he said" not in line
    assert line.count("\n") == 1


def test_a_fault_can_be_looked_into(capsys, monkeypatch):
    monkeypatch.setenv("UNDERTOW_DEBUG", "1")
    assert status_of(raising(KeyError("which"))) == 1
    assert "Traceback" in capsys.readouterr().err


def test_too_little_memory_is_not_called_a_fault(capsys):
    assert status_of(raising(MemoryError())) == 2
    assert "too little memory" in capsys.readouterr().err


def test_what_the_system_refuses_is_told_with_its_file():
    # In a process of its own, as this ending gives up standard output.
    program = (
        "import sys; from undertow.commands.endings import status_of\n"
        f"def run(): raise OSError({errno.ENOSPC}, {os.strerror(errno.ENOSPC)!r}, 'page.html')\n"
        "sys.exit(status_of(run))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 2
    assert result.stderr.startswith("page.html: No space left on device.")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["reed"], "reed"),
        (["read"], "DIARY"),
        (["read", "diary.csv", "--sed", "1"], "--sed"),
        (["read", "diary.csv", "--seed", "one"], "one"),
        (["read", "diary.csv", "second.csv"], "second.csv"),
    ],
)
def test_a_wrong_command_is_one_plain_line_and_status_2(words, names):
    result = undertow(*words)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert names in result.stderr
    assert result.stderr.isascii()


def test_the_version_is_told():
    assert undertow("--version").stdout == "0.1.0\n"
    assert undertow("--version").returncode == 0


def test_help_has_no_colour_and_80_columns_in_a_pipe():
    result = undertow("read", "--help", env={"NO_COLOR": "1", "PATH": os.environ["PATH"]})
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_full_disk_behind_standard_output_is_one_line():
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [UNDERTOW, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "No space left" in result.stderr


def test_a_reader_who_goes_away_is_no_trouble():
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run(
        [UNDERTOW, "--help"], stdout=write, stderr=subprocess.PIPE, text=True, timeout=60
    )
    os.close(write)
    assert result.returncode == 1
    assert result.stderr == ""


def test_closed_output_is_no_trouble():
    result = subprocess.run(["sh", "-c", f"'{UNDERTOW}' --help >&-"], capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_terminal_without_the_letter_gets_a_question_mark():
    program = (
        "from undertow.commands.endings import status_of\n"
        "raise SystemExit(status_of(lambda: print('caf\u00e9')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "caf?\n", "")


def test_ctrl_c_from_a_keyboard_ends_a_long_run():
    program = (
        "import sys, time; from undertow.commands.endings import status_of\n"
        "def run():\n    print('begun', flush=True)\n    time.sleep(60)\n"
        "sys.exit(status_of(run))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error == "Stopped. No file was left half-written.\n"
