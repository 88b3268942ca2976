"""Varied people, and samples of their diaries with the truth behind them."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from undertow.engine import sample
from undertow.engine.diarist import draw_style
from undertow.engine.life import APART, Habits, simulate
from undertow.engine.population import MIXTURE, People, draw_people
from undertow.engine.sample import FIRST_DAY, Kept, sample_diaries
from undertow.theory import Parameters
from undertow.theory.partner import INCIDENT, PARTNERS, Partner

SIZE, SEED, LIFE_DAYS = 60, 3, 180
LONG_BEFORE = 120
TRAITS = {entry.name for entry in Parameters.entries() if entry.personal}


@cache
def crowd() -> People:
    return draw_people(np.random.default_rng(1), 4000)


# People


def test_partners_come_in_the_shares_that_are_asked():
    for name, share in MIXTURE.items():
        assert (crowd().kind == name).mean() == pytest.approx(share, abs=0.025)
    assert sum(MIXTURE.values()) == pytest.approx(1.0)
    half = draw_people(np.random.default_rng(1), 2000, {"cycle": 5.0, "indifferent": 5.0})
    assert (half.kind == "cycle").mean() == pytest.approx(0.5, abs=0.05)


def test_an_unknown_partner_is_an_error():
    with pytest.raises(KeyError, match="stranger"):
        draw_people(np.random.default_rng(1), 3, {"stranger": 1.0})


def test_people_differ_in_traits_partners_and_habits_and_share_the_rest():
    people = crowd()
    for name, value in people.p.values().items():
        assert np.shape(value) == ((4000,) if name in TRAITS else ()), name
    people.p.check()
    for fields in (people.partner, people.habits):
        assert {np.shape(field) for field in fields} == {(4000,)}
    assert all(np.std(field) > 0 for field in people.habits)


@pytest.mark.parametrize("name", PARTNERS)
def test_what_a_partner_does_not_do_nobody_draws(name):
    """No harm stays no harm; no swinging stays none; only a cycle escalates and fades."""
    theirs = crowd().kind == name
    for field, usual in PARTNERS[name]._asdict().items():
        drawn = getattr(crowd().partner, field)[theirs]
        assert np.all(drawn >= 0), field
        if usual == 0 and not (name == "cycle" and field in ("escalation", "fading")):
            assert np.all(drawn == 0), field
    np.testing.assert_array_equal(crowd().partner.cyclic[theirs], PARTNERS[name].cyclic)


def test_chances_stay_chances():
    for field in Partner._fields:
        drawn = getattr(crowd().partner, field)
        assert np.all(np.isfinite(drawn)), field
        if field.startswith(("warm_", "harm_")) or field in ("power", "fading"):
            assert np.all((drawn >= 0) & (drawn <= 1)), field


@pytest.mark.parametrize("field", ["incident_median", "warm_idealization", "severity", "height"])
def test_partners_of_one_kind_differ_around_it(field):
    drawn = getattr(crowd().partner, field)[crowd().kind == "cycle"]
    usual = getattr(PARTNERS["cycle"], field)
    assert np.median(drawn) == pytest.approx(usual, rel=0.05)
    assert np.quantile(drawn, 0.1) < usual < np.quantile(drawn, 0.9)


def test_habits_lie_around_the_usual_ones():
    for name in ("naming", "support", "soothing", "identity", "grieving", "cue"):
        drawn = getattr(crowd().habits, name)
        assert np.median(drawn) == pytest.approx(getattr(Habits(), name), rel=0.1), name


def test_the_same_generator_draws_the_same_people():
    again = draw_people(np.random.default_rng(1), 4000)
    for ours, theirs in zip(
        (*crowd().partner, *crowd().habits), (*again.partner, *again.habits), strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(crowd().p.anxiety, again.p.anxiety)


# Samples


@pytest.fixture(scope="module", autouse=True)
def short_lives():
    """Lives of months with early incidents, simulated once: what differs is the writing."""
    lived = {}

    def early(*asked) -> People:
        who = draw_people(*asked)
        soon = who.partner._replace(first_median=0.05 * who.partner.first_median)
        return who._replace(partner=soon)

    def once(p, partner, habits, days, seed, persons, theory):
        place = (seed, len(persons))
        if place not in lived:
            lived[place] = simulate(p, partner, habits, float(days), seed, persons, theory=theory)
        return lived[place]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample, "_LIFE_DAYS", LIFE_DAYS)
        patch.setattr(sample, "draw_people", early)
        patch.setattr(sample, "simulate", once)
        yield


@cache
def kept(**changes) -> list[Kept]:
    return list(sample_diaries(SIZE, SEED, **({"shortest": 40, "longest": 70} | changes)))


def full_style(rng):
    return draw_style(rng)._replace(writes=1.0, turning_point=1.0, clock=1.0)


def written_days(one: Kept) -> np.ndarray:
    """Days of the window with an entry other than a turning point, boolean."""
    days = len(one.truth.stage)
    written = np.zeros(days, bool)
    for entry in one.diary.entries:
        day = int(entry.earliest) - FIRST_DAY
        if entry.kind not in ("left", "returned") and entry.precision in ("instant", "day"):
            written[day] = True
    return written


def test_the_same_seed_gives_the_same_people_and_diaries():
    kept.cache_clear()
    first = kept()
    kept.cache_clear()
    assert len(first) == SIZE
    for one, other in zip(first, kept(), strict=True):
        assert one.diary == other.diary
        assert one.p.values() == other.p.values()
        np.testing.assert_array_equal(one.truth.stage, other.truth.stage)


def test_another_seed_gives_other_people(monkeypatch):
    monkeypatch.setattr(sample, "_LIFE_DAYS", 20)
    one, other = (
        next(iter(sample_diaries(1, seed, shortest=10, longest=10))) for seed in (SEED, SEED + 1)
    )
    assert one.diary != other.diary
    assert one.p.anxiety != other.p.anxiety


def test_the_window_is_a_part_of_the_life():
    for one in kept():
        days = len(one.truth.stage)
        assert 40 <= days <= 70
        assert 0 < one.began <= LIFE_DAYS - days
        np.testing.assert_array_equal(one.truth.stage, one.life[one.began : one.began + days])
        assert one.diary.simulated


def test_writing_begins_together_or_not_long_after_leaving():
    for one in kept():
        recent = one.life[max(0, one.began - LONG_BEFORE) : one.began + 1]
        assert np.any(recent != APART)


def test_with_a_cycle_most_begin_after_the_first_incident_and_the_rest_not_long_before():
    after = before = 0
    for one in kept():
        incidents = np.flatnonzero(one.life == INCIDENT)
        fits = len(incidents) and incidents[0] < LIFE_DAYS - len(one.truth.stage)
        if fits and one.began >= incidents[0]:
            after += 1
        elif fits:
            before += 1
            assert one.began >= incidents[0] - LONG_BEFORE
    assert after > before > 0


def test_from_the_beginning_means_the_first_morning_after_the_meeting():
    for one in kept(mid_story=False):
        assert one.began == 1
        assert one.separations in (0, 1)
        assert one.start.bond < 0.01


def test_entries_lie_within_the_window_but_for_the_story_so_far():
    for one in kept():
        last = FIRST_DAY + len(one.truth.stage)
        for entry in one.diary.entries:
            if entry.precision == "month":
                assert entry.earliest < FIRST_DAY
                assert entry.kind in ("warmth", "left", "returned")
            else:
                assert FIRST_DAY <= entry.earliest <= entry.latest <= last


def test_the_story_so_far_names_the_months():
    told = 0
    for one in kept():
        met, before = FIRST_DAY - one.began, one.life[: one.began] == APART
        turns = np.flatnonzero(np.diff(before.astype(int))) + 1
        for entry in one.diary.entries:
            if entry.precision != "month":
                continue
            told += 1
            day = met if entry.kind == "warmth" else met + turns[-1]
            assert entry.earliest <= day < entry.latest
            if entry.kind != "warmth":
                assert entry.kind == ("left" if before[turns[-1]] else "returned")
    assert told > SIZE / 2


def test_separations_before_the_window_are_counted():
    everyone = kept()
    for one in everyone:
        before = one.life[: one.began] == APART
        assert one.separations == sum(now and not then for then, now in pairwise(before))
    assert any(one.separations for one in everyone)


def test_missing_is_the_share_of_days_without_writing():
    everyone = kept(missing=0.3, style=full_style)
    written = np.concatenate([written_days(one) for one in everyone])
    assert (~written).mean() == pytest.approx(0.3, abs=0.03)
    assert np.concatenate([written_days(one) for one in kept(style=full_style)]).mean() > 0.95


def test_incident_days_can_be_missing_more_often():
    everyone = kept(missing=0.4, incident_missing=2.0, style=full_style)
    written = np.concatenate([written_days(one) for one in everyone])
    incident = np.concatenate([one.truth.stage == INCIDENT for one in everyone])
    assert incident.sum() > 40
    assert (~written[~incident]).mean() == pytest.approx(0.4, abs=0.03)
    assert (~written[incident]).mean() == pytest.approx(0.8, abs=0.2)


def test_kinds_can_be_left_out_and_nothing_else_changes():
    for one, without in zip(kept(), kept(without=("apology", "relief")), strict=True):
        rest = [entry for entry in one.diary.entries if entry.kind not in ("apology", "relief")]
        assert [*without.diary.entries] == rest
    assert any(entry.kind == "apology" for one in kept() for entry in one.diary.entries)


def test_start_is_where_the_window_begins():
    """The last moment before it, close to the first day of the truth."""
    for one in kept():
        for name in ("bond", "affection"):
            assert getattr(one.start, name) == pytest.approx(getattr(one.truth, name)[0], abs=0.02)
        assert np.ndim(one.start.bond) == 0


def test_the_truth_covers_whole_days():
    for one in kept():
        lengths = {len(field) for field in one.truth}
        assert lengths == {len(one.truth.stage)}
        assert len(one.life) == LIFE_DAYS
