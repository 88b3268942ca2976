"""One law, readout or hazard as a section of a page: equation, meaning, numbers, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from undertow.evidence.bibliography import bibliography
from undertow.evidence.citing import keys_in
from undertow.evidence.formulas.algebra import dynamics, written
from undertow.evidence.formulas.calling import CLAIM, Formula, Function, Symbols
from undertow.evidence.formulas.notation import meaning
from undertow.theory.parameter import Parameter
from undertow.theory.parameter_set import Entry, defaults, starting


def section(
    heading: str,
    formulas: Sequence[Formula],
    symbols: Symbols,
    before: Iterable[str] = (),
    function: Function | None = None,
) -> list[str]:
    """A section of a page, as lines.

    Args:
        heading: its heading, in Markdown.
        formulas: equations, one below the other, of one function.
        symbols: how they are written.
        before: lines to put between the meaning and the numbers.
        function: whose docstring tells the meaning; that of the first formula if left out.
    """
    asked = function or formulas[0].function
    numbers = numbers_of(formulas, symbols)
    said = meaning(asked)
    claims = sorted({*CLAIM.findall(said), *(claim for one in numbers for claim in one.claims)})
    lines = [heading, "", *equations(formulas, symbols), said, "", *before]
    facts = [f"Claims and findings: {', '.join(claims)}."] if claims else []
    if switches := symbols.switches.get(asked):
        facts.append(f"Switches: {', '.join(f'`{name}`' for name in switches)}.")
    if cited := sources_of([said, *(entry_of(one).source for one in numbers)]):
        facts.append(f"Literature: {'; '.join(cited)}.")
    if facts:
        lines += [" ".join(facts), ""]
    return lines + parameter_table(numbers, symbols)


def equations(formulas: Iterable[Formula], symbols: Symbols) -> list[str]:
    """Equations as blocks that GitHub draws."""
    names = symbols.notation.latex
    lines = []
    for one in formulas:
        if one.value is None:
            assert one.inflow is not None
            assert one.outflow is not None
            told = dynamics(one.symbol, one.inflow, one.outflow, names)
        else:
            told = f"{names[one.symbol]} = {written(one.value, names)}"
        lines += ["```math", told, "```", ""]
    return lines


def numbers_of(formulas: Iterable[Formula], symbols: Symbols) -> list[Parameter]:
    """Parameters that the equations read, in the order of the theory."""
    read = {symbol for one in formulas for symbol in one.read}
    return [entry for entry in symbols.kind.entries() if symbols.parameters[entry.name] in read]


def entry_of(parameter: Parameter) -> Entry:
    """Value, source and status that hold today: those of the package's set, else the start."""
    kept = defaults().entries
    return kept[parameter.name] if parameter.name in kept else starting([parameter])[parameter.name]


def parameter_table(numbers: Iterable[Parameter], symbols: Symbols) -> list[str]:
    """Every number with its unit, prior, status and source."""
    rows = []
    for one in numbers:
        entry = entry_of(one)
        letter = symbols.notation.latex[symbols.parameters[one.name]]
        name = f"`{one.name}`" + (" (differs between people)" if one.personal else "")
        value = f"{entry.value:.4g}"
        rows.append(
            (
                *(f"$`{letter}`$", name, one.meaning, value, one.unit),
                *(one.prior.name, entry.status, entry.source),
            )
        )
    if not rows:
        return []
    head = ("symbol", "name", "meaning", "value", "unit", "prior", "status", "source")
    return table(head, rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table and an empty line."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def sources_of(texts: Iterable[str]) -> list[str]:
    """Short names of the literature that texts name, each once."""
    entries = bibliography()
    keys = {key for text in texts for key in keys_in(text)}
    return [entries[key].cited for key in entries if key in keys]
