"""What is wrong with an input, where, and what to do: one line for a person."""

from __future__ import annotations

LONGEST_NAME = 80
"""Characters of a file name that a message repeats; a name may be hostile or endless."""


def printable(text: str, longest: int = LONGEST_NAME) -> str:
    """Text that cannot break the line or steer a terminal: unprintable characters become `?`."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= longest else shown[: longest - 3] + "..."


class Problem(Exception):  # noqa: N818 (it is the reader's problem, not our error)
    """An input that cannot be used, told in one line; the command line ends with status 2.

    Its text is `FILE, line N, column NAME: MESSAGE`, with the parts that are known. A message
    never repeats what a note says: the line may end up on a screen that others see.

    Attributes:
        message: what is wrong and what to do, in plain words.
        file: the file's name without its folder; empty if no file is to blame.
        line: line in that file, counted from 1.
        column: the column's or field's name.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        super().__init__(message)

    def __str__(self) -> str:
        """The whole line, without a line break."""
        parts = [printable(self.file)] if self.file else []
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column is not None:
            parts.append(f"column {printable(self.column)}")
        where = ", ".join(parts)
        return f"{where}: {self.message}" if where else self.message

    def at(self, file: str, line: int | None = None, column: str | None = None) -> Problem:
        """The same problem with the place filled in; what is already known stays."""
        return Problem(
            self.message,
            file=self.file or file,
            line=line if self.line is None else self.line,
            column=column if self.column is None else self.column,
        )
