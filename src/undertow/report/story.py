"""What is said before any picture: what a reading can tell, and the cycle in words (A05, A17)."""

from __future__ import annotations

import math

import numpy as np

from undertow.inference.reading import STAGES, Cycle, Reading, Trend
from undertow.report.phrases import date_words, day_and_month, short_date, sure_words
from undertow.words import Words

STANDS_OUT = 0.5
"""A stage is named as the one of a day from this chance on; below, no stage stands out."""

CLEAR = 0.8
"""A trend is told as seen above this probability and as not seen below its complement."""


def can_and_cannot(words: Words) -> list[str]:
    """What comes first on every sheet: clarity, not safety, not a reading of the other person."""
    names = ("pattern", "clarity", "not_a_test", "not_them", "theory")
    return [words.say(f"can.{name}") for name in names]


def stages_named(reading: Reading) -> bool:
    """Whether anything was written by which stages can be named; ratings alone cannot."""
    return all(notice.id != "no_events" for notice in reading.notices)


def cycle_sentences(reading: Reading, words: Words) -> list[str]:
    """The cycle named in words: how many turns, how sure, what one turn is."""
    if not stages_named(reading):
        return [words.say("cycle.unnamed"), words.say("cycle.none_unseen")]
    mean, low, high = (math.floor(number + 0.5) for number in reading.cycle_count)
    if mean == 0:
        sure = [] if low == high else [words.say("cycle.none_sure", low=low, high=high)]
        return [words.say("cycle.none"), *sure, *_written_harm(reading, words)]
    if low == 0:
        spread = words.say("cycle.none_sure", low=low, high=high)
        open_count = [words.say("cycle.count_open"), spread, words.say("cycle.one_turn")]
        return [*open_count, *_written_harm(reading, words)]
    count = words.say("cycle.count", count=mean)
    if low == high:
        spread = words.say("cycle.count_same")
    else:
        spread = words.say("cycle.count_range", low=low, high=high)
    return [count, spread, words.say("cycle.one_turn")]


def _written_harm(reading: Reading, words: Words) -> list[str]:
    """No clear cycle is not the same as no harm: how often it was written, beside that."""
    times = int(reading.totals.get("harms", 0))
    if times == 0:
        return [words.say("cycle.none_unseen")]
    return [words.say("cycle.harm_written", count=times), words.say("cycle.harm_counts")]


def last_day_sentences(reading: Reading, words: Words) -> list[str]:
    """The stage at the end of the record, named while it happens (A17), and what that is not.

    Incident and again are one thing that happened; their chances are told together.
    """
    if not stages_named(reading):
        return []
    chances = {name: float(reading.stages[name][-1]) for name in STAGES}
    harm = chances["incident"] + chances["return"]
    name = max(chances, key=chances.__getitem__)
    if harm > max(chances[other] for other in STAGES if other not in ("incident", "return")):
        name = "incident" if chances["incident"] > chances["return"] else "return"
        chances[name] = harm
    stage = words.say(f"stage.{name}.name")
    day = date_words(reading.dates[-1], words)
    if chances[name] < STANDS_OUT:
        return [words.say("cycle.last_day_open", date=day)]
    sure = sure_words(chances[name], words)
    return [
        words.say("cycle.last_day", date=day, stage=stage, sure=sure),
        words.say("cycle.not_next"),
    ]


def turn_dates(cycle: Cycle, words: Words) -> str:
    """From when to when a turn goes, how many days, and whether the record ends before it does."""
    same_year = cycle.start.year == cycle.end.year
    start = (day_and_month if same_year else short_date)(cycle.start, words)
    kind = "closed" if cycle.closed else "open"
    dates = words.say(f"cycle.{kind}", start=start, end=short_date(cycle.end, words))
    days = (cycle.end - cycle.start).days + 1
    return words.say("cycle.dates_days", dates=dates, count=days)


def trend_sentences(trends: list[Trend], words: Words) -> list[str]:
    """Whether turns get shorter, harsher, or the warmth after harm fades; with its chance."""
    if not any(trend.probability is not None for trend in trends):
        return [words.say("trend.few")]
    return [_trend(trend, trend.probability, words) for trend in trends if _known(trend)]


def _known(trend: Trend) -> bool:
    return trend.probability is not None and math.isfinite(trend.probability)


def _trend(trend: Trend, probability: float | None, words: Words) -> str:
    chance = 0.5 if probability is None else probability
    if chance > CLEAR:
        return words.say(f"trend.{trend.name}.yes", sure=sure_words(chance, words))
    if chance < 1 - CLEAR:
        return words.say(f"trend.{trend.name}.no", sure=sure_words(1 - chance, words))
    return words.say(f"trend.{trend.name}.open", sure=sure_words(chance, words))


def clear_but_pulled(reading: Reading) -> int:
    """Days on which the judgement leans below the middle while the pull is 5 or more of 10 (A01).

    By the means of both states; call it only when the record says something about both.
    """
    pull, judgement = reading.states["pull"].mean, reading.states["appraisal"].mean
    return int(np.sum((judgement < 0) & (pull >= 0.5)))


def earlier_sentence(reading: Reading, words: Words) -> str:
    """How earlier looks ahead fared by the answers since; empty where none were tried."""
    looks = reading.earlier
    if not looks:
        return ""
    above = sum(one.answer > one.high80 for one in looks)
    below = sum(one.answer < one.low80 for one in looks)
    figures = {"inside": len(looks) - above - below, "above": above, "below": below}
    return words.say("forecast.earlier", count=len(looks), **figures)


def contact_sentence(reading: Reading, words: Words) -> str:
    """Whose answers the path with one contact rests on: this person's, or nobody's."""
    seen = round(reading.totals.get("contacts_answered", 0))
    if seen == 0:
        return words.say("forecast.contact_unseen")
    return words.say("forecast.contact_seen", count=seen)
