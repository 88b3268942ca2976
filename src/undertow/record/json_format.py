"""A diary as JSON: the same entries as the CSV, one object each.

    {"version": 1, "simulated": false, "entries": [
      {"time": "2025-04-03T21:30", "kind": "harm", "value": 7, "detail": "insult", "note": ""}
    ]}

`value`, `detail` and `note` may be left out or null; `simulated` may be left out.
"""

from __future__ import annotations

import json
from datetime import date

from undertow.record.cells import check_note, check_value, read_detail, read_kind, unknown
from undertow.record.diary import Diary, Entry
from undertow.record.json_items import Items, read_items
from undertow.record.moment import read_moment, refuse_future, write_moment
from undertow.record.problem import Problem

VERSION = 1
FIELDS = ("time", "kind", "value", "detail", "note")
_SHAPE = 'Expected {"version": 1, "simulated": false, "entries": [...]}.'


def read_json(text: str, name: str, today: date) -> tuple[list[Entry], bool]:
    """Reads a diary.

    Args:
        text: the whole file.
        name: its name, for messages.
        today: entries that begin later than the day after are refused.

    Returns:
        The entries in the order written, and whether the diary says that it is simulated.

    Raises:
        Problem: the first thing wrong, with its line and field.
    """
    items = read_items(text, name, "entries")
    simulated = _check_top(items, name)
    entries = [_entry(line, item, name, today) for line, item in items.listed]
    if not entries:
        raise Problem("there are no entries in the list.", file=name)
    return entries, simulated


def write_json(diary: Diary) -> str:
    """The text that `read_json` turns back into the same diary, line numbers apart."""
    head = f'{{"version": {VERSION}, "simulated": {json.dumps(diary.simulated)}, "entries": ['
    rows = [
        json.dumps(
            {
                "time": write_moment(entry),
                "kind": entry.kind,
                "value": entry.value,
                "detail": entry.detail,
                "note": entry.note,
            },
            ensure_ascii=False,
        )
        for entry in diary.entries
    ]
    return head + "\n" + ",\n".join(rows) + "\n]}\n"


def _check_top(items: Items, name: str) -> bool:
    """Checks what stands around the entries; returns `simulated`."""
    for key in items.others:
        if key not in ("version", "simulated"):
            known = ("version", "simulated", "entries")
            raise Problem(f"{unknown(key, known, 'field')} {_SHAPE}", file=name)
    version = items.others.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise Problem(
            f"the version is missing or not {VERSION}, the only one known here. {_SHAPE}",
            file=name,
            column="version",
        )
    simulated = items.others.get("simulated", False)
    if not isinstance(simulated, bool):
        raise Problem("write true or false.", file=name, column="simulated")
    return simulated


def _entry(line: int, item: object, name: str, today: date) -> Entry:
    """One object of the list as an entry; what is wrong with it gets its place."""
    if not isinstance(item, dict):
        raise Problem(
            f"each entry is an object with the fields {', '.join(FIELDS)}.", file=name, line=line
        )
    column: str | None = None
    try:
        for field in item:
            if field not in FIELDS:
                raise Problem(f"{unknown(field, FIELDS, 'field')} Fields are {', '.join(FIELDS)}.")
        column = "time"
        moment = read_moment(_text(item, "time"))
        refuse_future(moment, today)
        column = "kind"
        kind = read_kind(_text(item, "kind"))
        column = "value"
        value = _value(item.get("value"), kind)
        column = "detail"
        detail = read_detail(_text(item, "detail"), kind)
        column = "note"
        note = check_note(_text(item, "note"))
    except Problem as problem:
        raise problem.at(name, line, column) from None
    return moment.entry(kind, value, detail, note, line)


def _text(item: dict[str, object], field: str) -> str:
    """A field that holds text; left out or null is empty."""
    value = item.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Problem("write a text between quotation marks.")
    return value


def _value(value: object, kind: str) -> float | None:
    """A field that holds a number, or null."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Problem("write a number without quotation marks, or null.")
    try:
        return check_value(float(value), kind)
    except OverflowError:
        raise Problem("the number is far too large. Values go from 0 to 10.") from None
