"""Laws, readouts and hazards found in the theory's modules and called with symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from inspect import getdoc, getmembers, isfunction, signature, unwrap
from pkgutil import iter_modules
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from sympy import Expr, Piecewise, Symbol, exp, log

from undertow.evidence.formulas.algebra import tidy
from undertow.evidence.formulas.notation import INPUTS, Notation, spoken_symbol
from undertow.theory import Inputs, Parameters, Signals, States, laws
from undertow.theory.mechanisms import Mechanisms
from undertow.theory.states import Above

Function = Callable[..., Any]
READS = {"state", "inputs", "p"}
"""What a law, a readout or a part of one takes."""
CLAIM = re.compile(r"\b[ABEN]\d{1,2}\b")

SYMBOLIC = SimpleNamespace(
    exp=lambda x: np.vectorize(exp, otypes=[object])(x) if isinstance(x, np.ndarray) else exp(x),
    log=log,
    where=lambda condition, then, other: Piecewise((then, condition), (other, True)),
)
"""An arrays' namespace for symbols."""


class Formula(NamedTuple):
    """One law, readout or other function, as symbols.

    Attributes:
        name: of the state or of the function.
        function: where it is written.
        symbol: what it gives.
        inflow, outflow: of a law x' = inflow - outflow x; None for everything else.
        value: of everything else; None for a law.
    """

    name: str
    function: Function
    symbol: Symbol
    inflow: Expr | None = None
    outflow: Expr | None = None
    value: Expr | None = None

    @property
    def expressions(self) -> list[Expr]:
        """Its one or two expressions."""
        return [one for one in (self.inflow, self.outflow, self.value) if one is not None]

    @property
    def read(self) -> set[Any]:
        """Every symbol that it reads."""
        return set[Any]().union(*(one.free_symbols for one in self.expressions))

    @property
    def claims(self) -> list[str]:
        """Ids that its docstring names."""
        return sorted(set(CLAIM.findall(getdoc(self.function) or "")))


class Asked(Mechanisms):
    """Mechanisms that are all at work and remember which of them were asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name in Mechanisms._fields:
            names = self.__dict__.setdefault("names", [])
            names += [] if name in names else [name]
        return super().__getattribute__(name)


class Symbols:
    """The theory with a symbol for each of its quantities.

    Attributes:
        notation: how each is written.
        states, signals, inputs, parameters: symbols by name.
        parts: formulas that others are written with, by their symbol.
        switches: mechanisms that a function asked for when it was called.
    """

    def __init__(self, kind: type[Parameters] = Parameters) -> None:
        self.notation = Notation()
        self.kind = kind
        new = self.notation.symbol
        self.states = {
            name: new(f"5_{name}", spoken_symbol(law_of(name)) or name) for name in States._fields
        }
        self.signals = {
            name: new(f"4_{name}", spoken_symbol(law_of(name)) or name) for name in Signals._fields
        }
        self.inputs = {name: new(f"2_{name}", INPUTS.get(name, name)) for name in Inputs._fields}
        self.parameters = {
            entry.name: new(f"1_{entry.name}", entry.symbol) for entry in kind.entries()
        }
        self.parts: dict[Symbol, Expr] = {}
        self.switches: dict[Function, list[str]] = {}

    def call(self, function: Function, **more: Any) -> Any:
        """The function's result, untouched; arguments it does not take are left out.

        Args:
            function: of the theory.
            more: arguments besides state, inputs, parameters and the arrays' namespace.
        """
        asked, wanted = Asked(), signature(function).parameters
        above = Above(**self.states, **self.signals)
        of_states = "state" in wanted and "States" in str(wanted["state"].annotation)
        given = {
            "state": States(**self.states) if of_states else above,
            "inputs": Inputs(**self.inputs),
            "p": self.kind(asked, **self.parameters),
            "xp": SYMBOLIC,
        } | more
        result = function(**{name: value for name, value in given.items() if name in wanted})
        self.switches[function] = vars(asked).get("names", [])
        return result

    def add_parts(self, functions: Mapping[str, Function], **more: Any) -> list[Formula]:
        """Formulas that all others, and each other, are written with.

        Args:
            functions: by name.
            more: arguments besides state, inputs, parameters and the arrays' namespace.
        """
        symbols = {}
        for name, function in functions.items():
            written = spoken_symbol(function) or name.strip("_")
            symbols[name] = self.notation.symbol(f"3_{name}", written)
            self.parts[symbols[name]] = tidy(self.call(function, **more))
        return [
            Formula(name, functions[name], own, value=tidy(self.parts[own], self._without(own)))
            for name, own in symbols.items()
        ]

    def _without(self, own: Symbol) -> dict[Symbol, Expr]:
        return {symbol: formula for symbol, formula in self.parts.items() if symbol != own}

    def results(self, function: Function, **more: Any) -> list[Formula]:
        """Whatever else: one formula for a number, one a field for a named tuple.

        Args:
            function: of the theory.
            more: arguments besides state, inputs, parameters and the arrays' namespace.
        """
        result = self.call(function, **more)
        named = result._asdict() if hasattr(result, "_asdict") else {function.__name__: result}
        return [
            Formula(
                name,
                function,
                self.notation.symbol(f"6_{name}", spoken_symbol(function) or name),
                value=tidy(value, self.parts),
            )
            for name, value in named.items()
        ]

    def law(self, name: str, law: Function) -> Formula:
        """The law of a state."""
        inflow, outflow = (tidy(one, self.parts) for one in self.call(law))
        return Formula(name, law, self.states[name], inflow, outflow)

    def signal(self, name: str) -> Formula:
        """A signal: derived on the way, and no state."""
        law = law_of(name)
        value = tidy(self.call(law), self.parts)
        return Formula(name, law, self.signals[name], value=value)


def law_modules() -> list[ModuleType]:
    """The files of `theory/laws`."""
    return [import_module(f"{laws.__name__}.{one.name}") for one in iter_modules(laws.__path__)]


def law_of(name: str) -> Function:
    """The law of a state or signal.

    Raises:
        LookupError: if none of the files of laws has it.
    """
    for module in law_modules():
        found = vars(module).get(name)
        if isfunction(found) and found.__module__ == module.__name__:
            return found
    raise LookupError(f"theory/laws has no law called {name}")


def functions_of(module: ModuleType) -> Iterator[tuple[str, Function]]:
    """Functions written in a module that take nothing but state, inputs and parameters."""
    written = sorted(
        getmembers(module, isfunction), key=lambda one: unwrap(one[1]).__code__.co_firstlineno
    )
    for name, function in written:
        if function.__module__ == module.__name__ and set(signature(function).parameters) <= READS:
            yield name, function


def parts_of_laws() -> dict[str, Function]:
    """Functions that laws share and that are neither a state's nor a signal's."""
    own = set(States._fields) | set(Signals._fields)
    return {
        name: function
        for module in law_modules()
        for name, function in functions_of(module)
        if name not in own
    }
