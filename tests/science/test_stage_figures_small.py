"""The same on ten people, to notice a break; so few prove nothing."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from measures import log_score, macro_f1, together
from stage_figures import DEGREES, Group, judge_group

PEOPLE = 10
SEED = 900


def test_ten_people_are_read_the_better_the_more_they_write():
    # In a fresh process, without the checks of shapes: lives of years take them too long.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        judged = pool.submit(judge_group, Group("reinforcement", PEOPLE, SEED)).result()
    told = {name: together([each.stages for each in judged[name]]) for name in DEGREES}
    known = {name: together([each.known for each in judged[name]]) for name in DEGREES}
    assert all(len(found) == PEOPLE for found in judged.values())
    assert log_score(told["daily"]) > log_score(told["two_thirds"])
    assert macro_f1(told["daily"]) >= 0.75
    assert macro_f1(told["daily"]) >= 0.8 * macro_f1(known["daily"])
    off = [np.abs(each.cycles[1] - each.cycles[0]) for each in judged["daily"]]
    assert np.median(off) <= 1
