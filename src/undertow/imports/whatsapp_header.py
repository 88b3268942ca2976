"""The start of a WhatsApp message: date, time, and who it is from, in the shapes phones write.

    31/12/2023, 21:41 - Name: body            Android
    [31.12.23, 9:41:07 PM] Name: body         iOS
    [21:41, 31/12/2023] Name: body            copied from a browser
    2023년 12월 31일 오후 9:41, Name : body     Korean

with any of three separators, orders, kinds of space and digits, and invisible marks between.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from undertow.imports.half_days import HALF_DAY, SPACES, hour_of_day

MARKS = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Invisible marks of direction and order, which exports put nearly anywhere."""

LONGEST_HEADER = 120
"""Characters; none that a phone writes is longer than about 40."""
LOOKED_AT = LONGEST_HEADER + 200
"""Characters of a line that a header is looked for in; Korean ones are told by what follows."""

# Possessive: a hostile line of marks would otherwise be split in every possible way.
_M = f"[{MARKS}]*+"
_S = f"[{SPACES}]"
_GAP = f"[{SPACES}{MARKS}]*+"
_JOIN = r"(?:à|às|at|a las|klo|kl\.?|um|alle|lúc|om|ob|в|o|στις)"


class Shape(NamedTuple):
    """What is the same in every header of one file.

    Attributes:
        bracket: whether date and time stand in brackets.
        time_first: whether the time comes before the date.
        separator: between the numbers of a date; the sign for "year" in Chinese or Korean.
        year: `4` or `2` digits, and whether first, as in `first4`.
        seconds: whether there are seconds.
        half_day: whether the clock has twelve hours.
        clock: the sign between hour and minute.
    """

    bracket: bool
    time_first: bool
    separator: str
    year: str
    seconds: bool
    half_day: bool
    clock: str


class Stamp(NamedTuple):
    """Date and time of a header as written.

    Attributes:
        parts: the three numbers of the date.
        clock: hour, minute, second, half of the day, each as written or None.
        end: where the header ends and the sender starts.
        shape: its shape.
        text: everything from the start of the date to the end of the time.
    """

    parts: tuple[str, str, str]
    clock: tuple[str, str, str | None, str | None]
    end: int
    shape: Shape
    text: str


def _date(part: str) -> str:
    numbers = (
        rf"(?P<a{part}>\d{{1,4}}){_M}(?P<s{part}>[/.\-]){_GAP}(?P<b{part}>\d{{1,2}}){_M}"
        rf"(?P=s{part}){_GAP}(?P<c{part}>\d{{1,4}}){_M}(?:\.(?!\d))?(?:{_S}?\u0433\.?)?"
    )
    signs = (
        rf"(?P<d{part}>\d{{2,4}})(?P<y{part}>[年년]){_GAP}(?P<e{part}>\d{{1,2}})[月월]{_GAP}"
        rf"(?P<f{part}>\d{{1,2}})[日일]"
    )
    return f"(?:{numbers}|{signs})"


def _time(part: str) -> str:
    return (
        rf"(?:(?P<g{part}>{HALF_DAY}){_GAP})?(?P<h{part}>\d{{1,2}})(?P<k{part}>[:.h\u066b])"
        rf"(?P<m{part}>\d{{2}})(?:[:.](?P<n{part}>\d{{2}}))?{_M}"
        rf"(?:{_GAP}(?P<p{part}>{HALF_DAY}))?(?:{_S}?(?:Uhr|ч\.?|น\.))?{_M}"
    )


_BETWEEN = rf"(?:[,،、]|{_S}){_GAP}(?:{_JOIN}{_S}{_GAP})?"
_DASH = rf"{_S}?{_M}[-\u2013\u2014]{_S}"
_HEADER = re.compile(
    rf"{_M}(?:"
    rf"(?P<open>\[){_M}(?:{_date('1')}{_BETWEEN}{_time('1')}|{_time('2')}{_BETWEEN}{_date('2')})"
    rf"{_GAP}\]{_GAP}"
    rf"|{_date('3')}{_BETWEEN}{_time('3')}(?:{_DASH}|(?P<comma>,{_S}(?=[^\n]* :{_S}))))",
    re.IGNORECASE,
)


def read_stamp(line: str) -> Stamp | None:
    """The header that a line starts with, or None.

    Args:
        line: with or without its end.
    """
    found = _HEADER.match(line, 0, LOOKED_AT)
    if found is None or found.end() > LONGEST_HEADER:
        return None
    group = found.groupdict()
    part = "3" if group["open"] is None else "1" if group["h1"] else "2"
    if group[f"a{part}"]:
        parts = (group[f"a{part}"], group[f"b{part}"], group[f"c{part}"])
        separator = group[f"s{part}"]
    else:
        parts = (group[f"d{part}"], group[f"e{part}"], group[f"f{part}"])
        separator = group[f"y{part}"]
    half = group[f"g{part}"] or group[f"p{part}"]
    clock = (group[f"h{part}"], group[f"m{part}"], group[f"n{part}"], half)
    year = "first4" if len(parts[0]) > 2 else "last4" if len(parts[2]) > 2 else "2"
    shape = Shape(
        group["open"] is not None,
        part == "2",
        separator,
        year,
        clock[2] is not None,
        half is not None,
        group[f"k{part}"],
    )
    first = part == "2"
    start = (
        found.start(f"h{part}")
        if first
        else found.start(f"a{part}" if group[f"a{part}"] else f"d{part}")
    )
    return Stamp(parts, clock, found.end(), shape, line[start : found.end()])


@lru_cache(maxsize=16)
def compact(shape: Shape) -> re.Pattern[str]:
    """A quick expression for the headers of one shape alone.

    Returns:
        Groups: first, second and third number of the date; half of the day before the hour; hour;
        minute; second; half of the day after it. For `time_first` the clock's come first.
    """
    a, c = {"last4": ("{1,2}", "{4}"), "first4": ("{4}", "{1,2}"), "2": ("{1,2}", "{1,2}")}[
        shape.year
    ]
    if shape.separator in "年년":
        day = rf"(\d{{2,4}})[年년]{_GAP}(\d{{1,2}})[月월]{_GAP}(\d{{1,2}})[日일]"
    else:
        sign = re.escape(shape.separator)
        day = (
            rf"(\d{a}){_M}{sign}{_GAP}(\d{{1,2}}){_M}{sign}{_GAP}(\d{c}){_M}(?:\.(?!\d))?"
            rf"(?:{_S}?\u0433\.?)?"
        )
    before = rf"(?:({HALF_DAY}){_GAP})?" if shape.half_day else "()"
    after = rf"(?:{_GAP}({HALF_DAY}))?" if shape.half_day else "()"
    second = r"[:.](\d{2})" if shape.seconds else "()"
    clock = (
        rf"{before}(\d{{1,2}}){re.escape(shape.clock)}(\d{{2}}){second}{_M}{after}"
        rf"(?:{_S}?(?:Uhr|ч\.?|น\.))?{_M}"
    )
    if shape.bracket:
        inside = f"{clock}{_BETWEEN}{day}" if shape.time_first else f"{day}{_BETWEEN}{clock}"
        return re.compile(rf"{_M}\[{_M}{inside}{_GAP}\]{_GAP}", re.IGNORECASE)
    return re.compile(
        rf"{_M}{day}{_BETWEEN}{clock}(?:{_DASH}|,{_S}(?=[^\n]* :{_S}))", re.IGNORECASE
    )


def may_start(line: str) -> bool:
    """Whether a line could start with a header: a quick look before a slow one."""
    start = line[:1] if line[:1] not in MARKS else line.lstrip(MARKS)[:1]
    return start == "[" or start.isdigit()


@lru_cache(maxsize=4096)
def read_clock(clock: tuple[str, str, str | None, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute and second, or None if no clock shows them."""
    hour, minute, second, half = clock
    try:
        whole = hour_of_day(int(hour), half)
    except ValueError:
        return None
    minutes, seconds = int(minute), int(second or 0)
    return (whole, minutes, seconds) if minutes < 60 and seconds < 60 else None
