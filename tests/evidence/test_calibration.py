"""Calibration finds what it should, where the truth is known, and never sees the test rows."""

import json
from pathlib import Path

import numpy as np
import pytest
from toy_world import ENTRIES, ROWS, TARGETS, TRUTH_DRAWS, WORLD, Drawn, figures, find

from undertow.evidence.calibration.figures import FAR, Seen, ends, goal, seen, usable, usable_rows
from undertow.evidence.calibration.keeping import Keeping, fingerprint
from undertow.evidence.calibration.measuring import Job, Workers, measure
from undertow.evidence.calibration.result import parameter_set
from undertow.evidence.calibration.run import CONSTRAINED, Settings, calibrate
from undertow.evidence.calibration.smoother import REACH, Wishes, gains, step
from undertow.evidence.calibration.space import Space
from undertow.evidence.judging import at_least, at_most, within
from undertow.evidence.rows import row, row_names

SEEN = ("rate", "size", "fade", "share")
SETTINGS = Settings(seed=3)


def run(folder: Path, rows=ROWS, settings=SETTINGS, tell=lambda what, share: None):
    return calibrate(rows, settings, Keeping(folder), Workers(1), tell, WORLD)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return run(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def truth():
    """What is left of the prior where every figure lies in its target, by plain rejection."""
    drawn = Drawn(np.random.default_rng(0), TRUTH_DRAWS)
    holds = np.all(
        [
            target.holds(figures(name, drawn)[key])
            for name, named in TARGETS.items()
            for key, target in named.items()
        ],
        axis=0,
    )
    seen = {name: getattr(drawn, name) * np.ones(TRUTH_DRAWS) for name in SEEN}
    before = Space([e for e in ENTRIES if e.name in SEEN]).of(seen)
    after = before[:, holds]
    assert after.shape[1] > 200
    return dict(zip(SEEN, 1 - after.std(axis=1) / before.std(axis=1), strict=True))


# Statistics, against a truth that is known


def test_what_is_found_lies_in_every_target(outcome):
    p = Drawn.of(outcome.values)
    for name, named in TARGETS.items():
        for key, target in named.items():
            assert target.holds(np.array([figures(name, p)[key]])).all(), (name, key)
    assert outcome.tried[0].missed == ("A01", "A02", "E01")  # where it began
    assert outcome.chosen.missed == ()


def test_the_contraction_is_that_of_the_true_posterior(outcome, truth):
    for name in SEEN:
        assert outcome.contraction[name] == pytest.approx(truth[name], abs=0.12), name


def test_what_no_row_sees_keeps_its_prior_and_its_value(outcome):
    unseen = [name for name in outcome.values if name.startswith("unseen")]
    assert len(unseen) == 30
    for name in unseen:
        assert outcome.contraction[name] < CONSTRAINED, name
        assert outcome.values[name] == 1.0, name


def test_the_rows_that_moved_a_parameter_are_named(outcome):
    assert outcome.rows["rate"][0] == "A01"
    assert outcome.rows["size"][0] == outcome.rows["fade"][0] == "A02"
    assert outcome.rows["share"][0] == "E01"


def test_more_members_hold_at_the_end_and_a_row_at_ease_moves_nothing(outcome):
    for name in ("A01", "A02", "E01"):
        before, after = outcome.held[name]
        assert after > before + 0.3, name
    assert outcome.held["N1"] == (1.0, 1.0)
    assert all("N1" not in rows for rows in outcome.rows.values())


def test_targets_that_no_figure_answers_move_next_to_nothing():
    """Forty figures of pure luck, all far outside of their targets."""
    generator = np.random.default_rng(2)
    places = generator.standard_normal((50, 100))
    begun = places
    wanted = [goal("A01", str(k), within(1.0, 3.0), np.zeros(100)) for k in range(40)]
    wishes = Wishes.drawn(*ends(wanted), 100, generator)
    for _ in range(4):
        luck = generator.standard_normal((40, 100))
        scaled = np.stack([g.scaled(f) for g, f in zip(wanted, luck, strict=True)])
        places = step(places, Seen(scaled, np.isfinite(scaled)), wishes, 4).places
    assert np.abs(places.mean(axis=1) - begun.mean(axis=1)).mean() < 0.15
    assert np.mean(1 - places.std(axis=1) / begun.std(axis=1)) < 0.05


def test_what_has_no_number_is_moved_away_from():
    generator = np.random.default_rng(4)
    places = generator.standard_normal((3, 200))
    figure = np.where(places[0] > 0.5, np.nan, 1.0 + 0.01 * generator.standard_normal(200))
    one = [goal("A01", "", at_least(0.1), figure)]
    wishes = Wishes.drawn(*ends(one), 200, generator)
    after = step(places, seen(one, {"A01": {"": figure}}), wishes, 1).places
    lacking = places[0] > 0.5
    assert after[0, lacking].mean() < places[0, lacking].mean() - 0.5
    np.testing.assert_allclose(after[:, ~lacking], places[:, ~lacking])


def test_a_target_out_of_reach_pulls_no_number_farther_than_its_prior_allows():
    generator = np.random.default_rng(6)
    places = generator.standard_normal((2, 100))
    one = [goal("A01", "", at_least(1e6), np.zeros(100))]
    wishes = Wishes.drawn(*ends(one), 100, generator)
    for _ in range(8):
        figures = {"A01": {"": 1e5 * (3 * places[0] - 5)}}
        after = step(places, seen(one, figures), wishes, 1).places
        assert np.all(np.abs(after) <= np.maximum(REACH, np.abs(places)))
        places = after
    assert places[0].mean() > 2
    assert abs(places[1].mean()) < 0.2


def test_the_gain_is_that_of_a_straight_line():
    places = np.random.default_rng(5).standard_normal((1, 4000))
    assert gains(places, 2 * places, 1.0)[0, 0] == pytest.approx(2 / (4 + 1), rel=0.05)


# The scale of figures


@pytest.mark.parametrize(
    ("target", "low", "high"),
    [(within(0.8, 1.2), -2, 2), (at_least(2.0), 0, np.inf), (at_most(0.5), -np.inf, 0)],
)
def test_a_target_lies_on_the_scale_where_its_figures_do(target, low, high):
    drawn = 10 * np.random.default_rng(1).random(50)
    made = goal("A01", "", target, drawn)
    bent = FAR * np.arcsinh(np.array([low, high]) / FAR)
    np.testing.assert_allclose([made.low, made.high], bent)
    figures = np.linspace(-3, 5, 101)
    scaled = made.scaled(figures)
    np.testing.assert_array_equal(
        (scaled >= made.low - 1e-9) & (scaled <= made.high + 1e-9),
        (figures >= target.low - 1e-9) & (figures <= target.high + 1e-9),
    )


def test_the_size_of_a_target_at_nothing_is_told_by_draws():
    drawn = np.random.default_rng(1).standard_normal(4000)
    assert goal("E07", "r", at_least(0.0), drawn).unit == pytest.approx(0.24, abs=0.02)
    assert goal("E07", "r", at_least(0.0), np.full(9, np.nan)).unit > 0


def test_no_row_is_missed_by_less_than_it_tolerates_by_every_member():
    """All members between .92 and .98, the target at most .9: a tenth would tolerate it."""
    drawn = np.linspace(0.92, 0.98, 61)
    made = goal("B07", "", at_most(0.9), drawn)
    assert made.unit == pytest.approx(0.005, rel=0.05)
    generator = np.random.default_rng(7)
    places = generator.permutation((drawn - 0.95) / 0.018)[None]
    wishes = Wishes.drawn(*ends([made]), 61, generator)
    for _ in range(4):
        places = step(
            places, seen([made], {"B07": {"": 0.95 + 0.018 * places[0]}}), wishes, 4
        ).places
    assert np.mean(0.95 + 0.018 * places[0] <= 0.9) > 0.3
    assert np.mean(0.95 + 0.018 * places[0]) < 0.91


def test_places_come_back_as_values_and_start_at_zero():
    space = Space(ENTRIES)
    assert "scale" not in space.names  # a definition is not fitted
    starts = space.values(np.zeros(len(space.names)))
    assert starts["share"] == pytest.approx(0.5)
    members = space.draw(np.random.default_rng(0), 100)
    np.testing.assert_allclose(space.of(space.values(members)), members, atol=1e-9)
    np.testing.assert_allclose(members.std(axis=1), 1, atol=0.06)


# Rows that are kept to judge by


def test_a_row_marked_test_is_refused_and_never_run(tmp_path):
    with pytest.raises(ValueError, match="E04 is marked test"):
        run(tmp_path, rows=[*ROWS, "E04"])
    job = Job("round-0", {}, seeds=6, seed=0)
    with pytest.raises(ValueError, match="never runs it"):
        measure(WORLD, Keeping(tmp_path), job, ["E04"])
    with pytest.raises(ValueError, match="marked test"):
        usable(find("E04"))


def test_calibration_sees_every_row_but_the_five_to_judge_by():
    left_out = set(row_names()) - set(usable_rows())
    assert left_out == {"E04", "E08", "E12", "E15", "E17"}
    assert all(row(name).use == "test" for name in left_out)


# Going on after a stop


class StoppedError(Exception):
    """Ends a run in the middle."""


@pytest.mark.parametrize("after", [3, 9, 24])
def test_a_run_that_was_stopped_ends_as_if_it_had_not_been(tmp_path, outcome, after):
    told = 0

    def stop(what, share):
        nonlocal told
        told += 1
        if told == after:
            raise StoppedError

    with pytest.raises(StoppedError):
        run(tmp_path, tell=stop)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    assert len(kept) == after
    again = run(tmp_path)
    assert repr(again) == repr(outcome)
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())


def test_what_is_kept_is_whole_or_not_there(tmp_path, monkeypatch):
    keeping = Keeping(tmp_path)

    def full(*args):
        raise OSError("no room")

    monkeypatch.setattr("undertow.evidence.calibration.keeping.os.replace", full)
    with pytest.raises(OSError, match="no room"):
        keeping.write("round-0", "A01", {"figures": [1.0]})
    assert not keeping.has("round-0", "A01")
    assert list(tmp_path.rglob("*.*")) == []


def test_what_is_kept_comes_back_the_same(tmp_path):
    keeping, numbers = Keeping(tmp_path), [0.1 + 0.2, 1e-300, float("nan"), float("inf")]
    keeping.write("round-0", "A01", numbers)
    np.testing.assert_array_equal(keeping.read("round-0", "A01"), numbers)


def test_other_settings_or_numbers_make_another_calibration():
    assert fingerprint(SETTINGS, ROWS) == fingerprint(SETTINGS, ROWS)
    assert fingerprint(SETTINGS, ROWS) != fingerprint(Settings(seed=4), ROWS)
    assert fingerprint(SETTINGS, ROWS) != fingerprint(SETTINGS, ROWS[1:])


def test_a_row_that_fails_on_some_set_is_told_of_and_stops_nothing(tmp_path, monkeypatch):
    def failing(lab):
        raise ZeroDivisionError("nobody left")

    broken = find("A01")
    object.__setattr__(broken, "measure", failing)
    monkeypatch.setattr("toy_world.SPECIAL", {"A01": broken})
    found = run(tmp_path, settings=Settings(members=30, rounds=1, steps=0, seeds=6))
    assert found.wrong == {"A01": "ZeroDivisionError: nobody left"}
    assert found.verdicts["A01"] == "fail"
    assert found.verdicts["N1"] == "pass"


# The outcome as a parameter set


def test_the_set_tells_value_start_contraction_and_rows(outcome):
    found = parameter_set(outcome, ENTRIES, SETTINGS, "2026-11-21")
    assert found.about["claims"] == {"pass": 2, "open": 0, "fail": 0}
    assert found.about["findings"] == {"pass": 1, "open": 0, "fail": 0}
    assert found.about["not_passed"] == []
    rate, unseen, scale = (found.entries[name] for name in ("rate", "unseen_3", "scale"))
    assert (rate.status, rate.start, rate.rows[0]) == ("calibrated", 1.0, "A01")
    assert rate.value == outcome.values["rate"]
    assert (unseen.status, unseen.value, unseen.rows) == ("assumed", 1.0, ())
    assert scale.contraction is None
    json.dumps(found.about)
