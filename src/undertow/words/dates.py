"""Dates in words, for every room that tells one."""

from __future__ import annotations

from datetime import date

from undertow.words import Words


def date_words(day: date, words: Words) -> str:
    """A date as `3 March 2024`."""
    month = words.list("number.months")[day.month - 1]
    return words.say("number.date", day=day.day, month=month, year=day.year)


def short_date(day: date, words: Words) -> str:
    """A date as `3 Mar 2024`, for tables and charts."""
    month = words.list("number.months_short")[day.month - 1]
    return words.say("number.date", day=day.day, month=month, year=day.year)


def day_and_month(day: date, words: Words) -> str:
    """A date as `3 Mar`, where its year is said beside it."""
    month = words.list("number.months_short")[day.month - 1]
    return words.say("number.day", day=day.day, month=month)


def month_words(day: date, words: Words) -> str:
    """A month as `March 2024`."""
    month = words.list("number.months")[day.month - 1]
    return words.say("number.year", month=month, year=day.year)
