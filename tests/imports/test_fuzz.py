"""Whatever bytes a file holds, every parser reads or refuses it: no crash, no hang, little memory.

By hypothesis; atheris has no wheel for this Python and is not part of the lock.
"""

import io
import json
import tracemalloc
import zipfile
from datetime import UTC

import pytest
from chats import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.imports import (
    CHATS,
    ChatEvent,
    bearable,
    daylio,
    detect,
    of_bytes,
    read_chat,
    to_line,
    unpacked,
)
from undertow.imports.chat import Asked
from undertow.record import Problem

ASKED = Asked(zone=UTC)
STAMPS = st.sampled_from(
    [
        "31/12/2023, 21:41 - A: ",
        "12/31/23, 9:41\u202fPM - B: ",
        "[1.2.23, 9:41:07] ~\u202fC: ",
        "\u200e[2023-12-31, 9:41:07 p.\u00a0m.] D:",
        "2023년 12월 31일 오후 9:41, E : ",
        "[21:41, 1/2/2023] F: ",
        "٣١\u200f/١٢/٢٠٢٣, ٩:٤١ م - ",
        "99/99/99, 99:99 - X: ",
    ]
)
ODD = ["<Media omitted>", "\u200eVoice call, 5 min", "=1+1"]
TEXTS = st.text(max_size=12) | st.sampled_from(ODD)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "", "\u2028", "\0"])
CHAT_TEXTS = st.lists(st.tuples(STAMPS | TEXTS, TEXTS, ENDS).map("".join), max_size=30).map("".join)

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TIMES = st.sampled_from(["2024-03-04T22:05:00", "x", "1709586300", 1709586300000, -1, 10**40])
FIELDS = st.sampled_from(
    [
        *(
            "date",
            "date_unixtime",
            "type",
            "from",
            "actor",
            "action",
            "text",
            "sender_name",
            "poll",
        ),
        *("senderName", "timestamp_ms", "timestamp", "content", "call_duration", "is_unsent"),
        *("photos", "participants", "edited", "name"),
    ]
)
WHOLE = st.sampled_from(
    [
        {"date": "2024-03-04T22:05:00", "type": "message", "from": "A", "text": "x"},
        {"timestamp_ms": 1709586300000, "sender_name": "A", "content": "x"},
    ]
)
VALUES = SCALARS | TIMES | st.lists(SCALARS, max_size=3)
MESSAGES = st.tuples(WHOLE | st.just({}), st.dictionaries(FIELDS, VALUES, max_size=5)).map(
    lambda parts: parts[0] | parts[1]
)
EXPORTS = st.fixed_dictionaries(
    {"messages": st.lists(MESSAGES | SCALARS, max_size=6)},
    optional={"name": SCALARS, "participants": st.lists(SCALARS | MESSAGES, max_size=3)},
).map(json.dumps)

NAMES = ("date", "type", "body", "address", "contact_name", "msg_box", "ct", "text", "duration")
ATTRIBUTES = st.dictionaries(
    st.sampled_from(NAMES),
    st.text(st.characters(exclude_characters='<&"'), max_size=8)
    | TIMES.map(str)
    | st.sampled_from(["&#55357;&#56842;", "&#55357;", "&#56842;&#55357;", "1", "2", "&bad;"]),
    max_size=6,
)
TAGS = st.sampled_from(["sms", "mms", "part", "call", "x"])
ELEMENTS = st.tuples(TAGS, ATTRIBUTES, st.booleans())


def xml(elements) -> str:
    parts = ["<?xml version='1.0'?><smses>"]
    for name, attributes, closed in elements:
        told = "".join(f' {key}="{value}"' for key, value in attributes.items())
        parts.append(f"<{name}{told}/>" if closed else f"<{name}{told}>")
    parts += [f"</{name}>" for name, _, closed in reversed(elements) if not closed]
    return "".join(parts) + "</smses>"


BACKUPS = st.lists(ELEMENTS, max_size=8).map(xml)
FILES = (
    st.binary(max_size=300)
    | (CHAT_TEXTS | EXPORTS | BACKUPS).map(lambda text: text.encode("utf-8", "replace"))
)  # fmt: skip


def read_or_refuse(content: bytes, format: str | None = None) -> bool:
    """Whether a file was read; fails on anything but events or a problem of one line."""
    read = []
    try:
        source = unpacked(of_bytes(content, "fuzz"))
        kind = detect(source) if format is None else format
        if kind in CHATS:
            read_chat(source, kind, TODAY, ASKED, read.append)
        elif kind == "daylio":
            daylio.read(content, "fuzz", TODAY)
        elif kind == "bearable":
            bearable.read(content, "fuzz", TODAY)
    except Problem as problem:
        assert str(problem).isprintable()  # noqa: PT017 (it need not be raised)
        return False
    for event in read:
        assert isinstance(event, ChatEvent)
        told = json.loads(to_line(event))
        assert told["body"] == event.body
        assert "\n" not in to_line(event)[:-1]
    return True


@settings(max_examples=150)
@given(FILES)
def test_any_file_is_read_or_refused(content):
    read_or_refuse(content)


@pytest.mark.parametrize(
    ("format", "files", "fewest"),
    [
        ("whatsapp", CHAT_TEXTS, 5),
        ("telegram", EXPORTS, 1),
        ("meta", EXPORTS, 1),
        ("sms", BACKUPS, 1),
        ("daylio", st.text("full_date,time mood\n\"2025-03-01:pm", max_size=60), 0),
        ("bearable", st.text("date formatted,category rating/amount\n2025-1", max_size=60), 0),
    ],
)  # fmt: skip
def test_every_parser_takes_whatever_it_is_given(format, files, fewest):
    outcomes = []

    @settings(max_examples=80)
    @given(files)
    def read(text):
        header = {
            "daylio": "full_date,time,mood\n",
            "bearable": "date formatted,category,rating/amount\n",
        }
        content = (header.get(format, "") + text).encode("utf-8", "replace")
        outcomes.append(read_or_refuse(content, format))

    read()
    assert sum(outcomes) >= fewest


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_zip_is_read_or_refused(data):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", "[31/12/2023, 21:41:00] A: hello\n" * 9)
    content = bytearray(held.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(content[: data.draw(st.integers(1, len(content)))]))


VALID = [
    b"31/12/2023, 21:41 - A: x\n31/12/2023, 21:42 - B: y\nz\n",
    b"[1.2.23, 9:41:07 PM] A: x\r\n",
    b'{"messages": [{"date": "2024-03-04T22:05:00", "type": "message", "from": "A", "text": "x"}]}',
    b'{"messages": [{"timestamp_ms": 1709586300000, "sender_name": "A", "content": "x"}]}',
    b'<smses><sms date="1709586300000" type="1" body="&#55357;&#56842;"/></smses>',
    b"full_date,time,mood,note\n2025-03-01,10:00,rad,x\n",
    b"date formatted,category,rating/amount,notes\n2025-03-01,Mood,5,x\n",
]
PIECES = st.sampled_from(
    [b'"', b"<", b"{", b"[", b"\n", b",", b"9" * 30, b"\xe2\x80\x8e", b"&#5", b""]
)


@settings(max_examples=300)
@given(st.sampled_from(VALID), st.lists(st.tuples(st.integers(0, 99), PIECES), max_size=4))
def test_damaged_copies_of_valid_files_are_read_or_refused(content, changes):
    for place, piece in changes:
        place = place * len(content) // 100
        content = content[:place] + piece + content[place + 1 :]
    read_or_refuse(content)


LONG = "word " * 1000
LARGE = {
    "whatsapp": ("", f"31/12/2023, 21:41 - A: {LONG}\n", "31/12/2023, 21:41 - A: x"),
    "telegram": (
        '{"messages": [',
        f'{{"date": "2024-03-04T22:05:00", "type": "message", "from": "A", "text": "{LONG}"}},\n',
        "1]}",
    ),
    "meta": (
        '{"messages": [',
        f'{{"timestamp_ms": 1709586300000, "sender_name": "A", "content": "{LONG}"}},\n',
        "1]}",
    ),
    "sms": ("<smses>", f'<sms date="1709586300000" type="1" body="{LONG}"/>\n', "</smses>"),
}


@pytest.mark.parametrize("format", CHATS)
def test_a_chat_is_never_in_memory_as_a_whole(format):
    before, line, after = LARGE[format]
    content = (before + line * 1200 + after).encode()
    source = of_bytes(content, "chat")
    tracemalloc.start()
    summary = read_chat(source, format, TODAY, ASKED)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert summary.days[0].total >= 1200
    assert used < len(content) / 1.5
