"""What is said of rival theories: which one was asked, and what one record can tell."""

import math
from io import StringIO

import pytest
from readings import SHAPES
from rich.console import Console

from undertow.inference.reading import TheoryScore
from undertow.report import page, rivals, terminal
from undertow.words import english

WORDS = english()


def printed(reading) -> str:
    stream = StringIO()
    terminal.print_reading(reading, Console(file=stream, width=80))
    return " ".join(stream.getvalue().split())


def test_a_reading_under_another_theory_says_so_before_anything_is_named():
    reading = SHAPES["under_another_theory"]()
    said = "in another way than the usual one: boredom: nothing else <to> do."
    text = printed(reading)
    assert 0 < text.index(said) < text.index(WORDS.say("cycle.heading"))
    html = page.render_html(reading)
    assert "boredom: nothing else &lt;to&gt; do" in html
    assert "<to>" not in html


def test_the_tie_is_called_relief_only_where_the_theory_says_so():
    usual = SHAPES["eight_months"]()
    other = SHAPES["under_another_theory"]()
    for key in ("apart.heading", "apart.relief", "apart.relief_name", "cycle.relief"):
        assert WORDS.say(key) in page.render_html(usual)
        assert WORDS.say(f"tie.{key}") not in page.render_html(usual)
        assert WORDS.say(f"tie.{key}") in page.render_html(other)
    assert WORDS.say("apart.relief") not in page.render_html(other)
    assert WORDS.say("terminal.relief") in printed(usual)
    assert WORDS.say("tie.terminal.relief") in printed(other)


def score(name, behind, error):
    return TheoryScore(name, -100.0 - behind, 5.0, behind, error)


@pytest.mark.parametrize(
    ("behind", "error", "key"),
    [(9.0, 5.0, "same"), (10.1, 5.0, "best"), (0.0, 0.0, "same"), (3.0, 0.1, "same")],
)
def test_theories_are_told_apart_only_far_apart_and_beyond_two_standard_errors(behind, error, key):
    pair = [score("affection", behind, error), score("repetition", 0.0, 0.0)]
    name = WORDS.say("theories.name.repetition")
    assert rivals.theory_sentence(pair, WORDS) == WORDS.say(f"theories.{key}", name=name)


def test_what_cannot_be_told_apart_is_named_and_the_rest_is_said_to_be_behind():
    reading = SHAPES["under_another_theory"]()
    said = rivals.theory_sentence(reading.theories, WORDS)
    assert WORDS.say("theories.name.repetition") in said
    assert WORDS.say("theories.name.affection") in said
    assert "boredom" not in said
    assert [row[0] for row in rivals.theory_rows(reading.theories, WORDS)][-1].startswith("boredom")


def test_a_comparison_never_goes_without_how_little_it_tells():
    for name in ("steady", "uncertain", "under_another_theory"):
        assert WORDS.say("theories.little") in printed(SHAPES[name]())
        assert WORDS.say("theories.little") in page.render_html(SHAPES[name]())


def test_a_score_that_is_no_number_comes_last():
    pair = [score("affection", math.nan, math.nan), score("repetition", 0.0, 0.0)]
    assert rivals.ranked(pair)[0].name == "repetition"
