"""Telegram, Meta and SMS Backup & Restore: events, instants, and what is refused."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from chats import events, pieces

from undertow.imports import NotUnderstood, meta, of_bytes, sms, telegram
from undertow.imports.meta import mended
from undertow.record import Problem

INSTANT = 1709586300
"""2024-03-04 at 21:05 in UTC."""


def telegram_chat(*messages, **fields):
    whole = {"name": "Alex", "type": "personal_chat", "id": 1, **fields, "messages": messages}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def telegram_message(**fields):
    message = {"id": 1, "type": "message", "date": "2024-03-04T22:05:00", "from": "Alex"}
    return {**message, "text": "hi", **fields}


def test_telegram_tells_the_zone_where_it_tells_the_instant():
    one, other = events(
        telegram_chat(telegram_message(date_unixtime=str(INSTANT)), telegram_message()), "telegram"
    )
    assert one.time == other.time == datetime(2024, 3, 4, 22, 5)
    assert (one.zone_known, one.offset) == (True, 60)
    assert (other.zone_known, other.offset) == (False, None)


@pytest.mark.parametrize(
    ("fields", "kind", "body"),
    [
        ({"text": ["a ", {"type": "bold", "text": "b"}, " c"]}, "message", "a b c"),
        ({"text": "new", "edited": "2024-03-04T22:06:00"}, "edited", "new"),
        ({"text": "", "photo": "photos/1.jpg"}, "media", ""),
        ({"text": "", "poll": {"question": "?"}}, "poll", ""),
        ({"text": "", "location_information": {"latitude": 1}}, "location", ""),
        ({"type": "service", "actor": "Alex", "action": "phone_call", "text": ""}, "call", ""),
        (
            {
                "type": "service",
                "actor": "Alex",
                "action": "phone_call",
                "discard_reason": "missed",
            },
            "missed_call",
            "hi",
        ),
        ({"type": "service", "actor": "Alex", "action": "pin_message"}, "system", "hi"),
    ],
)
def test_telegram_events_are_typed(fields, kind, body):
    (event,) = events(telegram_chat(telegram_message(**fields)), "telegram")
    assert (event.kind, event.body, event.sender) == (kind, body, "Alex")


def test_telegram_lines_and_what_is_not_understood():
    found = pieces(telegram_chat(telegram_message(), 7, {"id": 2}, telegram_message()), "telegram")
    strange = [piece for piece in found if isinstance(piece, NotUnderstood) and piece.counts]
    assert [piece.line for piece in strange] == [13, 14]
    assert [piece.line for piece in found if not isinstance(piece, NotUnderstood)] == [6, 17]


def test_an_export_of_all_chats_is_refused():
    text = json.dumps({"about": "x", "chats": {"list": []}})
    with pytest.raises(Problem, match="all chats"):
        list(telegram.events(of_bytes(text.encode(), "result.json")))


@pytest.mark.parametrize("text", ["Zo\u00c3\u00ab", "\u00f0\u009f\u0098\u008a caf\u00c3\u00a9"])
def test_meta_s_letters_are_mended(text):
    assert mended(text).encode("utf-8") == text.encode("latin-1")


@pytest.mark.parametrize("text", ["plain", "café", "Zoë 😊", "\u00c3", "naïve Ã©té"])
def test_letters_that_are_right_are_left_alone(text):
    assert mended(text) == text


def test_meta_s_messages_come_newest_first_and_strangers_are_suspect():
    message = {"sender_name": "Zo\u00c3\u00ab", "timestamp_ms": INSTANT * 1000 + 500}
    people = [{"name": "Zo\u00c3\u00ab"}, {"name": "Sam"}]
    whole = {
        "participants": people,
        "messages": [
            message | {"content": "caf\u00c3\u00a9"},
            message | {"sender_name": "Sam", "timestamp_ms": INSTANT * 1000 - 1, "photos": [{}]},
            message | {"sender_name": "Eve", "timestamp_ms": 0, "content": "x"},
            message | {"timestamp_ms": 0, "call_duration": 0},
            message | {"timestamp_ms": 0, "content": "", "is_unsent": True},
            message | {"timestamp_ms": 0, "content": "Reacted \u00e2\u009d\u00a4 to your message "},
        ],
    }
    found = events(json.dumps(whole), "meta")
    assert found[0][:5] == (datetime(2024, 3, 4, 21, 5), True, "Zoë", "message", "café")
    assert [event.kind for event in found] == [
        "message",
        "media",
        "message",
        "missed_call",
        "deleted",
        "reaction",
    ]
    assert [event.suspect for event in found] == [False, False, True, False, False, False]


def test_newer_meta_files_are_read_too():
    message = {"senderName": "Zoë", "text": "café", "timestamp": INSTANT * 1000, "type": "text"}
    (event,) = events(json.dumps({"participants": ["Zoë"], "messages": [message]}), "meta")
    assert (event.sender, event.body, event.suspect) == ("Zoë", "café", False)


def test_instants_are_told_on_the_persons_own_wall():
    message = {"sender_name": "A", "timestamp_ms": INSTANT * 1000, "content": "x"}
    source = of_bytes(json.dumps({"messages": [message]}).encode(), "message_1.json")
    found = [
        e for e in meta.events(source, ZoneInfo("Asia/Kolkata")) if not isinstance(e, NotUnderstood)
    ]
    assert found[0].time == datetime(2024, 3, 5, 2, 35)
    assert found[0].offset == 330


BACKUP = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<!--made by an app-->
<smses count="3">
  <sms address="+1" date="1709586300000" type="1" body="hi &#10;&#55357;&#56842; &lt;b&gt; é" contact_name="Alex" />
  <sms address="+1" date="1709586400000" type="2" body="half &#55357; of one" contact_name="Alex" />
  <mms date="1709586500000" msg_box="1" address="+1" contact_name="Alex"><parts>
    <part ct="application/smil" text="x"/><part ct="text/plain" text="look"/><part ct="image/jpeg" data="AAAA"/>
  </parts></mms>
  <sms address="+2" date="1709586600000" type="1" body="x" contact_name="(Unknown)" />
  <sms address="+1" date="soon" type="1" body="no time" contact_name="Alex" />
  <call number="+1" duration="0" date="1709586700000" type="3" contact_name="Alex" />
</smses>
"""  # noqa: E501 (as the app writes them)


def test_a_backup_of_texts_is_read():
    found = events(BACKUP, "sms")
    assert [event.sender for event in found] == ["Alex", "me", "Alex", "+2", "Alex"]
    assert [event.kind for event in found] == ["message"] * 4 + ["missed_call"]
    assert [event.body for event in found][:3] == ["hi \n😊 <b> é", "half \ufffd of one", "look"]
    assert found[0].time == datetime(2024, 3, 4, 21, 5)
    assert [event.line for event in found] == [4, 5, 6, 9, 11]
    strange = [p for p in pieces(BACKUP, "sms") if isinstance(p, NotUnderstood) and p.counts]
    assert [piece.line for piece in strange] == [10]


def test_one_conversation_can_be_taken_from_a_backup():
    people = set()
    source = of_bytes(BACKUP.encode(), "sms.xml")
    found = list(sms.events(source, None, "+2", people))
    assert [p.body for p in found if not isinstance(p, NotUnderstood)] == ["x"]
    assert people == {"Alex", "+2"}


def test_halves_of_a_letter_are_joined_wherever_the_file_is_cut(monkeypatch):
    monkeypatch.setattr("undertow.imports.source._PIECE", 7)
    assert events(BACKUP, "sms")[0].body == "hi \n😊 <b> é"


@pytest.mark.parametrize("size", [7, 64, 100, 4096])
def test_a_long_run_of_such_letters_is_kept_whole(size, monkeypatch):
    monkeypatch.setattr("undertow.imports.source._PIECE", size)
    text = f'<smses><sms date="1" type="1" body="x{"&#55357;&#56842;" * 300}"/></smses>'
    (event,) = events(text, "sms")
    assert event.body == "x" + "\U0001f60a" * 300


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE smses>",
        '<!DOCTYPE smses [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE smses SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_document_types_and_entities_are_refused(declared):
    text = f'<?xml version="1.0"?>\n{declared}\n<smses><sms date="1" body="&b;"/></smses>'
    with pytest.raises(Problem, match="line 2: the file declares"):
        list(sms.events(of_bytes(text.encode(), "sms.xml")))


@pytest.mark.parametrize(
    ("read", "content", "words"),
    [
        (sms.events, b"<smses><sms date='1'", "not XML from here on"),
        (sms.events, b"<a>" * 1000, "too large"),
        (sms.events, b"<a b='" + b"x" * 3 * 1024**2, "too large"),
        (sms.events, b"<a b='" + b"&#55357;" * 140_000, "too large"),
        (telegram.events, b'{"messages": [{"id": 1', "not JSON from here on"),
        (telegram.events, b'{"messages": ' + b"[" * 100_000, "another shape"),
        (telegram.events, b'{"a": ' + b"9" * 5000 + b', "messages": []}', "not JSON"),
        (telegram.events, b'{"a": NaN, "messages": []}', "not JSON"),
        (telegram.events, b'{"messages": [] } x', "not JSON"),
        (telegram.events, b'{"messages": ["\xff"]}', "not UTF-8"),
        (telegram.events, b'{"a": "' + b"x" * 9_000_000, "not JSON"),
        (meta.events, b"[]", "not JSON"),
    ],
)
def test_damaged_and_hostile_files_are_refused_in_one_line(read, content, words, monkeypatch):
    monkeypatch.setattr(sms, "LONGEST_ELEMENT", 2 * 1024**2)
    with pytest.raises(Problem, match=words) as told:
        list(read(of_bytes(content, "chat")))
    assert str(told.value).isprintable()
