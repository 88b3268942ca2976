"""What is said anywhere: plain, never directive, all in one file."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from reading_level import WORD, grade

from undertow.words import english

PROPER_NAMES = {"help.line", "number.months", "app.today.weekdays", "app.keep.titles"}
"""Sentences whose words are not ours to choose."""

EXPLAINED = {"app.understand.codep.title": "codependency"}
"""The one place where a word that is never said of anybody is named, to tell what it means."""

FORBIDDEN = re.compile(
    r"you (must|should|have to|need to|ought)|leave (him|her|them)\b|\bget out\b|go no.contact"
    r"|trauma|diagnosed|abuser|narcissis|toxic|perpetrator|psychopath|victim|survivor|codependen"
    r"|(chance|risk|probability) of (danger|harm|violence|going back|return)"
    r"|(days|weeks|time) (to|until|before) the next|next incident|will happen again"
    r"|proud|well done|good job|brave|weak\b|your fault|ashamed|should have|streak|relapse|failed"
    r"|\bdanger score|risk score",
    re.IGNORECASE,
)


def sentences():
    words = english()
    return [(key, words.template(key)) for key in words.keys()]  # noqa: SIM118 (not a mapping)


def section(key: str) -> str:
    """The table a sentence stands in: one of a reading's, or one screen of the workbench."""
    parts = key.split(".")
    return ".".join(parts[:2]) if parts[0] == "app" else parts[0]


def filled(text: str) -> str:
    """A sentence with a figure for everything that is filled in, closed by a full stop."""
    text = re.sub(r"\{\w+\}", "5", text).strip()
    return text if text[-1] in ".?!" else f"{text}."


@pytest.mark.parametrize(("key", "text"), sentences())
def test_every_sentence_is_grade_six_or_lower(key, text):
    if key in PROPER_NAMES or len(WORD.findall(text)) < 6:
        return  # a name or a label is measured with its section below
    assert grade(filled(text)) <= 6


def test_every_section_is_grade_six_or_lower():
    sections: dict[str, list[str]] = {}
    for key, text in sentences():
        sections.setdefault(section(key), []).append(filled(text))
    grades = {name: grade(" ".join(lines)) for name, lines in sections.items()}
    assert max(grades.values()) <= 6, grades


@pytest.mark.parametrize(("key", "text"), sentences())
def test_no_sentence_directs_labels_threatens_praises_or_shames(key, text):
    assert not FORBIDDEN.search(text.replace(EXPLAINED.get(key, "\0"), "it"))


@pytest.mark.parametrize("text", ["You must go.", "Leave him now.", "The chance of danger is high"])
def test_the_list_of_forbidden_phrases_bites(text):
    assert FORBIDDEN.search(text)
