"""`docs/theory/rival_laws.md`: the laws in which the rival theories differ."""

from __future__ import annotations

from undertow.evidence.formulas.algebra import tidy
from undertow.evidence.formulas.calling import Formula, Symbols, parts_of_laws
from undertow.evidence.formulas.sections import section
from undertow.theory import REINFORCEMENT, Theory
from undertow.theory.rivals import AFFECTION, REPETITION, SEVERITY

INTRODUCTION = """\
# The laws of the rival theories

Four accounts of what holds a person read the same inputs, keep the same states and answer with the
same readouts. They differ in four functions; those of `reinforcement` are in [the laws](laws.md)
and [the readouts](readouts.md), those of the others here. [Rivals](rivals.md) says how a package
adds one. Written by `make docs` out of `theory/rivals`.
"""
LAWS = ("affection", "bond", "opponent")


def page() -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for theory in (REPETITION, AFFECTION, SEVERITY):
        lines += [f"## {theory.name}", "", f"{theory.meaning.capitalize()} ({theory.source}).", ""]
        lines += _differences(theory)
    return "\n".join(lines)


def _differences(theory: Theory) -> list[str]:
    symbols = Symbols(theory.parameters)
    symbols.add_parts(parts_of_laws())
    lines = []
    for name in LAWS:
        if getattr(theory, name) is getattr(REINFORCEMENT, name):
            lines += [f"### {name.capitalize()}", "", "As in [the laws](laws.md).", ""]
        else:
            formula = symbols.law(name, getattr(theory, name))
            lines += section(f"### {name.capitalize()}", [formula], symbols)
    value = tidy(symbols.call(theory.pull), symbols.parts)
    pull = Formula("pull", theory.pull, symbols.notation.symbol("6_pull", "P"), value=value)
    return lines + section("### Pull", [pull], symbols)
