"""Cycles counted on paths, and trends on cycles that really change."""

import numpy as np
import pytest
from stories import FIRST, diary, event

from undertow.inference.cycles import again, count_cycles, spells, trends
from undertow.record import daily, to_record
from undertow.theory.partner import CALM, IDEALIZATION, INCIDENT, RECONCILIATION, STEADY


def test_spells_are_stretches_with_both_ends():
    path = np.array([INCIDENT, INCIDENT, CALM, INCIDENT, CALM, CALM, INCIDENT])
    assert spells(path, INCIDENT) == [(0, 1), (3, 3), (6, 6)]
    assert spells(path, STEADY) == []


def test_the_first_incident_after_idealization_is_not_again_and_later_ones_are():
    story = [IDEALIZATION, INCIDENT, INCIDENT, CALM, INCIDENT, CALM]
    assert again(np.array([story])).tolist() == [[False, False, False, False, True, False]]


def test_a_record_that_starts_in_an_incident_starts_mid_story():
    assert again(np.array([[INCIDENT, CALM, INCIDENT]])).tolist() == [[True, False, True]]


def test_every_incident_of_a_path_counts_once():
    paths = np.array([[INCIDENT, INCIDENT, CALM, INCIDENT], [CALM, CALM, CALM, INCIDENT]])
    mean, low, high = count_cycles(np.repeat(paths, [3, 1], axis=0))
    assert (mean, low, high) == (1.75, 1, 2)


def _told(gaps, harms, kindness):
    """Paths (all alike) and daily table of a story with these cycles, all of it written."""
    path, entries, day = [], [], 0
    for gap, harm, kind in zip(gaps, harms, kindness, strict=True):
        path += [INCIDENT] * 2 + [RECONCILIATION] * 8 + [CALM] * (gap - 10)
        entries += [event(day, "harm", harm), event(day + 1, "harm", harm)]
        entries += [event(day + 2 + number, "warmth", 7.0) for number in range(kind)]
        day += gap
    entries.append(event(day - 1, "naming"))
    record = to_record(diary(entries))
    assert record.days == len(path)
    return np.array([path] * 4), daily(record)


def _probability(gaps, harms, kindness):
    return {trend.name: trend.probability for trend in trends(*_told(gaps, harms, kindness))}


STEADY_GAPS = [25, 22, 24, 26, 23, 25, 24]
STEADY_HARM = [6.0, 7.0, 6.0, 5.0, 7.0, 6.0, 6.0]
STEADY_KINDNESS = [5, 4, 6, 5, 4, 6, 5]


def test_cycles_that_do_not_change_have_no_sure_trend():
    found = _probability(STEADY_GAPS, STEADY_HARM, STEADY_KINDNESS)
    assert all(0.2 < chance < 0.8 for chance in found.values())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("shorter", {"gaps": [45, 38, 33, 27, 24, 19, 16]}),
        ("harsher", {"harms": [2.0, 3.0, 3.0, 5.0, 6.0, 8.0, 9.0]}),
        ("fading", {"kindness": [8, 7, 7, 5, 4, 2, 1]}),
    ],
)
def test_a_trend_that_is_there_is_told_and_its_opposite_is_not(name, changes):
    steady = {"gaps": STEADY_GAPS, "harms": STEADY_HARM, "kindness": STEADY_KINDNESS}
    assert _probability(**{**steady, **changes})[name] > 0.95
    backwards = {key: values[::-1] for key, values in changes.items()}
    assert _probability(**{**steady, **backwards})[name] < 0.05


def test_two_cycles_are_too_few_for_a_trend():
    found = _probability([25, 20], [4.0, 8.0], [5, 1])
    assert set(found.values()) == {None}


def test_stories_begin_on_their_first_day():
    assert to_record(diary([event(0, "harm")])).days == 1
    assert event(0, "harm").earliest == FIRST
