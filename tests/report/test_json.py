"""The versioned JSON: its shape, its numbers, nothing but strict JSON."""

import json
import math
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest
from schema import faults

from undertow.inference.reading import STAGES, Notice
from undertow.report.json_form import to_json, write_json


@pytest.fixture(scope="module")
def form() -> dict:
    text = resources.files("undertow.report").joinpath("reading.schema.json").read_text()
    return json.loads(text)


def strict(text: str) -> dict:
    def refuse(name):
        raise AssertionError(f"{name} is not JSON")

    return json.loads(text, parse_constant=refuse)


def test_a_reading_of_any_shape_fits_the_schema(reading, form):
    assert faults(to_json(reading), form, form) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("title", None),
        ("written", [1]),
        ("relief", {"dog": 1}),
        ("cycle_count", {"mean": 1.0, "low80": 1.0}),
        ("trends", [{"name": "kinder", "probability": 0.5, "cycles": 3}]),
        ("trends", [{"name": "shorter", "probability": 1.5, "cycles": 3}]),
        ("extra", 1),
    ],
)
def test_the_schema_refuses_what_does_not_fit(rich_reading, form, field, value):
    assert faults(to_json(rich_reading) | {field: value}, form, form)


def test_the_file_is_strict_json_equal_to_the_dictionary(reading, tmp_path):
    path = tmp_path / "reading.json"
    write_json(reading, path)
    assert strict(path.read_text(encoding="utf-8")) == to_json(reading)


def test_what_is_not_known_is_null(rich_reading):
    states = dict(rich_reading.states)
    pull = states["pull"]
    states["pull"] = replace(pull, mean=np.full_like(pull.mean, np.nan))
    told = to_json(replace(rich_reading, states=states, cycle_count=(math.inf, 0.0, 1.0)))
    assert set(told["states"]["pull"]["mean"]) == {None}
    assert told["cycle_count"]["mean"] is None


def test_numbers_keep_five_significant_digits(rich_reading):
    told = to_json(replace(rich_reading, totals={"days": 123456.789, "harms": 0.00123456789}))
    assert told["totals"] == {"days": 123460.0, "harms": 0.0012346}


def test_each_day_has_every_stage_summing_to_one(reading):
    stages = to_json(reading)["stages"]
    total = np.sum([stages[name] for name in STAGES], axis=0)
    assert len(stages["date"]) == len(reading.dates)
    assert np.allclose(total, 1.0, atol=1e-4)


def test_a_notice_keeps_its_code_and_gets_its_sentence(rich_reading):
    told = to_json(
        replace(rich_reading, notices=[Notice("few_entries", {"entries": 3, "days": 5})])
    )
    assert told["warnings"] == [
        {
            "id": "few_entries",
            "text": "There are few entries (entries: 3, days from first to last: 5). "
            "Much of this page is a guess from what is common.",
        }
    ]
