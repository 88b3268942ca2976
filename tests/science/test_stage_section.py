"""The section on 500 diaries: says what was not reached, and is kept by the other run."""

from datetime import date

import numpy as np
import pytest
from measures import tally
from personal_truth import known_model, possible_kinds
from stage_figures import DEGREES, JudgedStages, find_stages, groups, leave_days_out
from stage_section import BEGIN, END, missed, part_of, put_into, section

from undertow.engine.life import APART
from undertow.engine.sample import FIRST_DAY
from undertow.inference import stage_model
from undertow.inference.kinds_of_day import COLD_SPELL, KINDS
from undertow.inference.learning import Example
from undertow.inference.observations import CATEGORIES, Observations
from undertow.record import Entry, arrange
from undertow.record.diary import Precision
from undertow.theory.partner import CALM, INCIDENT, PARTNERS, STEADY

STAGES = 6


def _judged(seed, right, told_cycles=3.2):
    """One diary of 80 days whose stages are right in this share."""
    rng = np.random.default_rng(seed)
    true = rng.integers(STAGES, size=80)

    def read(share):
        named = np.where(rng.random(80) < share, true, rng.integers(STAGES, size=80))
        chance = np.full((80, STAGES), (1 - share) / STAGES)
        chance[np.arange(80), named] += share
        return tally(true, chance)

    theory = ("reinforcement", "severity")[seed % 2]
    return JudgedStages(read(right), read(0.99), (3.0, told_cycles, 2.0, 4.0), theory)


def _found(right, told_cycles=3.2):
    diaries = [_judged(seed, right, told_cycles) for seed in range(30)]
    return dict.fromkeys(DEGREES, find_stages(diaries))


def test_what_is_reached_is_said_and_what_is_not_too():
    assert missed(_found(0.97)) == []
    lines = missed(_found(0.7, told_cycles=5.0))
    assert len(lines) == 7
    assert "**Not reached:" in section(_found(0.7), 31, date(2026, 11, 21))


def test_the_section_tells_every_figure():
    text = section(_found(0.97), 31, date(2026, 11, 21))
    assert text.startswith(BEGIN)
    assert text.endswith(END)
    assert "nan" not in text
    assert "seed 31" in text


def test_a_page_keeps_or_replaces_its_section():
    page = "# A page\n\n## Bands of the states\n\nWords.\n"
    first = put_into(page, BEGIN + "one\n" + END)
    second = put_into(first, BEGIN + "two\n" + END)
    assert part_of(page) == ""
    assert part_of(second) == BEGIN + "two\n" + END
    assert second.replace("two", "one") == first


def test_figures_are_ratios_and_shares():
    figures = _found(0.9)["daily"]
    assert figures.ratio.value == pytest.approx(figures.f1.value / figures.known_f1)
    assert figures.within_one.value == figures.covered.value == 1
    assert figures.days == 30 * 80


def test_seven_tenths_of_the_people_live_under_the_main_theory():
    chosen = groups(500, 31)
    assert sum(group.size for group in chosen) == 500
    assert sum(group.size for group in chosen if group.theory == "reinforcement") == 350
    assert len({group.seed for group in chosen}) == len(chosen)


def test_a_partner_without_the_cycle_has_no_stages_of_it():
    steady = possible_kinds(PARTNERS["steady_warm"])
    assert steady[[STEADY, APART]].all()
    assert not steady[[INCIDENT, CALM, COLD_SPELL]].any()
    assert possible_kinds(PARTNERS["unpredictable"])[COLD_SPELL]
    assert not possible_kinds(PARTNERS["cycle"])[STEADY]


def test_a_known_person_has_the_tables_of_their_own_years():
    rng = np.random.default_rng(2)
    life = np.tile(np.repeat([CALM, INCIDENT], [9, 1]), 180)
    widths = [*CATEGORIES.values()]
    shown = np.array([np.where(life == INCIDENT, width - 1, 0) for width in widths])
    seen = Observations(shown, rng.random((1800, 9)), np.ones((1800, 9), bool), np.ones(1800))
    model = stage_model.frozen()
    found = known_model(Example(seen, life, life), PARTNERS["cycle"], model)
    assert found.start.sum() == pytest.approx(1)
    assert found.transition[0, CALM, INCIDENT] > 0.95
    assert found.hazard[0, CALM, 8] > 0.4
    assert found.hazard[0, CALM, 2] < 0.1
    assert found.emission[0, 0, INCIDENT, widths[0] - 1] > 0.95
    assert found.emission.shape[1:] == model.emission.shape[1:]
    assert found.pace.shape == (KINDS, model.pace.shape[1])


def _day(day: int, kind: str, precision: Precision = "day") -> Entry:
    first = float(FIRST_DAY + day)
    return Entry(first, first + 1, kind, precision=precision)


def test_days_left_out_take_everything_but_separations_and_the_story_with_them():
    entries = [_day(day, "warmth") for day in range(300)]
    entries += [_day(20, "left"), _day(60, "returned"), _day(-400, "harm", precision="month")]
    whole = arrange(entries, simulated=True, name="a")[0]
    rng = np.random.default_rng(0)
    part = leave_days_out(whole, 1 / 3, rng)
    assert sum(entry.kind == "warmth" for entry in part.entries) == pytest.approx(200, abs=30)
    assert {entry.kind for entry in leave_days_out(whole, 1.0, rng).entries} == {
        "left",
        "returned",
        "harm",
    }
    assert leave_days_out(whole, 0.0, rng).entries == whole.entries
