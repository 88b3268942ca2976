"""The same on 20 diaries: bounds wide enough for luck, narrow enough to notice a break."""

import numpy as np
import pytest
from judging import judge, readable
from measures import calibration_error, coverage, log_score, macro_f1, tally, together
from settings import REQUIRED

from undertow.engine.sample import sample_diaries
from undertow.inference import stage_model

SEED = 12
DIARIES = 20


@pytest.mark.parametrize("name", REQUIRED)
def test_twenty_diaries_are_read_well(name):
    sample = sample_diaries(DIARIES, SEED, longest=200, **REQUIRED[name].changes)
    judged = [judge(kept) for kept in sample if readable(kept)]
    assert len(judged) == DIARIES
    total = together([each.stages for each in judged])
    model = stage_model.frozen()
    base = np.einsum("k,ksa->s", model.classes, model.start)
    assert macro_f1(total) >= 0.70
    assert calibration_error(total) <= 0.12
    assert log_score(total) > total.confusion.sum(axis=1) @ np.log(base) / total.days + 0.3
    assert 0.60 <= coverage([each.inside["pull"] for each in judged]).pooled <= 0.95


def test_a_tally_of_what_is_known_for_sure_is_perfect():
    true = np.array([0, 1, 2, 2, 1])
    total = tally(true, np.eye(6)[true])
    assert macro_f1(total) == 1
    assert calibration_error(total) == 0
    assert log_score(total) == 0
