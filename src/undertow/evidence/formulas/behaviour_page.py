"""`docs/theory/behaviour.md`: what people do, and the other person, in simulations."""

from __future__ import annotations

from typing import Any

import numpy as np
from sympy import Integer, factor

from undertow.evidence.formulas.algebra import tidy
from undertow.evidence.formulas.calling import Formula, Symbols
from undertow.evidence.formulas.notation import attributes_of, meaning
from undertow.evidence.formulas.sections import section, table
from undertow.theory import behaviour, choice, danger, partner, readouts
from undertow.theory.partner import PARTNERS, Partner

INTRODUCTION = """\
# Behaviour, and the other person

Only simulations use what stands here: it makes lives to test the theory on. None of it is ever
fitted to a real person, shown to one, or a score of one. Symbols of states and inputs are those of
[the laws](laws.md). Written by `make docs` out of the code.
"""


class Offer(np.ndarray):
    """An array of formulas. Its largest member is taken to be 0.

    A softmax takes the largest away from all before raising e to them, for the sake of the
    computer; that changes no chance, and formulas have no largest.
    """

    def max(self, *args: Any, **named: Any) -> Any:
        """0, in the shape of what a maximum would be."""
        return np.zeros((1, 1))


def page() -> str:
    """The whole page."""

    def told(heading: str, function: Any, *names: str) -> list[str]:
        symbols = Symbols()
        symbols.add_parts({name: getattr(readouts, name) for name in ("withdrawal", "pull")})
        pulled = next(one for one in symbols.parts if one.name.endswith("pull"))
        more = {name: symbols.notation.symbol(f"2_{name}", name) for name in names}
        more = {"power": symbols.inputs["power"], "drawn": lambda *_: pulled} | more
        return section(f"### {heading}", symbols.results(function, **more), symbols)

    return "\n".join(
        [
            INTRODUCTION,
            *("## What a person does", ""),
            *told("Leaving, going back, slipping", behaviour.hazards, "separations"),
            *told("Meeting somebody new", behaviour.meeting),
            *told("How much of its naming harm gets", behaviour.recognition, "physical"),
            *_choosing(),
            *("## The other person", ""),
            *told("Danger after a separation", danger.danger, "days_apart"),
            *told("How long a stage lasts", partner.log_logistic, "median", "shape", "uniform"),
            *_partners(),
        ]
    )


def _choosing() -> list[str]:
    """Appeal of a partner with the cycle and of one without; the chance of either of two."""
    symbols = Symbols()
    new = symbols.notation.symbol
    ways = {name: new(f"2_{name}", name) for name in Partner._fields if name != "power"}
    formulas = []
    for cyclic, without in ((1, ""), (0, "_without_cycle")):
        one = Partner(**ways | {"cyclic": Integer(cyclic)})
        for name, value in symbols.call(choice.appeal, partners=one)._asdict().items():
            symbol = new(f"6_{name}{without}", name + without)
            formulas.append(Formula(name, choice.appeal, symbol, value=tidy(factor(value))))
    lines = section("### What draws to a partner", formulas, symbols)
    two = {
        name: np.array([new(f"2_{name}_{one}", f"{name}_{one}") for one in (1, 2)], dtype=object)
        for name in choice.Appeal._fields
    }
    offered = choice.Appeal(**{name: pair.view(Offer) for name, pair in two.items()})
    model = np.array([symbols.states["working_model"]], dtype=object)
    chances = symbols.call(choice.chances, working_model=model, offered=offered)
    first = Formula("chance", choice.chances, new("6_chance_1"), value=tidy(chances[0, 0]))
    return lines + section("### Which of two is chosen", [first], symbols)


def _partners() -> list[str]:
    """Numbers of every partner there is."""
    told = attributes_of(Partner)
    rows = [
        (f"`{name}`", *(f"{getattr(one, name):g}" for one in PARTNERS.values()))
        for name in Partner._fields
    ]
    return [
        *("### The partners of simulations", "", meaning(partner), ""),
        *("; ".join(f"`{name}`: {said.rstrip('.')}" for name, said in told.items()) + ".", ""),
        *table(("", *(f"`{name}`" for name in PARTNERS)), rows),
    ]
