"""The closer reading: made aside, heard of, kept, and ended when the record changes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from asked import Room

from undertow.app import closer as closer_module
from undertow.app.closer import Closer, told
from undertow.app.closer_process import closer_reading, taken
from undertow.app.screens import pattern
from undertow.app.told import told as parts_of
from undertow.inference.lives import Fitted
from undertow.record import Diary, Entry, load

EXAMPLE = Path(__file__).parents[2] / "examples" / "eight-months.csv"
DIARY = Diary((Entry(20000.0, 20001.0, "harm", 5.0, "insult", "my own words", 3, "day", 60),))


def wait_for(true, seconds=20.0):
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def play(tmp_path, monkeypatch):
    """Makes the process do what a script says instead; returns a `Closer` to ask."""
    made = Closer()

    def with_script(script):
        (tmp_path / "played.py").write_text("import os, sys, time\n" + script)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(closer_module, "MODULE", "played")
        return made

    yield with_script
    made.close()


HALF = "print('0.500', flush=True)\n"
READS = "sys.stdin.buffer.readline()\n"
TELLS = "print('done 4', flush=True); print('told', end='', flush=True)\n"
STAYS = "time.sleep(60)\n"


def test_progress_is_told_while_it_lasts(play):
    closer = play(READS + HALF + STAYS)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: closer.share("a 1") == 0.5)
    assert closer.result("a 1") is None
    assert closer.share("b 1") is None


def test_the_result_is_there_once_it_is_done(play):
    closer = play(READS + HALF + TELLS)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: closer.result("a 1") == b"told")
    assert closer.share("a 1") is None
    assert closer.result("b 1") is None


def test_asking_twice_starts_one_process(play, tmp_path):
    closer = play(READS + f"open({str(tmp_path / 'starts')!r}, 'a').write('x')\n" + TELLS)
    closer.start("a 1", DIARY)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: closer.result("a 1") is not None)
    closer.start("a 1", DIARY)
    assert (tmp_path / "starts").read_text() == "x"


@pytest.mark.parametrize(
    "script",
    ["raise SystemExit(1)\n", READS + "print('done 40', flush=True)\n", READS + "print('?')\n"],
    ids=["fails", "cut short", "speaks otherwise"],
)
def test_what_fails_gives_no_result_and_is_not_tried_again(play, script):
    closer = play(script)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: closer.share("a 1") is None)
    assert closer.result("a 1") is None
    closer.start("a 1", DIARY)
    assert closer.share("a 1") is None


def test_a_change_of_the_record_ends_it(play, tmp_path):
    closer = play(READS + f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n" + STAYS)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    number = int((tmp_path / "pid").read_text())
    closer.forget_unless_at("a")
    assert closer.share("a 1") is not None
    closer.forget_unless_at("b")
    assert closer.share("a 1") is None
    assert wait_for(lambda: gone(number))


def test_closing_ends_it_for_good(play, tmp_path):
    closer = play(READS + f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n" + STAYS)
    closer.start("a 1", DIARY)
    assert wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    closer.close()
    assert wait_for(lambda: gone(int((tmp_path / "pid").read_text())))
    closer.start("b 1", DIARY)
    assert closer.share("b 1") is None


def gone(number):
    """Whether a process has ended and been fetched."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_process_ends_with_the_one_that_asked():
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", closer_module.MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(told(load(EXAMPLE).diary))
    process.stdin.close()
    assert process.wait(30) != 0


def test_own_words_stay_where_they_are():
    line = told(DIARY)
    assert b"my own words" not in line
    (entry,) = taken(line).entries
    (whole,) = DIARY.entries
    assert entry.content[:6] == whole.content[:6]
    assert entry.precision == "day"


def test_a_closer_reading_tells_the_same_parts(tmp_path, monkeypatch):
    # The fit itself takes a minute of compiling, and has its own tests.
    fitted = lambda lives, *_, **__: Fitted(lives, "laplace", {})  # noqa: E731
    monkeypatch.setattr("undertow.inference.fit.fitting.fit", fitted)
    with (tmp_path / "out").open("w+b") as out:
        found = parts_of(closer_reading(load(EXAMPLE).diary, out))
        out.seek(0)
        shares = [float(line) for line in out]
    assert found.parts["pull"]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


class Aside:
    """Stands in for a `Closer`: says what it is told to."""

    def __init__(self):
        self.asked = []
        self.there = None

    def start(self, mark, diary):
        self.asked.append((mark, diary))

    def share(self, mark):
        return 0.404

    def result(self, mark):
        return self.there


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "notes")
    made.closer = Aside()
    days = [20300.0 + day for day in range(40)]
    made.vault.add_entries([Entry(d, d + 1, "harm", precision="day") for d in days], 20400.0)
    yield made
    made.vault.close()


def test_the_first_reading_is_shown_with_how_far_the_closer_one_is(room):
    assert "40 of 100 parts are done" in room.text("/p")
    ((mark, diary),) = room.closer.asked
    assert mark.startswith(room.vault.fingerprint() + " ")
    assert len(diary.entries) == 40


def test_the_closer_reading_takes_its_place_and_is_kept(room):
    before = room.text("/p")
    first = room.vault.cached(pattern.KEPT, room.closer.asked[0][0])
    room.closer.there = first.replace(b"What is in the record", b"What a closer look shows")
    assert "parts are done" not in room.text("/p")
    room.closer.there = None
    after = room.text("/p")
    assert "parts are done" not in after
    assert before != after
    assert len(room.closer.asked) == 1


def test_an_entry_more_asks_anew(room):
    room.text("/p")
    room.vault.add_entries([Entry(20350.0, 20351.0, "warmth", precision="day")], 20400.0)
    room.text("/p")
    assert len({mark for mark, _ in room.closer.asked}) == 2
