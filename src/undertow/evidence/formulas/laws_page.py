"""`docs/theory/laws.md`: every state and signal in the order in which they are solved."""

from __future__ import annotations

from collections.abc import Sequence

from undertow.evidence.formulas.algebra import tidy, written
from undertow.evidence.formulas.calling import Formula, Symbols, law_of, parts_of_laws
from undertow.evidence.formulas.notation import attributes_of
from undertow.evidence.formulas.sections import section, table
from undertow.theory import Inputs, Signals, States, before_the_relationship
from undertow.theory.states import early_working_model

INTRODUCTION = """\
# The laws

Every state is a leaky integrator, $`\\dot{x} = b - a\\,x`$: what flows in, and how fast it leaves.
A law reads what comes from outside, the numbers of the theory, and states that stand above its
own in this list; so all of them can be solved one after the other, exactly, over any step. Time is
in days. Scales are relative to the person's own typical strong episode of warmth, and of harm.

This page is written by `make docs` out of the code (`theory/laws`): each law is called with
symbols instead of numbers, with every mechanism at work. *Switches* name the mechanisms that a law
asks for; the ledger runs without them to see what falls. Ids are those of the [ledger](ledger.md).
[Readouts](readouts.md), [behaviour](behaviour.md) and [rival theories](rival_laws.md) have pages
of their own; [disagreements](disagreements.md) says where the sources contradict each other, or
the data both. `undertow cite` prints the literature as BibTeX.
"""


def page() -> str:
    """The whole page."""
    symbols = Symbols()
    parts = symbols.add_parts(parts_of_laws())
    signals = [symbols.signal(name) for name in Signals._fields]
    states = [symbols.law(name, law_of(name)) for name in States._fields]
    lines = [INTRODUCTION, *_inputs(symbols), *_beginning(symbols), "## States and signals", ""]
    for formula in in_reading_order(states, [*parts, *signals]):
        lines += section(f"### {_title(formula)}", [formula], symbols)
    return "\n".join(lines)


def in_reading_order(states: Sequence[Formula], others: Sequence[Formula]) -> list[Formula]:
    """States in cascade order, everything else right before its first reader."""
    waiting = {formula.symbol: formula for formula in others}
    ordered: list[Formula] = []

    def put(formula: Formula) -> None:
        for symbol in sorted(formula.read & set(waiting), key=[*waiting].index):
            if symbol in waiting:
                put(waiting.pop(symbol))
        ordered.append(formula)

    for formula in states:
        put(formula)
    return [*ordered, *waiting.values()]


def _title(formula: Formula) -> str:
    kinds = ((States._fields, "state"), (Signals._fields, "signal"))
    kind = next((kind for names, kind in kinds if formula.name in names), "part of laws")
    return f"{formula.name.strip('_').replace('_', ' ').capitalize()} ({kind})"


def _inputs(symbols: Symbols) -> list[str]:
    told = attributes_of(Inputs)
    rows = [
        (f"$`{symbols.notation.latex[symbol]}`$", f"`{name}`", told.get(name, ""))
        for name, symbol in symbols.inputs.items()
    ]
    return ["## What comes from outside", "", *table(("symbol", "name", "meaning"), rows)]


def _beginning(symbols: Symbols) -> list[str]:
    """States before the relationship, and the law of the one that childhood makes."""
    [early] = symbols.add_parts({"early_working_model": early_working_model})
    start = symbols.call(before_the_relationship)._asdict()
    names = symbols.notation.latex
    rows = [
        (
            f"$`{names[symbol]}`$",
            f"`{name}`",
            f"$`{written(tidy(start[name], symbols.parts), names)}`$",
        )
        for name, symbol in symbols.states.items()
    ]
    return [
        *("## Before the relationship", ""),
        *table(("symbol", "state", "before meeting the partner"), rows),
        *section("### The working model from early attachment", [early], symbols),
    ]
