"""What a reading says: every sentence of it used, filled in, and claiming no more than it may."""

import ast
import math
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from readings import SHAPES
from rich.console import Console

import undertow
from undertow.commands.theories import theories as list_theories
from undertow.inference.reading import Notice, Sign, Trend
from undertow.report import findings, page, story, terminal
from undertow.report.json_form import to_json
from undertow.report.phrases import sure_words
from undertow.words import Words, english

SOURCE = Path(undertow.__file__).parent


def test_what_comes_first_claims_clarity_and_nothing_more():
    first = " ".join(english().template(f"can.{n}") for n in ("clarity", "not_a_test", "not_them"))
    for claim in ("does not make anyone safe", "does not heal", "not a diagnosis", "other person"):
        assert claim in first


def test_the_help_line_is_there_with_its_trace():
    words = english()
    assert words.say("help.number") == "1-800-799-7233"
    assert "Hotline" in words.say("help.line")
    assert "day and night" in words.say("help.hours")
    assert "emotional" in words.say("help.hours")
    assert "call history" in words.say("help.trace")
    assert "bill" in words.say("help.trace")


def test_no_sentence_is_left_over(monkeypatch):
    used: set[str] = set()
    original = Words.template

    def spying(self, key):
        used.add(key)
        return original(self, key)

    every = [key for key in english().keys() if not key.startswith("app.")]  # noqa: SIM118
    notices = [key.split(".")[1] for key in every if key.startswith("notice.")]
    monkeypatch.setattr(Words, "template", spying)
    values = {"entries": 2, "needed": 20, "days": 5, "share": 0.5, "people": 3, "chosen": "7"}
    for make in SHAPES.values():
        reading = make()
        page.render_html(reading)
        terminal.print_reading(reading, Console(file=StringIO(), width=80))
        to_json(reading)
    for state in reading.states:
        page.render_html(replace(reading, contraction={state: 0.9}))
    for count in (1, 2):
        for notice in notices:
            findings.notice_sentence(Notice(notice, values | {"count": count}), english())
        for name in findings.TOTALS:
            english().say(f"totals.{name}", count=count)
        english().say("relief.total", count=count)
        english().say("cycle.count", count=count)
        english().say("cycle.harm_written", count=count)
        english().say("cycle.dates_days", dates="", count=count)
        english().say("judgement.days", count=count, days=9)
        english().say("page.written", count=count, days=9)
        english().say("forecast.after", count=count, low=1, high=2)
    for chance in (0.01, 0.5, 0.99):
        sure_words(chance, english())
        trends = [Trend(name, chance, 3) for name in ("shorter", "harsher", "fading")]
        story.trend_sentences(trends, english())
    story.cycle_sentences(replace(reading, cycle_count=(3.0, 3.0, 3.0), notices=[]), english())
    findings.sign_words(Sign("A12.1", None, None, {"other": 1.0}), english())
    for shown in (True, False, None):
        findings.sign_words(Sign("A12.5", shown, 0.5), english())
    unsized = [replace(cycle, harm=math.nan) for cycle in SHAPES["eight_months"]().cycles]
    page.render_html(replace(SHAPES["eight_months"](), cycles=unsized))
    list_theories()
    assert sorted(set(every) - used) == []


def notices_in_source():
    """Each `Notice("id", ...)` in the package: names of its values, None if not written there."""
    found = {}
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice"):
                continue
            if isinstance(node.args[0], ast.Constant):
                given = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
                written = isinstance(given, ast.Dict)
                found[node.args[0].value] = [k.value for k in given.keys] if written else None
    return found


def test_every_notice_used_anywhere_has_a_sentence_that_its_values_fill():
    words = english()
    found = notices_in_source()
    general = words.template("notice.other").split("{")[0]
    assert found
    for name, values in found.items():
        assert f"notice.{name}" in words, name
        for count in (1, 2) if values is not None else ():
            notice = Notice(name, dict.fromkeys(values, count))
            assert not findings.notice_sentence(notice, words).startswith(general), name


@pytest.mark.parametrize("notice", [Notice("never_heard_of"), Notice("few_entries", {"days": 3})])
def test_a_notice_without_words_or_values_gets_a_general_sentence(notice):
    text = findings.notice_sentence(notice, english())
    assert notice.id in text
    assert "limit" in text


def test_a_share_is_told_out_of_a_hundred():
    text = findings.notice_sentence(Notice("mostly_unwritten", {"share": 0.64}), english())
    assert "64 out of 100" in text


def test_one_is_told_in_the_singular():
    words = english()
    assert words.say("cycle.count", count=1).endswith("1 turn of the cycle.")
    assert words.say("cycle.count", count=2).endswith("2 turns of the cycle.")


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "less than 1 in 10"),
        (0.07, "about 1 in 10"),
        (0.849, "about 8 in 10"),
        (1.0, "more than 9 in 10"),
    ],
)
def test_nothing_is_said_to_be_certain(probability, said):
    assert sure_words(probability, english()) == said


@pytest.mark.parametrize(
    ("shown", "probability", "said"),
    [
        (True, 0.9, "shows this (how sure: about 9 in 10)"),
        (False, 0.1, "does not show this (how sure: about 9 in 10)"),
        (None, 0.5, "does not speak clearly"),
        (None, None, "Nothing in the record"),
    ],
)
def test_a_sign_says_what_the_record_shows_and_how_surely(shown, probability, said):
    told = findings.sign_words(Sign("A12.1", shown, probability), english())
    assert told.question.endswith("?")
    assert said in told.finding


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"them": 3.0, "of": 4.0}, "Relief came from them 3 of 4 times."),
        ({"them": 0.0, "of": 0.0}, ""),
        ({"long_name": 2.5}, "long name: 2.5."),
    ],
)
def test_the_figures_behind_a_sign_are_told(counts, said):
    assert findings.sign_words(Sign("A12.3", None, None, counts), english()).figures == said


def test_a_record_without_events_is_not_said_to_have_a_cycle():
    reading = replace(SHAPES["eight_months"](), notices=[Notice("no_events")])
    assert "cannot be named" in story.cycle_sentences(reading, english())[0]
    assert story.last_day_sentences(reading, english()) == []


@pytest.mark.parametrize("shown", [True, False, None])
def test_leaving_and_coming_back_is_told_without_a_chance(shown):
    sign = Sign("A12.5", shown, 0.5, {"left": 1.0, "returned": 1.0})
    told = findings.sign_words(sign, english())
    assert told.finding.startswith("The record")
    assert "in 10" not in told.finding
    assert told.figures == "Written down: left 1, came back 1."


def test_a_range_that_begins_with_none_names_no_number_of_turns():
    reading = replace(SHAPES["eight_months"](), cycle_count=(29.0, 0.0, 48.0))
    first, spread, *_ = story.cycle_sentences(reading, english())
    assert first.startswith("It is not clear")
    assert "29" not in first + spread
    assert "between 0 and 48" in spread


@pytest.mark.parametrize("count", [(0.0, 0.0, 0.0), (2.0, 0.0, 6.0)])
def test_no_clear_cycle_is_not_told_as_no_harm(count):
    shape = SHAPES["eight_months"]()
    reading = replace(shape, cycle_count=count, totals=shape.totals | {"harms": 120.0})
    told = " ".join(story.cycle_sentences(reading, english()))
    assert "Harm was written 120 times." in told
