"""What one cell or field of a diary may say: kind, value, detail, note."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence

from undertow.record.kinds import DETAILS, EVENTS, LARGEST, RATINGS, SMALLEST
from undertow.record.problem import Problem

LONGEST_NOTE = 100_000
"""Characters; a longer cell is most likely a quotation mark that was never closed."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{1,20}([_-][^\W\d_]{1,20})?")


def read_kind(text: str) -> str:
    """The kind of an entry; capitals and surrounding space do not matter.

    Raises:
        Problem: missing or unknown.
    """
    kind = text.strip().casefold()
    if kind in _KINDS:
        return kind
    if not kind:
        raise Problem(f"the kind is missing. {_KINDS_HELP}", column="kind")
    raise Problem(f"{unknown(text, _KINDS, 'kind')} {_KINDS_HELP}", column="kind")


def read_value(text: str, kind: str) -> float | None:
    """A value from text, None where blank.

    Raises:
        Problem: not a number, not finite, or outside the scale.
    """
    text = text.strip()
    return check_value(read_number(text), kind) if text else None


def read_number(text: str) -> float:
    """A finite number with a decimal point.

    Raises:
        Problem: anything else.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        raise Problem(f"{text} is not a value. Leave the cell empty when it is not known.")
    if _NUMBER.fullmatch(text.replace(",", ".", 1)):
        raise Problem(f"write {printable_number(text)} with a point, not a comma.")
    raise Problem("this is not a number. Write a number, or leave the cell empty.")


def printable_number(text: str) -> str:
    """A number's text with a decimal point, short enough for a message."""
    return text.replace(",", ".", 1)[:20]


def check_value(value: float, kind: str) -> float:
    """The value itself, if it lies on the scale.

    Raises:
        Problem: it does not, or it is not finite.
    """
    if SMALLEST <= value <= LARGEST:
        return value + 0.0  # -0 becomes 0
    if not math.isfinite(value):
        raise Problem(f"{value} is not a value. Leave it empty when it is not known.")
    scale = "Ratings" if kind in RATINGS else "Strengths"
    raise Problem(
        f"{value:.6g} is outside {SMALLEST:g} to {LARGEST:g}. "
        f"{scale} go from {SMALLEST:g} (none) to {LARGEST:g} (most)."
    )


def read_detail(text: str, kind: str) -> str | None:
    """The detail of an entry, None where blank.

    Raises:
        Problem: unknown, or of a kind that takes no detail.
    """
    detail = text.strip().casefold()
    if not detail:
        return None
    known = DETAILS.get(kind)
    if known is None:
        raise Problem(
            f"{kind} takes no detail; only harm and relief do. Leave it empty, or use the note.",
            column="detail",
        )
    if detail not in known:
        choices = ", ".join(known)
        raise Problem(
            f"{unknown(text, known, 'detail')} Details of {kind} are {choices}.", column="detail"
        )
    return detail


def check_note(note: str) -> str:
    """The note itself, byte for byte, if it can be kept so.

    Raises:
        Problem: endless, or holding what no text file can hold.
    """
    if len(note) > LONGEST_NOTE:
        raise Problem(
            f"the note is longer than {LONGEST_NOTE:,} characters. Shorten it, or look for a "
            "quotation mark that is never closed.",
            column="note",
        )
    if "\0" in note or any("\ud800" <= letter <= "\udfff" for letter in note):
        raise Problem("the note holds a character that is no text. Remove it.", column="note")
    return note


def unknown(word: str, known: Sequence[str], what: str) -> str:
    """Says that a word is not known and which one may be meant.

    The word is repeated only if it looks like a name: it may be a sentence in the wrong place.
    """
    word = word.strip()
    if not _WORD.fullmatch(word):
        return f"this is not a known {what}."
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return f"{word} is not a known {what}." + (f" Did you mean {near[0]}?" if near else "")


_KINDS = EVENTS + RATINGS
_KINDS_HELP = f"Events are {', '.join(EVENTS)}; ratings are {', '.join(RATINGS)}."
