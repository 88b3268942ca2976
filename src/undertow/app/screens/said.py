"""What was just done, said on the screen that one is sent on to: a short code in the address."""

from __future__ import annotations

from undertow.app.asking import Ask


def said(ask: Ask, table: str) -> str:
    """The sentence for the code in the address, empty for none or an unknown one.

    Args:
        ask: its query may hold `s`.
        table: where the sentences stand, such as `app.today.said`.
    """
    code = value(ask, "s")
    key = f"{table}.{code}"
    return ask.words.say(key) if code.isalpha() and key in ask.words else ""


def value(ask: Ask, name: str) -> str:
    """The first value of a field of the address; empty if not given."""
    values = ask.query.get(name, ())
    return values[0].strip() if values else ""


def whole(text: str, default: int, most: int) -> int:
    """A whole number from `-most` to `most` out of an address or a form, else `default`."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return default
    number = int(text)
    return number if -most <= number <= most else default
