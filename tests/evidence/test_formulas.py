"""The pages with equations say what the code does, and no equation is typed by hand."""

import re
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from sympy import Abs, Float, Max, Symbol

from undertow.engine.leaky import advance
from undertow.evidence.disagreements_page import quoted, rows_of
from undertow.evidence.formulas.__main__ import PAGES
from undertow.evidence.formulas.algebra import dynamics, tidy, written
from undertow.evidence.formulas.behaviour_page import Offer
from undertow.evidence.formulas.calling import Symbols, functions_of, law_of, parts_of_laws
from undertow.evidence.formulas.laws_page import in_reading_order
from undertow.evidence.formulas.notation import Notation, as_latex, meaning, spoken_symbol
from undertow.theory import Inputs, Parameters, Signals, States, cascade, choice, readouts
from undertow.theory.rivals import REPETITION

FOLDER = Path(__file__).parents[2] / "docs" / "theory"
X, Y = Symbol("x", real=True), Symbol("y", real=True)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_one_that_the_code_writes(name):
    page = (FOLDER / name).read_text(encoding="utf-8")
    assert page == PAGES[name](), f"docs/theory/{name} is behind the code: run `make docs`"


@pytest.mark.parametrize("name", PAGES)
def test_each_equation_is_whole(name):
    """Nothing that GitHub cannot draw: braces in pairs, every left with its right."""
    page = (FOLDER / name).read_text(encoding="utf-8")
    drawn = [
        *re.findall(r"```math\n(.*?)\n```", page, re.DOTALL),
        *re.findall(r"\$`(.*?)`\$", page),
    ]
    assert len(drawn) > 10
    for equation in drawn:
        assert equation.count("{") == equation.count("}"), equation
        assert equation.count(r"\left") == equation.count(r"\right"), equation
        assert "\n" not in equation


def test_the_figures_of_the_disagreements_are_those_of_the_ledger():
    page = (FOLDER / "disagreements.md").read_text(encoding="utf-8")
    ledger = (FOLDER / "ledger.md").read_text(encoding="utf-8")
    assert page == quoted(page, ledger), "docs/theory/ledger.md has changed: run `make docs`"
    assert {"A12", "N5", "A16", "A25", "E13", "A09", "N3", "B01", "A04"} <= set(rows_of(page))


def test_a_quoted_row_that_is_gone_is_named():
    marked = "<!-- measured: Z99 -->\n<!-- end of what is measured -->"
    with pytest.raises(ValueError, match="Z99"):
        quoted(marked, "| A01 | a | b | c | d | **pass** |")


@pytest.fixture(scope="module")
def theory() -> tuple[Symbols, list, list, list]:
    symbols = Symbols()
    parts = symbols.add_parts(parts_of_laws())
    signals = [symbols.signal(name) for name in Signals._fields]
    return symbols, parts, signals, [symbols.law(name, law_of(name)) for name in States._fields]


def numbers(symbols: Symbols, seed: int) -> tuple[States, Inputs, Parameters]:
    """Any states, inputs and parameters."""
    rng = np.random.default_rng(seed)
    p = Parameters.draw(rng, 1)
    values = {name: float(np.ravel(value)[0]) for name, value in p.values().items()}
    states = States(*rng.uniform(0.05, 0.95, len(States._fields)))
    inputs = Inputs(*rng.uniform(0.05, 0.95, len(Inputs._fields)))
    return states, inputs, Parameters(**values)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_is_what_the_cascade_solves(theory, seed):
    """Every printed formula, in numbers, against the rates that the engine is handed."""
    symbols, parts, signals, laws = theory
    start, inputs, p = numbers(symbols, seed)
    solved: list[tuple[float, float]] = []

    def noted(state, inflow, outflow):
        solved.append((float(inflow), float(outflow)))
        return advance(state, inflow, outflow, step=0.25, xp=np)

    _, means, derived = cascade(start, inputs, p, noted)
    values = {symbols.states[name]: value for name, value in means._asdict().items()}
    values |= {symbols.signals[name]: value for name, value in derived._asdict().items()}
    values |= {symbols.inputs[name]: value for name, value in inputs._asdict().items()}
    values |= {symbols.parameters[name]: value for name, value in p.values().items()}
    for formula in in_reading_order(laws, parts):
        if formula.value is not None:
            values[formula.symbol] = float(formula.value.evalf(subs=values))
    for law, (inflow, outflow) in zip(laws, solved, strict=True):
        assert float(law.inflow.evalf(subs=values)) == pytest.approx(inflow, rel=1e-9, abs=1e-12)
        assert float(law.outflow.evalf(subs=values)) == pytest.approx(outflow, rel=1e-9)
    for signal in signals:
        value = getattr(derived, signal.name)
        assert float(signal.value.evalf(subs=values)) == pytest.approx(value, rel=1e-9, abs=1e-12)


def test_a_printed_readout_is_what_the_readout_gives():
    symbols = Symbols()
    formulas = symbols.add_parts(dict(functions_of(readouts)))
    state, inputs, p = numbers(symbols, 7)
    values = {symbols.states[name]: value for name, value in state._asdict().items()}
    values |= {symbols.inputs[name]: value for name, value in inputs._asdict().items()}
    values |= {symbols.parameters[name]: value for name, value in p.values().items()}
    known = {one.symbol: one.function(state, inputs, p) for one in formulas}
    assert {"pull", "closeness", "mood", "fear"} <= {one.name for one in formulas}
    for one in formulas:
        got = float(one.value.evalf(subs=values | known))
        assert got == pytest.approx(known[one.symbol], rel=1e-9), one.name


def test_no_two_quantities_are_written_alike(theory):
    names = theory[0].notation.latex
    assert len(set(names.values())) == len(names)
    assert not any(re.search(r"\b\d", name.split("_{")[0]) for name in names.values())


def test_a_formula_comes_before_who_reads_it(theory):
    _, parts, signals, laws = theory
    ordered = in_reading_order(laws, [*parts, *signals])
    assert len(ordered) == len(laws) + len(parts) + len(signals)
    place = {one.symbol: at for at, one in enumerate(ordered)}
    for one in [*parts, *signals]:
        readers = [place[law.symbol] for law in laws if one.symbol in law.read]
        assert not readers or place[one.symbol] < min(readers)


def test_every_equation_of_the_states_is_on_the_page(theory):
    symbols, *_, laws = theory
    page = (FOLDER / "laws.md").read_text(encoding="utf-8")
    for law in laws:
        told = dynamics(law.symbol, law.inflow, law.outflow, symbols.notation.latex)
        assert told in page, law.name


def test_a_law_tells_its_switches(theory):
    symbols = theory[0]
    assert symbols.switches[law_of("relief")] == ["relief"]
    assert symbols.switches[law_of("cortisol")] == []


def test_the_rival_is_printed_from_its_own_laws():
    symbols = Symbols(REPETITION.parameters)
    bond = symbols.law("bond", REPETITION.bond)
    assert symbols.parameters["repetition_growth"] in bond.read
    assert symbols.parameters["bond_growth"] not in bond.read


def test_the_softmax_of_formulas_is_that_of_numbers():
    p = Parameters()
    pair = choice.Appeal(kind=np.array([0.1, 0.6]), familiar=np.array([0.7, 0.2]))
    right = choice.chances(np.array([0.4]), pair, p, np)
    unshifted = choice.Appeal(*(field.view(Offer) for field in pair))
    shown = choice.chances(np.array([0.4]), unshifted, p, np)
    assert np.allclose(np.asarray(shown, float), right, rtol=1e-12)


@pytest.mark.parametrize(
    ("expression", "latex"),
    [
        (0.5 * (X + abs(X)), r"\max\left(0, x\right)"),
        (0.5 * (X - Y + abs(X - Y)), r"\max\left(0, x - y\right)"),
        (0.5 * (Y - X + abs(Y - X)), r"\max\left(0, y - x\right)"),
        (abs(X), r"\left|{x}\right|"),
        (1 - X, "1 - x"),
        (Float(3.0) * X, r"3\,x"),
        (0.25 * X, r"0.25\,x"),
        (Float(1e-9) + X, r"1 \times 10^{-9} + x"),
    ],
)
def test_an_expression_is_made_readable(expression, latex):
    assert written(tidy(expression), {X: "x", Y: "y"}) == latex


def test_making_readable_changes_no_value():
    rough = 0.5 * (X - Y + abs(X - Y)) * (1 - 0.5 * (Y + abs(Y))) / (1.0 + abs(X))
    smooth = tidy(rough)
    assert smooth.atoms(Max)
    assert smooth.atoms(Abs) == {abs(X)}
    for x, y in ((1.5, -0.3), (-2.0, 0.7), (0.2, 0.1)):
        assert smooth.evalf(subs={X: x, Y: y}) == pytest.approx(rough.evalf(subs={X: x, Y: y}))


@pytest.mark.parametrize(
    ("short", "latex"),
    [
        ("tau_name", r"\tau_{\mathrm{name}}"),
        ("S0", "S_{0}"),
        ("V_rho", r"V_{\rho}"),
        ("m_av", r"m_{\mathrm{av}}"),
        ("felt_warmth", r"\mathrm{felt\ warmth}"),
        ("lambda", r"\lambda"),
        ("k", "k"),
    ],
)
def test_a_short_form_becomes_latex(short, latex):
    assert as_latex(short) == latex


def test_a_second_quantity_of_the_same_letter_is_written_in_words():
    notation = Notation()
    first, second = notation.symbol("1_one", "k"), notation.symbol("1_two", "k")
    assert (notation.latex[first], notation.latex[second]) == ("k", r"\mathrm{two}")
    with pytest.raises(ValueError, match="1_one"):
        notation.symbol("1_one")


def test_a_docstring_gives_symbol_and_meaning():
    def law(state, inputs, p):
        """V_x. Expectation of x
        over two lines (A01).

        Args:
            state: unused.
        """

    assert spoken_symbol(law) == "V_x"
    assert meaning(law) == "Expectation of x over two lines (A01)."
    assert spoken_symbol(partial) is None
