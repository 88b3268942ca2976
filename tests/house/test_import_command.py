"""`undertow import` in whole: what it writes, what it says, and what it refuses in one line."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from undertow.commands.import_ import import_
from undertow.record import load
from undertow.record.problem import Problem

FIELDS = ["time", "zone_known", "sender", "kind", "body", "line", "suspect"]
CHAT = """\
30/12/23, 09:00 - Messages and calls are end-to-end encrypted.
30/12/23, 09:01 - Alex: thank you so much, love you
30/12/23, 09:02 - Sam: =HYPERLINK("http://127.0.0.1/","x")
31/12/23, 23:00 - Alex: you idiot, I hate you
31/12/23, 10:00 - Sam: made up
01/01/24, 08:00 - Sam: so sorry, please forgive me
02/01/24, 08:00 - Alex: <Media omitted>
02/01/24, 08:00 - Alex: two
lines
"""


@pytest.fixture
def chat(tmp_path) -> Path:
    path = tmp_path / "chat.txt"
    path.write_text(CHAT, encoding="utf-8")
    return path


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_a_chat_becomes_a_diary_and_json_lines(chat, capsys):
    out, messages = chat.with_name("diary.csv"), chat.with_name("messages.jsonl")
    import_(chat, out=out, messages=messages, me="Sam")
    told = lines(messages)
    assert all(list(line)[:7] == FIELDS for line in told)
    assert told[1] == {
        "time": "2023-12-30T09:01:00",
        "zone_known": False,
        "sender": "Alex",
        "kind": "message",
        "body": "thank you so much, love you",
        "line": 2,
        "suspect": False,
        "offset": None,
        "proposed": told[1]["proposed"],
    }
    assert told[-1]["body"] == "two\nlines"
    assert [line["line"] for line in told if line["suspect"]] == [5]
    kinds = {line["line"]: [p["kind"] for p in line["proposed"]] for line in told}
    assert kinds[2] == ["warmth"]
    assert kinds[4] == ["harm"]
    assert kinds[6] == []  # the person's own words
    entries = load(out).diary.entries
    assert {(entry.kind, entry.value) for entry in entries} == {("mood", None)}
    assert len(entries) == 4
    said = capsys.readouterr().out
    assert "day first" in said
    assert "Line: 5." in said
    assert [path.name for path in sorted(chat.parent.iterdir())] == [
        "chat.txt",
        "diary.csv",
        "messages.jsonl",
    ]


def test_the_diary_can_be_read(chat, undertow):
    assert undertow("import", "chat.txt", "--out", "diary.csv").returncode == 0
    read = undertow("read", "diary.csv", "--json", "reading.json")
    assert read.returncode == 0, read.stderr
    reading = json.loads((chat.parent / "reading.json").read_text())
    assert max(reading["contraction"]["pull"], reading["contraction"]["bond"]) < 0.3
    assert "The record says little about this." in read.stdout
    assert "no_events" in {warning["id"] for warning in reading["warnings"]}


def test_days_apart_are_contacts_and_only_those(chat):
    out = chat.with_name("diary.csv")
    import_(chat, out=out, apart=["2023-12-31..2024-01-01"])
    assert [entry.kind for entry in load(out).diary.entries] == [
        "mood",
        "contact",
        "contact",
        "mood",
    ]


@pytest.fixture
def undertow(tmp_path):
    """Runs the program in a folder of its own, where a chat lies."""
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    command = str(Path(sys.executable).with_name("undertow"))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_an_ambiguous_chat_ends_with_status_2_and_writes_nothing(undertow, tmp_path):
    (tmp_path / "week.txt").write_text("03/04/24, 09:00 - A: x\n04/04/24, 09:00 - A: x\n")
    words = ("import", "week.txt", "--out", "d.csv", "--messages", "m.jsonl")
    ended = undertow(*words)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    for part in ("ambiguous", "2024-04-03 (--dates dmy)", "2024-03-04 (--dates mdy)"):
        assert part in ended.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chat.txt", "week.txt"]
    assert undertow(*words, "--dates", "mdy").returncode == 0
    assert lines(tmp_path / "m.jsonl")[0]["time"] == "2024-03-04T09:00:00"


HOSTILE = [
    '<script>alert(1)</script><img src=x onerror="fetch(1)">',
    "\u202eevil\u202c \u2066x",
    "=cmd|' /C calc'!A0",
    "@SUM(1)\t+1",
    "\x1b[2J\x1b]0;title\x07",
    "a\0b\u2028c\x85d",
    "{{ 7*7 }} ${7*7} %s %n",
]


def test_a_hostile_chat_is_kept_and_nothing_of_it_acts(undertow, tmp_path):
    chat = "".join(
        f"2/1/2024, 08:{n:02} - \u202eBo\x1b[31m: {body}\n" for n, body in enumerate(HOSTILE)
    )
    (tmp_path / "chat.txt").write_text(chat + "2/20/2024, 08:00 - A: x\n", encoding="utf-8")
    ended = undertow("import", "chat.txt", "--out", "d.csv", "--messages", "m.jsonl")
    assert ended.returncode == 0
    assert [line["body"] for line in lines(tmp_path / "m.jsonl")][:-1] == HOSTILE
    assert (tmp_path / "m.jsonl").read_bytes().isascii()
    assert b"\x1b" not in (tmp_path / "m.jsonl").read_bytes()
    for text in (ended.stdout, (tmp_path / "d.csv").read_text()):
        assert all(letter.isprintable() or letter == "\n" for letter in text)
        assert not any(body in text for body in HOSTILE)
    with (tmp_path / "d.csv").open(newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row if cell]
    assert not any(cell[0] in "=+-@\t\r" for cell in cells)


@pytest.mark.parametrize(
    ("content", "words", "told"),
    [
        (b"", [], "empty"),
        (b"hello\n", [], "no chat, app export or diary that is known"),
        (b"PK\x03\x04junk", [], "the zip is damaged"),
        (b'{"chats": {"list": []}}', [], "all chats"),
        (CHAT.encode(), ["--me", "Nobody"], "nobody here is called so. There are: Alex, Sam"),
        (CHAT.encode(), ["--with", "Alex"], "--with chooses"),
        (CHAT.encode(), ["--apart", "yesterday"], "--apart yesterday: write days"),
        (CHAT.encode(), ["--zone", "Nowhere/Land"], "no such zone"),
        (CHAT.encode(), ["--dates", "mdy"], "--dates mdy does not fit"),
        (CHAT.encode(), ["--dates", "ydm"], "--dates"),
        (CHAT.encode(), ["--person", "Alex"], "--person is for tables"),
        (CHAT.encode(), ["--format", "sms"], "not XML"),
        (b"time,kind\n2025-03-01,harm\n", ["--messages", "m.jsonl"], "--messages is for chats"),
        (b"full_date,time,mood\n2025-03-01,x,tired\n", ["--mood", "tired"], "--mood tired: write"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_line(content, words, told, tmp_path, capsys):
    from undertow.cli import main

    (tmp_path / "file").write_bytes(content)
    words = [str(tmp_path / word) if word == "m.jsonl" else word for word in words]
    with pytest.raises(SystemExit) as end:
        main(["import", str(tmp_path / "file"), "--out", str(tmp_path / "d.csv"), *words])
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["chat.txt", "missing/d.csv", "."])
def test_an_output_that_cannot_be_written_is_refused_before_the_work(chat, name):
    with pytest.raises(Problem):
        import_(chat, out=chat.parent / name)
    assert chat.read_text(encoding="utf-8") == CHAT


def test_a_fault_half_way_leaves_what_was_there(chat, monkeypatch):
    out, messages = chat.with_name("d.csv"), chat.with_name("m.jsonl")
    out.write_text("old diary")
    messages.write_text("old messages")

    def stop(diary):
        raise KeyboardInterrupt

    monkeypatch.setattr("undertow.record.write_csv", stop)
    with pytest.raises(KeyboardInterrupt):
        import_(chat, out=out, messages=messages)
    assert (out.read_text(), messages.read_text()) == ("old diary", "old messages")
    assert len(list(chat.parent.iterdir())) == 3


def test_our_own_diary_goes_out_and_in_unchanged(tmp_path):
    path, again = tmp_path / "one.csv", tmp_path / "two.csv"
    path.write_text(
        "# Simulated\ntime,kind,value,detail,note\n2025,left,,,\n"
        '2025-04-03T21:30+02:00,harm,7,insult,"=1+1, ""x""\r\ny"\n2025-04,fear,,,\'=x\n'
    )
    import_(path, out=again)
    first, second = load(path).diary, load(again).diary
    assert [entry.content for entry in first.entries] == [entry.content for entry in second.entries]
    assert first.simulated
    assert second.simulated
    import_(again, out=path)
    assert path.read_text() == again.read_text()


def test_a_table_goes_through_its_map(tmp_path):
    (tmp_path / "map.toml").write_text(
        'time = "day"\n[ratings.craving]\ncolumn = "wish"\nrange = [0, 100]\n'
    )
    (tmp_path / "table.csv").write_text("day,wish\n2026-03-01,50\n2026-03-02,\n")
    import_(tmp_path / "table.csv", out=tmp_path / "d.csv", column_map=tmp_path / "map.toml")
    entries = load(tmp_path / "d.csv").diary.entries
    assert [(entry.kind, entry.value) for entry in entries] == [("craving", 5.0), ("craving", None)]


def test_moods_that_were_not_understood_are_listed_with_their_lines(tmp_path, capsys):
    rows = "".join(f"2025-03-{day:02},10:00,{mood}\n" for day, mood in ((1, "tired"), (2, "good")))
    (tmp_path / "app.csv").write_text("full_date,time,mood\n" + rows)
    import_(tmp_path / "app.csv", out=tmp_path / "d.csv")
    assert "Line 2: it is not known how good or bad this is: tired." in capsys.readouterr().out
    import_(tmp_path / "app.csv", out=tmp_path / "d.csv", mood=["tired=3"])
    assert [entry.value for entry in load(tmp_path / "d.csv").diary.entries] == [3.0, 7.5]


def test_an_import_asks_for_no_array(tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT)
    program = (
        "import sys\nfrom undertow.cli import main\n"
        "try: main(['import', 'chat.txt', '--out', 'd.csv', '--messages', 'm.jsonl'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'jax' not in sys.modules and 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True)
