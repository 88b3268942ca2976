"""Parameters: every number says what it is, is used, and stays where it may be."""

import re
from dataclasses import FrozenInstanceError
from math import inf

import numpy as np
import pytest
from drawn import draw_start, ordinary_inputs

from undertow.engine import plain
from undertow.theory import ALL, Inputs, Parameters, before_the_relationship
from undertow.theory.behaviour import hazards, meeting, recognition
from undertow.theory.choice import appeal, chances
from undertow.theory.danger import danger
from undertow.theory.parameter import Support, beta, fixed, lognormal, positive, unit_interval
from undertow.theory.partner import PARTNERS, Partner
from undertow.theory.readouts import readouts
from undertow.theory.rivals import theories

COUPLE = [PARTNERS["cycle"], PARTNERS["steady_warm"]]
ENTRIES = {entry.name: entry for entry in Parameters.entries()}
TRAITS = {name for name, entry in ENTRIES.items() if entry.personal}
CLAIMS = {f"A{n:02}" for n in range(1, 36)} | {f"B{n:02}" for n in range(1, 15)}
DRAWS = 2000

each = pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))


def drawn() -> Parameters:
    return Parameters.draw(np.random.default_rng(7), DRAWS)


# Every entry says everything


@each
def test_an_entry_says_what_it_is_and_where_it_comes_from(entry):
    assert entry.meaning
    assert entry.unit
    assert entry.source
    assert entry.status in {"literature", "calibrated", "assumed"}
    assert re.fullmatch(r"1|day|1/day( per unit (warmth|harm))?", entry.unit)


@each
def test_claims_that_rest_on_an_entry_exist(entry):
    assert set(entry.claims) <= CLAIMS
    assert len(set(entry.claims)) == len(entry.claims)


def test_symbols_are_unique():
    symbols = [entry.symbol for entry in ENTRIES.values()]
    assert len(set(symbols)) == len(symbols)
    assert all(re.fullmatch(r"[A-Za-z]+(_[A-Za-z0-9]+|0)?", symbol) for symbol in symbols)


def test_meanings_are_unique():
    meanings = [entry.meaning for entry in ENTRIES.values()]
    assert len(set(meanings)) == len(meanings)


@each
def test_the_starting_value_lies_within_its_support_and_is_a_likely_one(entry):
    assert entry.value in entry.support
    values = entry.prior.draw(np.random.default_rng(3), DRAWS)
    assert values.shape == (DRAWS,)
    if not entry.prior.name.startswith("fixed"):
        assert np.quantile(values, 0.1) < entry.value < np.quantile(values, 0.9)


@each
def test_an_entry_cannot_be_changed(entry):
    with pytest.raises(FrozenInstanceError):
        entry.value = 1.0


def test_a_unit_of_days_has_a_time_constant_that_is_never_zero():
    values = drawn().values()
    for name, entry in ENTRIES.items():
        if entry.unit == "day":
            assert np.all(values[name] > 0), name


# Values are attributes; a name that does not exist is an error


def test_on_the_class_an_entry_and_on_a_set_its_value():
    assert Parameters.quench is ENTRIES["quench"]
    assert Parameters().quench == Parameters.defaults()["quench"]
    assert Parameters(quench=2.0).quench == 2.0


@pytest.mark.parametrize("make", [Parameters, Parameters().replace])
def test_an_unknown_name_is_an_error(make):
    with pytest.raises(TypeError, match="quensh"):
        make(quensh=2.0)


def test_reading_an_unknown_name_is_an_error():
    with pytest.raises(AttributeError, match="quensh"):
        _ = Parameters().quensh


def test_replacing_leaves_the_rest_and_the_original():
    first = Parameters(ALL._replace(hope=False), anxiety=0.7)
    second = first.replace(quench=2.0)
    assert second.values() == first.values() | {"quench": 2.0}
    assert second.mechanisms == first.mechanisms
    assert first.quench == Parameters().quench
    assert first.replace(ALL).mechanisms == ALL


def test_sets_do_not_share_their_values():
    first, second = Parameters(anxiety=0.1), Parameters(anxiety=0.9)
    assert (first.anxiety, second.anxiety, ENTRIES["anxiety"].value) == (0.1, 0.9, 0.3)


# Supports and draws


@each
def test_a_value_outside_the_support_is_found(entry):
    Parameters().check()
    outside = [entry.support.low - 0.1]
    if entry.support.high < inf:
        outside.append(entry.support.high + 0.1)
    for value in (*outside, np.nan, np.array([entry.value, outside[0]])):
        with pytest.raises(ValueError, match=entry.name):
            Parameters(**{entry.name: value}).check()


@pytest.mark.parametrize(
    ("support", "low", "high"), [(positive, 0.0, inf), (unit_interval, 0.0, 1.0)]
)
def test_supports_are_closed(support, low, high):
    assert support == Support(low, high)
    assert low in support
    assert high in support
    assert low - 1e-9 not in support


def test_draws_lie_within_their_supports():
    drawn().check()
    assert all(np.shape(value) == (DRAWS,) for value in drawn().values().values())


def test_draws_of_traits_leave_the_population_as_it_is():
    p = Parameters.draw(np.random.default_rng(7), 5, traits_only=True)
    for name, value in p.values().items():
        assert np.shape(value) == ((5,) if name in TRAITS else ()), name


def test_the_same_generator_draws_the_same():
    for name, value in drawn().values().items():
        np.testing.assert_array_equal(value, drawn().values()[name])


@pytest.mark.parametrize(
    ("prior", "median", "name"),
    [
        (lognormal(7.0, 0.3), 7.0, "lognormal(median=7, log_sd=0.3)"),
        (beta(4.0, 4.0), 0.5, "beta(4, 4)"),
        (fixed(3.0), 3.0, "fixed(3)"),
    ],
)
def test_priors_are_what_their_names_say(prior, median, name):
    assert prior.name == name
    values = prior.draw(np.random.default_rng(1), 20_000)
    assert np.median(values) == pytest.approx(median, rel=0.02)


def test_a_lognormal_prior_is_as_wide_as_it_says():
    values = lognormal(7.0, 0.3).draw(np.random.default_rng(1), 20_000)
    assert np.log(values).std() == pytest.approx(0.3, rel=0.03)


# No number is idle


def test_every_parameter_changes_something():
    """Person k lives with parameter k a tenth larger; person 0 as everyone. All must differ."""
    names = list(ENTRIES)
    raised = 1 + 0.1 * np.eye(len(names) + 1)[:, 1:]
    p = Parameters(**{n: ENTRIES[n].value * raised[:, k] for k, n in enumerate(names)})
    inputs = ordinary_inputs(1, (120,))
    inputs = Inputs(*(np.repeat(field[:, None], len(names) + 1, axis=1) for field in inputs))
    begun = before_the_relationship(p)
    middle = type(begun)(*(np.full(len(names) + 1, value) for value in draw_start(2)))
    did = [hazards(middle, Inputs(contact=share), p, 2.0, np) for share in (0.0, 1.0)]
    offered = appeal(Partner(*(np.array([a, b]) for a, b in zip(*COUPLE, strict=True))))
    facts = [
        *begun,
        *did[0],
        *did[1],
        recognition(0.5, p),
        danger(20.0, 0.5, p, np),
        meeting(middle, Inputs(contact=0.0), p, np),
        *chances(middle.working_model, offered, p, np),
    ]
    for theory in theories().values():
        started = plain.run(begun, inputs, p, 1.0, theory)[1]
        went_on = plain.run(middle, inputs, p, 1.0, theory)[1]
        facts += [*started, *went_on, *readouts(went_on, inputs, p, theory.pull)]
    differs = np.zeros(len(names) + 1, bool)
    for fact in facts:
        rows = np.atleast_2d(fact)
        differs |= np.any(rows != rows[:, :1], axis=0)
    assert [name for name, moved in zip(names, differs[1:], strict=True) if not moved] == []
    assert not differs[0]
