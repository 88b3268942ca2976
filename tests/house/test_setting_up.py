"""`make` and its scripts: what they list, and what they say when something is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def bare(root, tmp_path) -> Path:
    """A folder with the scripts only, as nobody has set it up yet."""
    shutil.copytree(root / "tools", tmp_path / "tools")
    return tmp_path


def run(script: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin"} | settings
    return subprocess.run([script], env=env, capture_output=True, text=True, timeout=60)


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_make_alone_lists_what_there_is(root):
    # Without what an outer `make test` hands down: it would make this one say more.
    result = subprocess.run(
        ["make"],
        cwd=root,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    targets = [line.split()[1] for line in result.stdout.splitlines()]
    assert targets == ["help", "setup", "run", "test", "docs", "science", "bench", "clean"]


def test_ci_runs_make_test(root, tmp_path):
    program(tmp_path / "make", 'echo "$PWD" "$@"')
    result = run(root / ".ci" / "run", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert result.stdout == f"{root} test\n"


def test_a_python_that_is_too_old_is_refused(bare):
    old = program(bare / "old", "exit 1")
    result = run(bare / "tools" / "setup.sh", PYTHON=str(old))
    assert result.returncode == 2
    assert result.stderr.startswith("Python 3.11 or later was not found (looked for: ")
    assert result.stderr.count("\n") == 1
    assert not (bare / ".venv").exists()


def test_a_broken_environment_is_named_and_left_alone(bare):
    program(bare / ".venv" / "bin" / "python", "exit 127")
    result = run(bare / "tools" / "setup.sh", PYTHON=str(program(bare / "new", "exit 0")))
    assert result.returncode == 2
    assert "rm -rf .venv" in result.stderr
    assert (bare / ".venv" / "bin" / "python").exists()


def test_a_python_without_venv_and_pip_says_what_to_install(bare):
    python = program(bare / "new", 'case "$1$2" in -c*) exit 0;; --version) ;; *) exit 1;; esac')
    result = run(bare / "tools" / "setup.sh", PYTHON=str(python))
    assert result.returncode == 2
    assert "apt-get install python3-venv" in result.stderr
    assert not (bare / ".venv").exists()


def test_without_its_programs_one_who_is_not_root_gets_the_line_to_run(bare):
    tools = bare / "bin"
    program(tools / "id", "echo 1000")
    (tools / "env").symlink_to("/usr/bin/env")
    (tools / "bash").symlink_to("/bin/bash")
    result = run(bare / "tools" / "debian.sh", PATH=str(tools))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "apt-get install -y --no-install-recommends chromium strace\n" in result.stderr


def test_with_both_programs_nothing_is_installed(bare):
    for name in ("chromium", "strace"):
        program(bare / "bin" / name, "exit 0")
    result = run(bare / "tools" / "debian.sh", PATH=f"{bare / 'bin'}:/usr/bin:/bin")
    assert (result.returncode, result.stdout) == (0, "")
