"""A reading in the terminal: what it can tell, the named cycle, and rows of characters.

Nothing depends on colour, everything fits 80 columns, and a stream that cannot carry more than
ASCII gets plain marks.
"""

from __future__ import annotations

import codecs
import textwrap
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from undertow.inference.reading import SCENARIOS, Reading
from undertow.record.problem import printable
from undertow.report import findings, rivals, story
from undertow.report.phrases import date_words, last_range, says_little, sure_words
from undertow.report.terminal_strip import BLOCKS, PLAIN, level_rows, stage_rows
from undertow.words import Words, english

SHORT_LIST = 8
"""Turns listed; of a longer record the last ones."""

_COLOURS = {
    "idealization": "yellow",
    "harm": "magenta",
    "reconciliation": "cyan",
    "calm": "blue",
    "steady": "green",
    "pull": "blue",
    "bond": "cyan",
    "affection": "yellow",
}


def print_reading(reading: Reading, console: Console | None = None) -> None:
    """Print what a record shows.

    Args:
        reading: what is told.
        console: where to; standard output when left out.
    """
    _Sheet(reading, console or Console(highlight=False), english()).print()


class _Sheet:
    """One printing of one reading: it holds the console and the words."""

    def __init__(self, reading: Reading, console: Console, words: Words) -> None:
        self._reading, self._console, self._words = reading, console, words
        self._ascii = not _is_utf8(console.encoding)
        self._marks = PLAIN if self._ascii else BLOCKS

    def print(self) -> None:
        reading, words = self._reading, self._words
        self._line(words.say("page.title"), "bold")
        self._line(self._about())
        for line in findings.notice_sentences(reading, words, first=True):
            self._line(line)
        self._section("can.heading", story.can_and_cannot(words))
        self._cycle()
        self._pull()
        total = findings.relief_sentence(reading, words)
        sources = [
            words.say("terminal.relief_row", source=source, count=times)
            for source, times in findings.relief_rows(reading, words)
        ]
        self._section("relief.heading", [total, *sources])
        self._signs()
        totals = [f"{figure} {what}" for figure, what in findings.total_rows(reading, words)]
        self._section("totals.heading", totals)
        self._ahead()
        if reading.theories:
            found = rivals.theory_sentence(reading.theories, words)
            self._section("theories.heading", [found, words.say("theories.little")])
        self._section("limits.heading", findings.notice_sentences(reading, words, first=False))
        number = f"{words.say('help.line')}: {words.say('help.number')}"
        self._section("help.heading", [number, words.say("help.hours"), words.say("help.trace")])

    def _about(self) -> str:
        reading, words = self._reading, self._words
        first, last = (date_words(reading.dates[at], words) for at in (0, -1))
        parts = [words.say("page.span", first=first, last=last)]
        if reading.title:
            parts.append(printable(reading.title))
        if reading.simulated:
            parts.append(words.say("page.simulated"))
        return ", ".join(parts)

    def _cycle(self) -> None:
        reading, words = self._reading, self._words
        count, *rest = story.cycle_sentences(reading, words)
        self._heading("cycle.heading")
        self._line(count, "bold")
        for sentences in (rest, story.last_day_sentences(reading, words)):
            if sentences:
                self._line(" ".join(sentences))
        named = story.stages_named(reading)
        if named:
            self._rows(stage_rows(reading, self._marks, words))
            self._line(words.say("terminal.fuller"))
        if reading.simulated:
            self._line(words.say("simulated.banner"))
        if not (named and reading.cycles):
            return
        self._heading("cycle.list_heading")
        count_all = len(reading.cycles)
        if count_all > SHORT_LIST:
            self._line(words.say("cycle.list_last", shown=SHORT_LIST, count=count_all))
        for number, cycle in list(enumerate(reading.cycles, 1))[-SHORT_LIST:]:
            dates, sure = story.turn_dates(cycle, words), sure_words(cycle.probability, words)
            self._line(words.say("cycle.line", number=number, dates=dates, sure=sure))
        self._section("cycle.trends_heading", story.trend_sentences(reading.trends, words))

    def _pull(self) -> None:
        reading, words = self._reading, self._words
        self._heading("pull.heading")
        self._line(words.say("pull.what"))
        if says_little(reading.contraction, "pull"):
            self._line(words.say("page.little"))
        else:
            self._line(words.say("pull.now", **last_range(reading.states["pull"])))
        self._rows(level_rows(reading, self._marks, words))
        self._line(f"{words.say('terminal.levels')} {words.say('terminal.judged')}")
        for state, key in (
            ("bond", "apart.relief_little"),
            ("affection", "apart.affection_little"),
            ("appraisal", "judgement.name_little"),
        ):
            if says_little(reading.contraction, state):
                self._line(rivals.speaker(reading, words)(key))

    def _signs(self) -> None:
        self._heading("signs.heading")
        self._line(self._words.say("signs.intro"))
        for number, sign in enumerate(self._reading.signs, start=1):
            told = findings.sign_words(sign, self._words)
            self._line(f"{number}. {told.question}")
            self._line(f"{told.finding} {told.figures}".rstrip(), indent=3)

    def _ahead(self) -> None:
        """The pull as it has been; the other paths are not pushed here (safety.md)."""
        reading, words = self._reading, self._words
        self._heading("forecast.heading")
        if not reading.forecast_dates or SCENARIOS[0] not in reading.forecast:
            self._line(words.say("forecast.empty"))
            return
        self._line(words.say("forecast.range"))
        ends = last_range(reading.forecast[SCENARIOS[0]])
        sentence = words.say("forecast.after", count=len(reading.forecast_dates), **ends)
        name = words.say(f"forecast.scenario.{SCENARIOS[0]}")
        self._line(words.say("terminal.scenario", name=name, sentence=sentence))
        if says_little(reading.contraction, "pull"):
            self._line(words.say("forecast.little"))
        if reading.earlier:
            self._line(words.say("forecast.earlier_heading"))
            self._line(story.earlier_sentence(reading, words), indent=3)
        self._line(words.say("forecast.moves"))

    def _section(self, heading: str, lines: Iterable[str]) -> None:
        self._heading(heading)
        for line in lines:
            self._line(line)

    def _heading(self, key: str) -> None:
        self._console.print()
        self._line(self._words.say(key), "bold")

    def _rows(self, rows: Iterable[tuple[str, str]]) -> None:
        for kind, row in rows:
            text = Text(self._fit(row), style=_COLOURS.get(kind, ""), no_wrap=True)
            self._console.print(text, overflow="crop", crop=True)

    def _line(self, text: str, style: str = "", indent: int = 0) -> None:
        """A wrapped line; never markup, for titles and codes are not ours."""
        margin = " " * indent
        width = self._console.width
        for line in textwrap.wrap(
            self._fit(text), width, initial_indent=margin, subsequent_indent=margin
        ):
            self._console.print(Text(line, style=style))

    def _fit(self, text: str) -> str:
        return text.encode("ascii", "replace").decode("ascii") if self._ascii else text


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name.startswith("utf")
    except LookupError:
        return False
