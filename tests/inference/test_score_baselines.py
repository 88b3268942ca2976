"""The simple forecasts: what they are, and the table they must reproduce."""

import os
from pathlib import Path

import numpy as np
import pytest
from panels import simulated

from undertow.inference.score import baselines
from undertow.inference.score.bootstrap import Ratio
from undertow.inference.score.panel import Panel, Series, panel_of
from undertow.inference.score.rows import SIMPLE, score
from undertow.inference.score.score_map import read_score_map
from undertow.inference.score.table import read_targets

MAPS = Path(__file__).resolve().parent.parent.parent / "docs" / "score_maps"

PUBLISHED = {
    ("0037_fisher", "craving_smoking"): (51, 1619, 21.97, 24.49, 20.96, 14.28, 0.81),
    ("0037_fisher", "stressed"): (52, 1654, 19.72, 18.53, 16.72, 12.02, 0.83),
    ("0037_fisher", "want_quit"): (52, 1654, 14.48, 12.22, 10.35, 7.77, 0.86),
    ("0033_fisher", "worried"): (40, 1377, 16.37, 13.22, 11.56, 8.76, 0.87),
    ("0033_fisher", "afraid"): (40, 1377, 14.79, 12.00, 10.60, 8.09, 0.87),
    ("0033_fisher", "accepted"): (40, 1377, 16.03, 15.94, 13.89, 9.89, 0.82),
    ("0034_reeves", "reliving"): (20, 661, 12.94, 10.44, 9.41, 7.40, 0.89),
    ("0034_reeves", "hypervigilant"): (20, 661, 14.37, 14.05, 12.06, 9.01, 0.85),
    ("0034_reeves", "distant"): (20, 661, 16.48, 16.99, 14.15, 10.28, 0.79),
    ("0039_kuczynski", "loneliness"): (433, 8252, 1.498, 1.488, 1.313, 0.970, 0.83),
    ("0039_kuczynski", "perceived_responsiveness"): (433, 8261, 1.361, 1.490, 1.241, 0.893, 0.84),
    ("0041_wright", "na"): (94, 2628, 0.405, 0.396, 0.351, 0.257, 0.87),
    ("0041_wright", "affiliation"): (94, 2543, 2.537, 2.694, 2.176, 1.586, 0.87),
    ("0054_tammilehto", "feel_loved"): (104, 1313, 0.616, 0.488, 0.492, 0.364, 0.85),
    ("0054_tammilehto", "need_love"): (104, 1313, 0.873, 0.701, 0.673, 0.520, 0.84),
    ("0054_tammilehto", "keep_distance"): (104, 1313, 0.809, 0.689, 0.699, 0.509, 0.86),
    ("0061_merolla", "connected"): (119, 1782, 1.156, 1.121, 1.056, 0.745, 0.81),
}
"""People, test points, MAE of mean, persistence and EWMA, CRPS and cover of the EWMA."""


def _panel(answers, times=None) -> Panel:
    answers = np.array(answers, dtype=float)
    times = np.arange(len(answers), dtype=float) if times is None else np.array(times, dtype=float)
    return panel_of("mood", 0.0, 10.0, [Series(times, answers, np.zeros((len(answers), 0)))])


def test_the_moving_average_is_the_recursion_written_by_hand(monkeypatch):
    monkeypatch.setattr(baselines, "EWMA_RATES", (0.3,))
    monkeypatch.setattr(baselines, "EWMA_SHARES", (0.75,))
    answers = np.random.default_rng(0).uniform(0, 10, 30)
    found = baselines.ewma(_panel(answers))[0]
    average = answers[0]
    for step in range(1, 30):
        by_hand = 0.75 * average + 0.25 * answers[:step].mean()
        assert found[step] == pytest.approx(by_hand)
        average += 0.3 * (answers[step] - average)


def test_the_moving_average_that_is_picked_has_the_least_training_error():
    panel = simulated(10, 40)
    picked = baselines.ewma(panel)
    judged = panel.judged()
    errors = []
    for rate in baselines.EWMA_RATES:
        average = panel.answers[:, 0].copy()
        walked = [panel.answers[:, 0]]
        for step in range(1, panel.answers.shape[1]):
            walked.append(average.copy())
            average += rate * (panel.answers[:, step] - average)
        errors.append(np.abs(panel.answers - np.stack(walked, axis=1))[judged].mean())
    assert np.abs(panel.answers - picked)[judged].mean() <= min(errors) + 1e-12


def test_autoregression_finds_the_dependence_that_made_the_answers():
    rng = np.random.default_rng(0)
    answers = [5.0]
    for _ in range(4000):
        answers.append(5 + 0.7 * (answers[-1] - 5) + rng.normal())
    panel = panel_of(
        "mood",
        -50.0,
        50.0,
        [Series(np.arange(4001.0), np.array(answers), np.zeros((4001, 0)))],
    )
    found = baselines.ar1(panel)[0]
    slope = np.polyfit(answers[:-1], found[1:], 1)[0]
    assert slope == pytest.approx(0.7, abs=0.04)


def test_decay_falls_with_time_towards_the_mean():
    panel = _panel([5.0] * 30 + [5.0, 9.0, 9.0, 5.0] * 3, np.arange(42) * 1.0)
    found = baselines.decay(panel)[0]
    level = panel.answers[panel.train].mean()
    after_nine = found[32]
    assert level < after_nine <= 9


def test_decay_remembers_less_after_a_longer_gap():
    rng = np.random.default_rng(0)
    answers, times = [5.0], [0.0]
    for _ in range(200):
        gap = rng.choice([0.2, 3.0])
        answers.append(5 + (answers[-1] - 5) * np.exp(-gap) + rng.normal())
        times.append(times[-1] + gap)
    found = baselines.decay(_panel(np.clip(answers, 0, 10), times))[0]
    level = _panel(np.clip(answers, 0, 10), times).answers[0, :140].mean()
    kept = (found[1:] - level) / (np.clip(answers, 0, 10)[:-1] - level)
    gaps = np.diff(times)
    assert kept[gaps > 1].max() < kept[gaps < 1].min()


def test_the_mean_knows_training_answers_only():
    panel = _panel([1.0] * 21 + [9.0] * 9)
    assert baselines.mean(panel)[0, -1] == 1.0


def _close(value: float, printed: float) -> bool:
    """Within one and a half of the third digit, and of the last one printed."""
    unit = max(10.0 ** (np.floor(np.log10(printed)) - 2), 0.001)
    return abs(value - printed) <= 1.5 * max(unit, 0.01 if printed > 5 else 0.001)


@pytest.mark.parametrize("data_set", sorted({name for name, _ in PUBLISHED}))
def test_the_published_table_of_baselines_is_reproduced(data_set, monkeypatch):
    data = Path(os.environ.get("UNDERTOW_DATA", "../shared/data"))
    table = data / "esm" / data_set / f"{data_set}_ts.tsv"
    if not table.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no third-party data at {data}")
        pytest.skip(f"no third-party data at {data}; set UNDERTOW_DATA")
    monkeypatch.setattr("undertow.inference.score.rows._ours", lambda panel, _: _average(panel))
    score_map = read_score_map(MAPS / f"{data_set}.toml")
    seen = set()
    for target in read_targets(table, score_map):
        row = score(target, score_map.fewest, lambda share: None)
        people, points, *errors, crps, held = PUBLISHED[data_set, target.name]
        assert (row.people, row.points) == (people, points)
        found = (row.simple["mean"], row.simple["persistence"], row.ewma.mae)
        for value, printed in zip((*found, row.ewma.crps), (*errors, crps), strict=True):
            assert _close(value, printed), (target.name, value, printed)
        assert row.ewma.cover80 == pytest.approx(held, abs=0.0101)
        assert row.ratios.mae == Ratio(1.0, 1.0, 1.0)
        assert set(row.simple) == set(SIMPLE)
        seen.add((data_set, target.name))
    assert seen == {key for key in PUBLISHED if key[0] == data_set}


def _average(panel):
    """The moving average in our place: only the baselines are looked at here."""
    from undertow.inference.score.rows import _moving_average

    return _moving_average(panel)
