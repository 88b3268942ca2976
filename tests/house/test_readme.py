"""What the README shows is what happens: every block in it is run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def blocks(root) -> list[tuple[str, str]]:
    """Language and text of each fenced block."""
    return BLOCK.findall((root / "README.md").read_text())


@pytest.fixture
def desk(tmp_path, blocks) -> Path:
    """A folder as the README leaves a person: the diary written, the program in .venv."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    [diary] = [text for language, text in blocks if language == "csv"]
    (tmp_path / "diary.csv").write_text(diary)
    return tmp_path


def commands(blocks: list[tuple[str, str]]) -> list[list[str]]:
    lines = [line for language, text in blocks if language == "sh" for line in text.splitlines()]
    return [shlex.split(line, comments=True) for line in lines]


def test_every_command_is_make_or_undertow(blocks):
    programs = [words[0] for words in commands(blocks)]
    assert set(programs) == {"make", ".venv/bin/undertow"}


def test_each_make_target_exists(root, blocks):
    for words in commands(blocks):
        if words[0] == "make":
            subprocess.run([*words, "--dry-run"], cwd=root, check=True, capture_output=True)


def test_the_diary_shown_can_be_read_as_shown(desk, blocks):
    written = set()
    for words in commands(blocks):
        if words[0] == "make":
            continue
        if "open" in words:  # goes on until it is left; tests/app and tests/browser run it
            words = [*words, "--help"]
        result = subprocess.run(words, cwd=desk, capture_output=True, text=True, timeout=120)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout
        written |= {word for word in words if word.endswith((".html", ".json"))}
    assert written
    assert all((desk / name).stat().st_size > 0 for name in written)


def test_each_link_leads_somewhere(root):
    links = re.findall(r"\]\(([^)#]+)\)", (root / "README.md").read_text())
    assert links
    assert [link for link in links if not (root / link).exists()] == []


@pytest.mark.parametrize(
    "said",
    ["not a diagnosis", "not evidence for a court", "not a risk score", "1-800-799-7233"],
)
def test_what_it_is_not_and_who_can_help_is_said(root, said):
    assert said in (root / "README.md").read_text()
