"""Words about theories: under which one a record was read, and how they compare on it."""

from __future__ import annotations

import math
from collections.abc import Callable

from undertow.inference.reading import Reading, TheoryScore
from undertow.record.problem import printable
from undertow.report.phrases import plain_number
from undertow.words import Words

MAIN = "reinforcement"
"""The theory that a record is read under unless another is asked for."""

_GIVE_OR_TAKE = 2.0
"""Standard errors on either side that are told with a distance."""


def theory_name(name: str, meaning: str, words: Words) -> str:
    """What a theory says, in our words, or in its author's where it is from another package."""
    if f"theories.name.{name}" in words:
        return words.say(f"theories.name.{name}")
    return f"{printable(name)}: {printable(meaning, longest=200)}" if meaning else printable(name)


def under_sentence(reading: Reading, words: Words) -> str:
    """That the record was read under another theory than the main one, and which."""
    name = theory_name(reading.theory, reading.theory_meaning, words)
    return words.say("theories.under", name=name)


def speaker(reading: Reading, words: Words) -> Callable[..., str]:
    """What says a sentence by its key, of the tie that is not love in the words of the theory.

    Only the main theory takes that tie for relief; under another it is told as the other tie.
    """

    def say(key: str, **values: object) -> str:
        other = reading.theory != MAIN and f"tie.{key}" in words
        return words.say(f"tie.{key}" if other else key, **values)

    return say


def theory_sentence(theories: list[TheoryScore], words: Words) -> str:
    """Which theory foresees the record best, or which ones it cannot tell apart."""
    first, *others = ranked(theories)
    alike = [first, *(score for score in others if not score.told_apart)]
    if len(alike) == len(theories):
        return words.say("theories.same")
    names = [theory_name(score.name, score.meaning, words) for score in alike]
    if len(alike) == 1:
        return words.say("theories.best", name=names[0])
    return words.say("theories.some", names="; ".join(names))


def theory_rows(theories: list[TheoryScore], words: Words) -> list[tuple[str, str, str]]:
    """Rival theories, best first: (name, how much worse than the best, give or take)."""
    return [
        (
            theory_name(score.name, score.meaning, words),
            plain_number(score.behind),
            plain_number(_GIVE_OR_TAKE * score.behind_se),
        )
        for score in ranked(theories)
    ]


def ranked(theories: list[TheoryScore]) -> list[TheoryScore]:
    """Best first; what is not a number last."""
    return sorted(theories, key=lambda score: score.behind if math.isfinite(score.behind) else 1e9)
