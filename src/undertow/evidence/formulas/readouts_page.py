"""`docs/theory/readouts.md`: what the states feel like."""

from __future__ import annotations

from undertow.evidence.formulas.calling import Symbols, functions_of
from undertow.evidence.formulas.sections import section
from undertow.theory import readouts

INTRODUCTION = """\
# The readouts

What the states feel like. Wanting is not liking: the pull never reads the judgement, nor the
judgement the pull (A01). [Ratings](ratings.md) says which readout each rating of a diary reads, and
how it becomes an answer. Symbols of states and inputs are those of [the laws](laws.md). Written by
`make docs` out of `theory/readouts.py`.
"""


def page() -> str:
    """The whole page."""
    symbols = Symbols()
    lines = [INTRODUCTION]
    for formula in symbols.add_parts(dict(functions_of(readouts))):
        title = formula.name.replace("_", " ").capitalize()
        lines += section(f"## {title}", [formula], symbols)
    return "\n".join(lines)
