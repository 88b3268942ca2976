"""Words and numbers to look for in all that a program leaves, and the search for them."""

from __future__ import annotations

import struct
from pathlib import Path

from written import PASSPHRASE

WORD = "zqvermilionheron"
NUMBER = 7.123_456_789_012_5
LONG_NUMBER = 8_675_309_271_828

CANARIES = {
    "word": WORD.encode(),
    "word in UTF-16": WORD.encode("utf-16-le"),
    "word in UTF-16, big end first": WORD.encode("utf-16-be"),
    "passphrase": PASSPHRASE.encode(),
    "number as text": b"7.1234567",
    "number as bytes": struct.pack("<d", NUMBER),
    "number as bytes, big end first": struct.pack(">d", NUMBER),
    "long number as text": str(LONG_NUMBER).encode(),
    "long number as bytes": struct.pack(">q", LONG_NUMBER)[2:],
}


def found_in(content: bytes) -> list[str]:
    """Which of the canaries can be read."""
    return [name for name, canary in CANARIES.items() if canary in content]


def found_below(folder: Path) -> dict[str, list[str]]:
    """The same for every file in a folder, and for the files' names."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file():
            seen = found_in(file.read_bytes()) + found_in(str(file).encode())
            if seen:
                found[str(file)] = seen
    return found
