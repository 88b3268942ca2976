"""An experiment gives a verdict only as firm as its seeds."""

import numpy as np
import pytest

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import Target, at_least, judge, median_interval
from undertow.evidence.lab import Lab


def test_the_interval_of_twenty_seeds_is_the_sixth_figure_from_either_end():
    figure = median_interval(np.random.default_rng(0).permutation(np.arange(20.0)))
    assert figure == (9.5, 5.0, 14.0)


def test_the_interval_covers_the_median_at_least_95_times_in_100():
    draws = np.random.default_rng(1).lognormal(size=(2000, 20))  # true median 1
    figures = [median_interval(row) for row in draws]
    covered = np.mean([figure.low <= 1 <= figure.high for figure in figures])
    assert 0.945 < covered < 0.975


def test_too_few_seeds_give_no_interval():
    assert median_interval(np.arange(6.0)).low == 0
    with pytest.raises(ValueError, match="at least 6"):
        median_interval(np.arange(5.0))


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        (at_least(5.0), "holds"),
        (at_least(5.1), "open"),
        (at_least(14.0), "open"),
        (at_least(14.1), "fails"),
        (Target(high=14.0), "holds"),
        (Target(high=13.9), "open"),
        (Target(high=4.9), "fails"),
        (Target(0.0, 20.0), "holds"),
    ],
)
def test_a_verdict_needs_the_whole_interval(target, outcome):
    assert judge(np.arange(20.0), target).outcome == outcome


def test_an_experiment_is_a_function_and_its_docstring_the_claim():
    @experiment("X01", needs="relief", target=at_least(1.0))
    def relief_is_at_work(lab: Lab) -> np.ndarray:
        """There is relief."""
        return np.full(lab.seeds, 1.0 * lab.parameters.mechanisms.relief)

    assert relief_is_at_work.id == "X01"
    assert relief_is_at_work.claim == "There is relief."
    assert relief_is_at_work.verdict(Lab()).outcome == "holds"
    assert relief_is_at_work.without_mechanism(Lab()).outcome == "fails"
