"""The words of a message, as the proposals count them."""

from __future__ import annotations

import re

LONGEST_TEXT = 2000
"""Characters looked at; the comments that the weights were learned from are shorter."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[!?]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|[!?]+")
"""What `_TOKEN` finds in plain English letters, found sooner."""
_SHORTENED = re.compile(r"(.)\1{2,}")


def tokens(text: str) -> list[str]:
    """Words, runs of `!` and `?`, and emoji, in small letters, in order."""
    text = text[:LONGEST_TEXT].lower()
    if "\u2019" in text:
        text = text.replace("\u2019", "'")
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def shortened(token: str) -> str:
    """A token with letters said more than twice said twice: "sooo" and "soooo" are one word."""
    return _SHORTENED.sub(r"\1\1", token)
