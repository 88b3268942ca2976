"""Flesch-Kincaid grade: how many years of school a text asks for."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")  # noqa: RUF001 (typographic apostrophe)
SILENT = re.compile(
    r"(?<![aeiouytd])(?<![^aeiouy]l)ed$|(?<![aeiouylscxzgh])es$|(?<![^aeiouy]l)(?<![aeiouy])e$"
)
END = re.compile(r"[.!?]+(?:\s|$)")


def grade(text: str) -> float:
    """The grade of a text with at least one word: 0.39 words a sentence + 11.8 syllables a word."""
    words = WORD.findall(text)
    sentences = max(1, len(END.findall(text)))
    count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * count / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word, by groups of vowels, vowels said apart, and silent endings."""
    word = re.sub(r"['’].*", "", word.lower())  # noqa: RUF001
    count = len(re.findall(r"[aeiouy]+", word))
    count += len(re.findall(r"i[ao](?![nu])|eo(?!p)|uie|^sci|[aeiouy]ing|ea$|ideal", word))
    count -= bool(SILENT.search(word))
    count -= len(
        re.findall(r"(?:^|[^aeiouy])(?:some|here|there|time|one|like|care|hope)[a-z]", word)
    )
    return max(1, count)
