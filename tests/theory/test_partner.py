"""The other person as a process: stages in their order, durations as they say, no clock."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from undertow.engine import noise
from undertow.engine.noise import Stream
from undertow.theory import partner as partners
from undertow.theory.partner import (
    CALM,
    IDEALIZATION,
    INCIDENT,
    PARTNERS,
    RECONCILIATION,
    SLOT_DAYS,
    STEADY,
    Luck,
    Partner,
    log_logistic,
)

CYCLE = PARTNERS["cycle"]
SOON = CYCLE._replace(first_median=5.0)
"""The same partner with an early first incident, for many cycles in little time."""
SWINGING = ("unpredictable", "withdrawing")
STEADY_ONES = [name for name in PARTNERS if name != "cycle"]
SEED, PERSONS, SLOTS, FEW = 1, np.arange(700), 1600, 300
KOLMOGOROV = 2.0
"""Distance from the said distribution that chance exceeds less than once in a thousand times."""


class Walk(NamedTuple):
    """What happened in each slot, (slots, persons)."""

    stage: np.ndarray
    cycles: np.ndarray
    warmth: np.ndarray
    harm: np.ndarray
    warm_spell: np.ndarray


@cache
def walk(partner: Partner, slots: int = SLOTS) -> Walk:
    """Many people spend some time together with this partner."""
    first = noise.uniform(SEED, PERSONS, 0, Stream.FIRST_INCIDENT)
    standing, rows = partners.beginning(partner, first, np), []
    streams = (
        Stream.STAGE_DURATION,
        Stream.NEXT_STAGE,
        Stream.WARMTH,
        Stream.HARM,
        Stream.HEIGHT,
    )
    together = np.ones(len(PERSONS), bool)
    for slot in range(slots):
        luck = Luck(*(noise.uniform(SEED, PERSONS, slot, stream) for stream in streams))
        after, warmth, harm = partners.advance(standing, partner, together, luck, np)
        now = Walk(standing.stage, standing.cycles, warmth, harm, standing.warm_spell)
        rows.append([np.asarray(field, np.float32) for field in now])
        standing = after
    return Walk(*map(np.stack, zip(*rows, strict=True)))


def spells(state: np.ndarray, value: float, before: int = SLOTS) -> np.ndarray:
    """Lengths in days of the stretches of one value that begin before some slot.

    Infinite where the end was not seen.
    """
    lengths = []
    for column in state.T:
        edges = np.flatnonzero(np.diff(column)) + 1
        starts, ends = np.r_[0, edges], np.r_[edges, np.inf]
        lengths.append((ends - starts)[(column[starts] == value) & (starts < before)])
    return np.concatenate(lengths) * SLOT_DAYS


def furthest_from_log_logistic(
    lengths: np.ndarray, median: float, shape: float, longest: float
) -> float:
    """Kolmogorov's distance up to some day, times the root of the number of stretches.

    Taken at the ends of slots: a stretch lasts to the end of the slot in which it is over.
    """
    days = np.arange(SLOT_DAYS, longest, SLOT_DAYS)
    seen = np.searchsorted(np.sort(lengths), days, side="right") / len(lengths)
    said = 1 / (1 + (days / median) ** -shape)
    return float(np.max(np.abs(seen - said)) * len(lengths) ** 0.5)


# Durations


def test_log_logistic_durations_have_the_median_and_the_tail_that_they_say():
    luck = (np.arange(10**5) + 0.5) / 10**5
    days = log_logistic(314.0, 1.06, luck)
    assert np.median(days) == pytest.approx(314.0, rel=1e-3)
    for after in (30.0, 90.0, 1000.0):
        assert (days > after).mean() == pytest.approx(1 / (1 + (after / 314) ** 1.06), abs=1e-4)


def test_a_larger_shape_is_more_regular():
    quarters = [log_logistic(10.0, shape, np.array([0.25, 0.75])) for shape in (1.0, 3.0, 9.0)]
    widths = [high - low for low, high in quarters]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(("day", "low", "high"), [(90, 0.70, 0.87), (365, 0.36, 0.56)])
def test_the_time_to_the_first_incident_is_long_tailed(day, low, high):
    """E14: most relationships of this kind begin with months without an incident."""
    without = (walk(CYCLE).cycles[day * 4] == 0).mean()
    assert low < without < high


def test_the_first_incident_comes_as_log_logistic():
    lengths = spells(walk(CYCLE).stage, IDEALIZATION)
    assert len(lengths) == len(PERSONS)
    far = furthest_from_log_logistic(lengths, CYCLE.first_median, CYCLE.first_shape, 400)
    assert far < KOLMOGOROV


@pytest.mark.parametrize("stage", [INCIDENT, RECONCILIATION, CALM])
def test_later_stages_last_as_log_logistic(stage):
    """Whatever the stage, and however many cycles have gone before: violence is not a clock."""
    median = {
        INCIDENT: SOON.incident_median,
        RECONCILIATION: SOON.reconciliation_median,
        CALM: SOON.calm_median,
    }[stage]
    lengths = spells(walk(SOON).stage, stage, before=SLOTS // 2)
    assert len(lengths) > 3000
    assert furthest_from_log_logistic(lengths, median, SOON.shape, 199) < KOLMOGOROV


@pytest.mark.parametrize("name", SWINGING)
def test_swinging_partners_change_their_minds_after_spells_as_they_say(name):
    ways = PARTNERS[name]
    spell = walk(ways).warm_spell
    changed = np.cumsum(np.diff(spell, axis=0, prepend=1.0) != 0, axis=0) > 0
    for warm in (0.0, 1.0):
        lengths = spells(np.where(changed, spell, -1.0), warm, before=SLOTS // 2)
        far = furthest_from_log_logistic(lengths, ways.swing_days, ways.shape, 150)
        assert far < KOLMOGOROV


# Order


def test_stages_follow_one_another_in_their_order():
    stage = walk(SOON).stage
    followed = {pair for pair in zip(stage[:-1].ravel(), stage[1:].ravel(), strict=True)}
    assert {pair for pair in followed if pair[0] != pair[1]} == {
        (IDEALIZATION, INCIDENT),
        (INCIDENT, RECONCILIATION),
        (INCIDENT, CALM),
        (RECONCILIATION, CALM),
        (CALM, INCIDENT),
    }


def test_everyone_begins_where_their_partner_begins():
    assert np.all(walk(CYCLE).stage[0] == IDEALIZATION)
    for name in STEADY_ONES:
        assert np.all(walk(PARTNERS[name], FEW).stage == STEADY)
        assert np.all(walk(PARTNERS[name], FEW).cycles == 0)


def test_cycles_count_the_incidents_begun():
    stage, cycles = walk(SOON).stage, walk(SOON).cycles
    begun = np.diff((stage == INCIDENT).astype(int), axis=0, prepend=0) > 0
    np.testing.assert_array_equal(cycles, np.cumsum(begun, axis=0))


def share_without_reconciliation(ways: Partner, cycle: int) -> float:
    """Share of the incidents of one cycle that no reconciliation follows."""
    stage, cycles = walk(ways).stage, walk(ways).cycles
    ends = (stage[:-1] == INCIDENT) & (stage[1:] != INCIDENT) & (cycles[:-1] == cycle)
    return float((stage[1:][ends] == CALM).mean())


def test_reconciliation_is_skipped_now_and_then_and_more_often_as_it_fades():
    assert share_without_reconciliation(SOON, 1) == pytest.approx(0.1, abs=0.03)
    fading = SOON._replace(fading=0.15)
    shares = [share_without_reconciliation(fading, cycle) for cycle in (1, 3, 6)]
    for share, cycle in zip(shares, (1, 3, 6), strict=True):
        assert share == pytest.approx(1 - 0.9 * 0.85**cycle, abs=0.05)


# Warmth and harm


@pytest.mark.parametrize("name", PARTNERS)
def test_warmth_and_harm_never_share_a_slot(name):
    lived = walk(PARTNERS[name], FEW)
    assert not np.any((lived.warmth > 0) & (lived.harm > 0))
    assert min(lived.warmth.min(), lived.harm.min()) >= 0


@pytest.mark.parametrize("name", SWINGING)
def test_partners_without_harm_do_none(name):
    assert np.all(walk(PARTNERS[name], FEW).harm == 0)
    assert np.any(walk(PARTNERS[name], FEW).warmth > 0)


def test_there_is_no_harm_in_idealization_and_reconciliation():
    lived = walk(SOON)
    kind = (lived.stage == IDEALIZATION) | (lived.stage == RECONCILIATION)
    assert np.all(lived.harm[kind] == 0)


@pytest.mark.parametrize(
    ("stage", "warm", "harm"),
    [
        (IDEALIZATION, SOON.warm_idealization, 0.0),
        (INCIDENT, SOON.warm_incident * (1 - SOON.harm_incident), SOON.harm_incident),
        (RECONCILIATION, SOON.warm_reconciliation, 0.0),
        (CALM, SOON.warm_calm * (1 - SOON.harm_calm), SOON.harm_calm),
    ],
)
def test_each_stage_has_its_share_of_warm_and_harmful_slots(stage, warm, harm):
    lived = walk(SOON)
    here = lived.stage == stage
    error = 5 * (0.25 / here.sum()) ** 0.5
    assert (lived.warmth[here] > 0).mean() == pytest.approx(warm, abs=error)
    assert (lived.harm[here] > 0).mean() == pytest.approx(harm, abs=error)


@pytest.mark.parametrize("name", ["steady_warm", "steady_harsh", "indifferent"])
def test_steady_partners_have_their_share_too(name):
    lived, ways = walk(PARTNERS[name], FEW), PARTNERS[name]
    assert (lived.harm > 0).mean() == pytest.approx(ways.harm_steady, abs=4e-3)
    kind = ways.warm_steady * (1 - ways.harm_steady)
    assert (lived.warmth > 0).mean() == pytest.approx(kind, abs=4e-3)


@pytest.mark.parametrize("name", SWINGING)
def test_swinging_partners_are_warm_in_warm_spells_only(name):
    lived, ways = walk(PARTNERS[name], FEW), PARTNERS[name]
    assert np.all(lived.warmth[lived.warm_spell == 0] == 0)
    warm = lived.warmth[lived.warm_spell == 1] > 0
    assert warm.mean() == pytest.approx(ways.warm_steady, abs=1e-2)


def test_episodes_are_half_to_one_and_a_half_times_as_strong_as_they_say():
    lived = walk(SOON)
    incident, calm = lived.stage == INCIDENT, lived.stage == CALM
    for doses, strength in (
        (lived.warmth, SOON.height),
        (lived.harm[incident], SOON.severity),
        (lived.harm[calm], SOON.friction),
    ):
        strong = doses[doses > 0] / strength
        assert 0.5 < strong.min() < 0.55
        assert 1.45 < strong.max() < 1.5
        assert strong.mean() == pytest.approx(1.0, abs=0.02)


def test_severity_grows_and_reconciliation_shrinks_with_each_cycle():
    ways = SOON._replace(escalation=0.1, fading=0.1)
    lived = walk(ways)
    for cycle in (1, 4):
        harm = lived.harm[(lived.stage == INCIDENT) & (lived.cycles == cycle)]
        assert harm[harm > 0].mean() == pytest.approx(1.1**cycle, rel=0.03)
        warmth = lived.warmth[(lived.stage == RECONCILIATION) & (lived.cycles == cycle)]
        assert (warmth > 0).mean() == pytest.approx(SOON.warm_reconciliation * 0.9**cycle, abs=0.02)


# Apart


def standings() -> partners.Standing:
    """Ten people at odds with time: one day left, each stage of the cycle twice."""
    stage = np.array([0, 1, 2, 3, 4] * 2)
    return partners.Standing(stage, np.full(10, 0.2), np.full(10, 3.0), np.ones(10))


def test_nothing_passes_and_nothing_happens_while_apart():
    sure = Luck(*(np.full(10, 1e-6) for _ in Luck._fields))
    apart = np.zeros(10, bool)
    after, warmth, harm = partners.advance(standings(), SOON, apart, sure, np)
    for before, now in zip(standings(), after, strict=True):
        np.testing.assert_array_equal(before, now)
    assert not np.any(warmth)
    assert not np.any(harm)


def test_going_back_begins_with_reconciliation_where_there_is_a_cycle():
    returned = np.arange(10) < 5
    after = partners.after_return(standings(), SOON, returned, np.full(10, 0.5), np)
    np.testing.assert_array_equal(after.stage[:5], [RECONCILIATION] * 4 + [STEADY])
    np.testing.assert_allclose(after.remaining[:4], SOON.reconciliation_median)
    np.testing.assert_array_equal(after.stage[5:], standings().stage[5:])
    np.testing.assert_array_equal(after.remaining[4:], standings().remaining[4:])
    np.testing.assert_array_equal(after.cycles, standings().cycles)


def test_each_person_may_have_a_partner_of_their_own():
    names = list(PARTNERS)
    mixed = Partner(*(np.array(column) for column in zip(*PARTNERS.values(), strict=True)))
    standing = partners.beginning(mixed, np.full(len(names), 0.5), np)
    luck = Luck(*(np.full(len(names), 0.3) for _ in Luck._fields))
    together = np.ones(len(names), bool)
    after, warmth, harm = partners.advance(standing, mixed, together, luck, np)
    for place, name in enumerate(names):
        alone = partners.beginning(PARTNERS[name], np.array([0.5]), np)
        one = Luck(*(np.array([0.3]) for _ in Luck._fields))
        then, kind, cruel = partners.advance(alone, PARTNERS[name], np.array([True]), one, np)
        assert (warmth[place], harm[place]) == (kind[0], cruel[0])
        assert [field[place] for field in after] == [field[0] for field in then]
