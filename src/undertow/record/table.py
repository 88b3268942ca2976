"""Rows of a text table with the lines they start on: CSV, or with tabs or semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.record.cells import LONGEST_NOTE
from undertow.record.problem import Problem, printable

MOST_COLUMNS = 2000
MOST_LINES = 10_000_000
LONGEST_LINE = 1_000_000
"""Characters; above these limits a file would take minutes and much memory to refuse later."""

_DELIMITERS = ",\t;"


@dataclass(frozen=True)
class Table:
    """A table read row by row.

    Attributes:
        comments: lines above the header that begin with `#`.
        header: names of the columns, without surrounding space; some may be empty.
        header_line: line of the header, from 1.
        rows: line and cells of each row, as many cells as columns; can be read once. Reading
            raises `Problem` at a row that is too short, too long, or wrongly quoted.
    """

    comments: tuple[str, ...]
    header: tuple[str, ...]
    header_line: int
    rows: Iterator[tuple[int, list[str]]]


def open_table(text: str, name: str) -> Table:
    """Reads the header of a table; the delimiter is the one that the header has most of.

    Args:
        text: the whole table; lines may end in any of the three ways.
        name: the file's name, for messages.

    Raises:
        Problem: no header, too many columns, or two of one name.
    """
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise Problem(f"there are more than {MOST_LINES:,} lines. Check the file.", file=name)
    stream = io.StringIO(text, newline="")
    comments: list[str] = []
    line = 1
    while True:
        begin = stream.tell()
        row = stream.readline()
        if not row:
            raise Problem("the file is empty. The first line should name the columns.", file=name)
        if row.startswith("#"):
            comments.append(row)
        elif row.strip():
            break
        line += 1
    stream.seek(begin)
    delimiter = max(_DELIMITERS, key=row.count)
    rows = _rows(stream, delimiter, name, line)
    header_line, cells = next(rows, (line, [""]))
    header = tuple(cell.strip() for cell in cells)
    _check_header(header, name, header_line)
    return Table(tuple(comments), header, header_line, _whole(rows, header, name))


def _check_header(header: tuple[str, ...], name: str, line: int) -> None:
    if len(header) > MOST_COLUMNS:
        raise Problem(f"there are more than {MOST_COLUMNS:,} columns.", file=name, line=line)
    for column in filter(None, header):
        if header.count(column) > 1:
            raise Problem(
                "two columns have this name. Remove one.", file=name, line=line, column=column
            )


def _rows(
    stream: io.StringIO, delimiter: str, name: str, line: int
) -> Iterator[tuple[int, list[str]]]:
    """Every row that holds anything, with the line it starts on."""
    reader = csv.reader(_bounded(stream), delimiter=delimiter, strict=True)
    above = line - 1
    while True:
        start = above + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Problem(_quoting(str(error)), file=name, line=start) from None
        if any(map(str.strip, cells)):
            yield start, cells


def _bounded(lines: io.StringIO) -> Iterator[str]:
    """Lines of a length that can be split without filling the memory."""
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise csv.Error("line limit")
        yield line


def _whole(
    rows: Iterator[tuple[int, list[str]]], header: tuple[str, ...], name: str
) -> Iterator[tuple[int, list[str]]]:
    """Rows with exactly one cell a column."""
    width = len(header)
    for line, cells in rows:
        if len(cells) < width:
            lacking = ", ".join(printable(name) for name in header[len(cells) :][:5])
            raise Problem(
                f"the row is too short: {len(cells)} of {width} cells, without {lacking}. "
                "Write the missing separators, even where a cell is empty.",
                file=name,
                line=line,
            )
        if len(cells) > width:
            raise Problem(
                f"the row is too long: {len(cells)} cells for {width} columns. "
                'Put a text with a separator in it between quotation marks: "like, this".',
                file=name,
                line=line,
            )
        yield line, cells


def _quoting(error: str) -> str:
    """What to do about a complaint of the csv module."""
    if "expected after" in error:
        return (
            "text follows a closing quotation mark. Inside a quoted cell, write each quotation "
            'mark twice: "she said ""no""".'
        )
    if "field limit" in error:
        return (
            f"a cell is longer than {LONGEST_NOTE:,} characters. Look for a quotation mark that "
            "is never closed."
        )
    if "line limit" in error:
        return f"the line is longer than {LONGEST_LINE:,} characters. Check the file."
    return "a quotation mark opens here and is never closed. Close it at the end of the cell."
