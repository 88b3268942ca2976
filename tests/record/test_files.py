"""Files are written whole or not at all, and refusals are one plain line."""

import errno
import os
import stat
import subprocess
import sys

import pytest

from undertow.record.files import check_writable, write_text
from undertow.record.problem import Problem

BOTH = pytest.mark.parametrize("write", [check_writable, lambda path: write_text(path, "new")])


def test_a_file_is_written_for_its_owner_only(tmp_path):
    path = tmp_path / "reading.html"
    write_text(path, "what é")
    assert path.read_text(encoding="utf-8") == "what é"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["reading.html"]


def test_an_older_file_is_replaced(tmp_path):
    path = tmp_path / "reading.json"
    path.write_text("a longer text from before")
    write_text(path, "new")
    assert path.read_text() == "new"


def test_a_link_is_followed_and_kept(tmp_path):
    (tmp_path / "deep").mkdir()
    target, link = tmp_path / "deep" / "real", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_looking_whether_it_can_be_written_leaves_nothing(tmp_path):
    path = tmp_path / "reading.html"
    check_writable(path)
    assert os.listdir(tmp_path) == []
    path.write_text("old")
    check_writable(path)
    assert path.read_text() == "old"


@BOTH
def test_a_folder_is_refused(tmp_path, write):
    with pytest.raises(Problem, match="this is a folder"):
        write(tmp_path)


@BOTH
def test_a_missing_folder_is_refused(tmp_path, write):
    with pytest.raises(Problem, match="there is no folder away"):
        write(tmp_path / "away" / "reading.html")


@BOTH
def test_a_device_is_refused_and_kept(write):
    with pytest.raises(Problem, match="not an ordinary file"):
        write(os.devnull)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@BOTH
def test_a_name_that_cannot_be_is_refused(tmp_path, write):
    with pytest.raises(Problem, match="not a name for a file"):
        write("a\0b")
    with pytest.raises(Problem, match="name is too long"):
        write(tmp_path / ("x" * 300))


@BOTH
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_no_permission_is_one_plain_line(tmp_path, monkeypatch, write, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Problem) as raised:
        write(tmp_path / "reading.html")
    line = str(raised.value)
    assert line.startswith("reading.html: ")
    assert "Choose another folder." in line
    assert "\n" not in line


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, broken):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "reading.html"
    path.write_text("old")
    monkeypatch.setattr(os, broken, full)
    with pytest.raises(Problem, match="the disk is full"):
        write_text(path, "new")
    assert os.listdir(tmp_path) == ["reading.html"]
    assert path.read_text() == "old"


def test_an_interruption_leaves_nothing_half_written(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "reading.html", "new")
    assert os.listdir(tmp_path) == []


def test_a_real_limit_on_the_size_leaves_nothing_half_written(tmp_path):
    code = (
        "import resource, sys\n"
        "from undertow.record.problem import Problem\n"
        "from undertow.record.files import write_text\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_text(sys.argv[1], 'x' * 100_000)\n"
        "except Problem as problem: print(problem)\n"
    )
    path = tmp_path / "reading.html"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("reading.html: the file would be larger than allowed")
    assert os.listdir(tmp_path) == []
