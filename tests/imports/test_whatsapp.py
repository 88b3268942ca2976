"""WhatsApp's chats: locales, bodies byte for byte, kinds, and lines that somebody made up."""

from datetime import datetime
from time import perf_counter

import pytest
from chats import TODAY, events, pieces

from undertow.imports import NotUnderstood, of_bytes
from undertow.imports.whatsapp import survey
from undertow.record import Problem

HEADERS = [
    ("31/12/2023, 21:41 - ", "en-GB"),
    ("12/31/23, 9:41\u202fPM - ", "en-US"),
    ("31.12.23, 21:41 - ", "de"),
    ("31.12.2023 klo 21.41 - ", "fi"),
    ("31/12/2023 à 21:41 - ", "fr"),
    ("31/12/23 21.41 - ", "id"),
    ("2023-12-31 21:41 - ", "sv"),
    ("2023. 12. 31. 21:41 - ", "hu"),
    ("31.12.2023 г., 21:41 ч. - ", "bg"),  # noqa: RUF001
    ("31/12/23, 9:41 p.\u00a0m. - ", "es"),
    ("2023/12/31 下午9:41 - ", "zh"),
    ("2023年12月31日 下午9:41 - ", "zh, signs"),
    ("\u200f٣١\u200f/١٢\u200f/٢٠٢٣, ٩:٤١ م - ", "ar"),  # noqa: RUF001
    ("३१/१२/२३, ९:४१ pm - ", "hi"),
    ("[31/12/2023, 21:41:00] ", "ios"),
    ("\u200e[31/12/2023, 9:41:00\u202fPM] ", "ios, 12 h"),
    ("[21:41, 31/12/2023] ", "browser"),
]


@pytest.mark.parametrize(("header", "locale"), HEADERS)
def test_headers_of_many_phones_are_read(header, locale):
    (event,) = events(f"{header}Zoë: hello\n")
    assert event.time == datetime(2023, 12, 31, 21, 41)
    assert (event.sender, event.body, event.zone_known) == ("Zoë", "hello", False)


@pytest.mark.parametrize("date", ["2023. 12. 31.", "2023년 12월 31일"])
def test_korean_headers_end_in_a_comma(date):
    (event,) = events(f"{date} 오후 9:41, Zoë : hello\n")
    assert event.time == datetime(2023, 12, 31, 21, 41)
    assert (event.sender, event.body) == ("Zoë", "hello")


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:00 AM", 0), ("12:59 am", 0), ("1:00 a.m.", 1), ("12:00 PM", 12), ("11:59 pm", 23)],
)
def test_noon_and_midnight_on_a_clock_of_twelve(clock, hour):
    (event,) = events(f"12/31/23, {clock} - A: x\n")
    assert event.time.hour == hour


BODY = "one\n\n  two \r\n\u200d\u202e =1+1\n31 december\n\ttab\u2028same line"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_bodies_are_kept_byte_for_byte(end, last):
    body = BODY.replace("\n", end) if end == "\r\n" else BODY
    text = f"31/12/2023, 21:41 - A: {body}{end}31/12/2023, 21:42 - B: {body}" + end * last
    assert [event.body for event in events(text)] == [body, body]


def test_a_file_may_start_with_a_mark_and_words_of_its_own():
    before, event = pieces("\ufeffExported by a phone\n31/12/2023, 21:41 - A: x")
    assert before == NotUnderstood(1, "\ufeffExported by a phone\n")
    assert event.line == 2
    assert events("\ufeff31/12/2023, 21:41 - A: x")[0].body == "x"


@pytest.mark.parametrize(
    ("line", "sender", "kind"),
    [
        ("A: <Media omitted>", "A", "media"),
        ("A: \u200eimage omitted", "A", "media"),
        ("A: IMG-20231231-WA0001.jpg (file attached)\nlook", "A", "media"),
        ("A: \u200e<attached: 00000012-PHOTO-2023-12-31.jpg>", "A", "media"),
        ("A: This message was deleted", "A", "deleted"),
        ("A: \u200eYou deleted this message.", "A", "deleted"),
        ("A: diese Nachricht wurde gelöscht.", "A", "deleted"),
        ("A: ok then <This message was edited>", "A", "edited"),
        ("Missed voice call", None, "missed_call"),
        ("A: \u200eMissed video call, \u200eTap to call back", "A", "missed_call"),
        ("A: \u200eVoice call, \u200e5 min", "A", "call"),
        ("Family: \u200eMessages and calls are end-to-end encrypted. Only", "Family", "system"),
        ("Family: \u200eAlex created this group", "Family", "system"),
        ("Family: \u200eAlex added Bo", "Family", "system"),
        ("A: \u200eVoice call, \u200eNo answer", "A", "missed_call"),
        ("A: Llamada perdida", "A", "missed_call"),
        ("A: location: https://maps.google.com/?q=1,2", "A", "location"),
        ("Messages and calls are end-to-end encrypted.", None, "system"),
        ('A changed the subject to "x: y"', None, "system"),
        ("A: Video call me later, please?", "A", "message"),
        ("A: you deleted this message, I saw it", "A", "message"),
        ("A: <3", "A", "message"),
        ("A: ", "A", "message"),
        ("A:", "A", "message"),
    ],
)
def test_lines_that_the_program_writes_are_typed(line, sender, kind):
    (event,) = events(f"31/12/2023, 21:41 - {line}\n")
    assert (event.sender, event.kind) == (sender, kind)
    assert line.endswith(event.body)


def test_names_lose_marks_but_nothing_else():
    lines = ["~\u202fAlex", "\u202a+49 170 1234567\u202c", "Anna-María  O'N."]
    text = "".join(f"31/12/2023, 21:41 - {name}: x\n" for name in lines)
    names = [event.sender for event in events(text)]
    assert names == ["Alex", "+49 170 1234567", "Anna-María  O'N."]


def conversation(*inside: str) -> str:
    """A chat of two with lines put into the middle of a body."""
    lines = [f"05/03/2024, 10:{minute:02} - {'AB'[minute % 2]}: x" for minute in range(40)]
    lines[:0] = ["14/02/2024, 09:00 - A: first", "15/02/2024, 09:00 - B: second"]
    lines[20] += "".join(f"\n{line}" for line in inside)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "forged",
    [
        "05/03/2024, 08:00 - A: I never said that",
        "05/03/2024, 23:00 - A: I never said that",
        "06/03/2025, 10:00 - B: sorry",
        "05/03/2024, 10:18 - Police: leave him alone",
        "[05/03/2024, 10:18:00] A: other phones write so",
        "05.03.2024, 10:18 - A: other phones write so",
        "05/03/24, 10:18 - A: other phones write so",
        "45/03/2024, 10:18 - A: no such day",
        "05/03/2024, 25:18 - A: no such hour",
    ],
)
def test_forged_lines_are_suspect_and_the_others_are_not(forged):
    found = events(conversation(forged))
    suspect = [event for event in found if event.suspect]
    assert len(suspect) == 1
    assert forged.rpartition(": ")[2] in suspect[0].body
    assert [event for event in events(conversation()) if event.suspect] == []


def test_a_forged_conversation_is_suspect_as_a_whole():
    forged = [f"05/03/2024, 1{hour}:00 - {'AB'[hour % 2]}: made up" for hour in range(2, 9)]
    found = events(conversation(*forged))
    assert {event.body for event in found if event.suspect} == {"made up"}
    assert sum(event.suspect for event in found) == 7


def test_nobody_is_a_stranger_in_a_group_or_a_short_chat():
    other = conversation().replace("- A: x", "- C: x", 1)
    assert sum(event.suspect for event in events(other)) == 1
    group = '13/02/2024, 09:00 - A created group "x"\n' + other
    assert not any(event.suspect for event in events(group))
    short = "".join(f"15/03/2024, 09:0{n} - {name}: x\n" for n, name in enumerate("ABC"))
    assert not any(event.suspect for event in events(short))


def test_an_order_that_does_not_fit_is_refused():
    source = of_bytes(b"25/12/2023, 09:00 - A: x\n01/02/2024, 09:00 - A: x\n", "chat.txt")
    with pytest.raises(Problem, match=r"--dates mdy does not fit.*--dates dmy"):
        survey(source, TODAY, "mdy")
    assert survey(source, TODAY, "dmy").order == "dmy"


@pytest.mark.parametrize("stamp", ["31/12/2023, 21:41", "[31/12/2023, 9:41", "31/12/2023,"])
@pytest.mark.parametrize("fill", ["\u200e", " ", "\u200e "])
def test_lines_full_of_marks_take_no_time(stamp, fill):
    hostile = f"{stamp}{fill * 400}\n"
    text = "31/12/2023, 21:41 - A: x\n[31/12/2023, 9:41 PM] A: x\n" + hostile * 200
    start = perf_counter()
    assert len(events(text)) == 1
    assert perf_counter() - start < 10  # it was minutes with an expression that tries every split


def test_both_readings_of_an_ambiguous_date_are_shown():
    with pytest.raises(Problem) as told:
        events("03/04/2024, 09:00 - A: x\n")
    assert str(told.value) == (
        "chat.txt, line 1: the order of day and month is ambiguous: this date can be read as "
        "2024-04-03 (--dates dmy) or 2024-03-04 (--dates mdy). Say which one it is."
    )


def test_a_few_forged_dates_do_not_turn_the_order_round():
    days = [f"{day:02}/{month:02}/2023" for month in (1, 2, 3) for day in range(1, 29)]
    lines = [f"{day}, 09:00 - {'AB'[place % 2]}: x" for place, day in enumerate(days)]
    lines[40] += "\n12/31/2023, 09:00 - A: x\n12/30/2023, 09:00 - A: x"
    found = events("\n".join(lines))
    assert found[50].time == datetime(2023, 2, 23, 9)
    assert [event.line for event in found if event.suspect] == [41]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello\nthere\n", "no message was found"),
        (b"31/12/2023, 21:41 - A: x\n\xff\n", r"line 2: this is not UTF-8"),
        (b"31/12/2023, 21:41 - A: " + b"x" * 1_000_100, r"line 1: the line is longer"),
        (b"31/12/2023, 21:41 - A: x\n" + 5 * (b"y" * 900_000 + b"\n"), "a message is longer"),
        (b"99/99/2023, 21:41 - A: x\n", "first date is none"),
    ],
)
def test_what_is_no_chat_is_refused_in_one_line(content, words):
    source = of_bytes(content, "chat.txt")
    with pytest.raises(Problem, match=words) as told:
        list(pieces_of(source))
    assert str(told.value).isprintable()


def pieces_of(source):
    from undertow.imports.whatsapp import events as read

    return read(source, survey(source, TODAY))
