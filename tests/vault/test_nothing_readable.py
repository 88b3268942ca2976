"""What was written is nowhere to be read: not in the file, beside it, in temp, logs or crashes.

The words and numbers to look for are put into every kind of thing a record keeps. A process of
its own keeps them, with every folder it could write to ours to search, and is searched while it
works: its open files too, for those that were unlinked as soon as they were made.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from canaries import LONG_NUMBER, NUMBER, WORD, found_below, found_in
from written import PASSPHRASE


def open_files(process: int) -> dict[str, bytes]:
    """What the open files of a process hold on disk, unlinked ones too."""
    held = {}
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            target = os.readlink(descriptor)
            if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
                held[target] = descriptor.read_bytes()
        except OSError:
            continue  # closed in the meantime
    return held


WORK = """
import os, resource, sys
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # as a system that keeps images of crashes
sys.path.insert(0, {tests!r})
from dataclasses import replace
from pathlib import Path
from canaries import LONG_NUMBER, NUMBER, WORD, found_in
from test_nothing_readable import open_files
from written import PASSPHRASE, an_entry
from undertow.vault import cipher, keys
from undertow.vault.keeping import restore
from undertow.vault.vault import Vault
keys.COST = keys.Cost(1, 64, 1)
path = Path({path!r})
text = (WORD + " " + str(LONG_NUMBER) + " ") * 200
looks = 0

def look():
    "Called by the database itself, again and again while a statement runs."
    global looks
    looks += 1
    for name, content in open_files(os.getpid()).items():
        if not name.endswith((".py", ".pyc", ".so", ".toml")) and found_in(content):
            print("readable in", name, found_in(content), flush=True)
            os._exit(3)
    return 0

connect = cipher.connect
def watched(*arguments):
    connection = connect(*arguments)
    if {watch}:
        connection.set_progress_handler(look, 400)
    return connection
cipher.connect = watched
import undertow.vault.copies, undertow.vault.opening
undertow.vault.copies.connect = undertow.vault.opening.connect = watched

vault = Vault.create(path, PASSPHRASE)
entry = replace(an_entry(1), value=NUMBER, note=text)
for turn in range(2):
    vault.add_entries([replace(entry, earliest=18300.0 + n, latest=18300.0 + n)
                       for n in range(60)], float(LONG_NUMBER))
    vault.add_text("letter", text, NUMBER, about=WORD)
    vault.set(WORD, [text, NUMBER, LONG_NUMBER])
    vault.cache(WORD, WORD, text.encode() * 10)
# A sort and an index of everything: what a database puts into temporary files when it may.
vault._connection.execute("PRAGMA cache_size = 5")
vault._connection.execute(
    "SELECT count(*) FROM (SELECT DISTINCT a.note || b.id || a.id AS x FROM entry a, entry b"
    " WHERE b.id < 4 ORDER BY x)").fetchall()
vault._connection.execute("CREATE INDEX wide ON entry (note, value)")
vault.diary(), vault.entries(newest_first=True), vault.texts("letter")
vault.remove_entry(3)
vault.backup(path.with_name("copy"))
vault.change_passphrase(PASSPHRASE, PASSPHRASE + "!")
restore(path.with_name("copy"), path.with_name("restored"), PASSPHRASE)
{end}
"""

ENDS = {
    "closed": "vault.close()",
    "killed in a change": """
vault._connection.execute("PRAGMA cache_size = 1")
vault._connection.execute("BEGIN IMMEDIATE")
vault._connection.execute("UPDATE entry SET note = note || 'x'")
print("looks", looks, flush=True)
os.kill(os.getpid(), 9)
""",
    "crashed": """
print("looks", looks, flush=True)
import faulthandler
faulthandler.enable()
os.kill(os.getpid(), 11)
""",
    "failed": """
print("looks", looks, flush=True)
from undertow.commands.endings import status_of
def broken():
    vault.add_entries([entry], "no number " + text)
sys.exit(status_of(broken))
""",
    "refused": """
print("looks", looks, flush=True)
from undertow.commands.endings import status_of
sys.exit(status_of(lambda: vault.add_entries([replace(entry, kind=text)], 1.0)))
""",
}
STATUS = {"closed": 0, "killed in a change": -signal.SIGKILL, "crashed": -signal.SIGSEGV}
STATUS |= {"failed": 1, "refused": 2}


@pytest.mark.parametrize("end", ENDS)
def test_no_word_and_no_number_can_be_read_anywhere_however_the_program_ends(tmp_path, end):
    places = {name: tmp_path / name for name in ("data", "temp", "home", "here")}
    for place in places.values():
        place.mkdir()
    (places["data"] / "undertow").mkdir(mode=0o700)
    path = places["data"] / "undertow" / "record"
    tests = str(Path(__file__).parent)
    program = WORK.format(tests=tests, path=str(path), end=ENDS[end], watch=end == "closed")
    environment = {
        "HOME": str(places["home"]),
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "SQLITE_TMPDIR": str(places["temp"]),
        "TMPDIR": str(places["temp"]),
        "XDG_DATA_HOME": str(places["data"]),
    }
    result = subprocess.run(
        [sys.executable, "-c", f"{program}\nprint('looks', looks, flush=True)"],
        cwd=places["here"],
        env=environment,
        capture_output=True,
        timeout=120,
    )
    output = result.stdout + result.stderr
    assert result.returncode == STATUS[end], output.decode()
    assert found_in(output) == []
    assert end != "closed" or int(result.stdout.split()[1]) > 50
    assert found_below(tmp_path) == {}
    names = {file.name for file in path.parent.iterdir()}
    assert {"record", "copy", "restored"} <= names
    assert ("record-journal" in names) == (end == "killed in a change")
    for place in ("temp", "home", "here"):
        assert list(places[place].iterdir()) == []


def test_the_search_finds_what_an_unencrypted_database_leaves_in_file_journal_and_temp(tmp_path):
    seen: set[str] = set()

    def look() -> int:
        for name, content in open_files(os.getpid()).items():
            if found_in(content) and ("etilqs" in name or str(tmp_path) in name):
                seen.add("temp" if "etilqs" in name else Path(name).name)
        return 0

    connection = sqlite3.connect(tmp_path / "plain")
    connection.set_progress_handler(look, 2000)
    for setting in ("temp_store = FILE", "cache_size = 5"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE entry (note TEXT, value REAL, written INTEGER)")
    row = (f"{WORD} {NUMBER} {PASSPHRASE}" * 50, NUMBER, LONG_NUMBER)
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", [row] * 500)
    connection.commit()
    connection.execute("UPDATE entry SET value = 1")
    connection.execute("SELECT note || rowid AS x FROM entry ORDER BY x").fetchall()
    connection.commit()
    connection.close()
    assert {"plain", "temp"} <= seen
    (found,) = found_below(tmp_path).values()
    assert {"word", "passphrase", "number as text"} <= set(found)
