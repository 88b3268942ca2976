"""Which symbol stands for which quantity, and how it is written in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import getdoc
from typing import Any

from sympy import Symbol

GREEK = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu"),
        *("nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"),
    )
)
INPUTS = {"warmth": "w", "harm": "H", "contact": "c", "cue": "q", "power": "p"}
"""Letters of the inputs (theory.md); the other inputs are written as words."""

_FIRST = re.compile(r"([A-Za-z]\w{0,15})\. ")
_SECTION = re.compile(r"\n+(Args|Returns|Raises|Yields|Attributes):\n")


def spoken_symbol(thing: Any) -> str | None:
    """The symbol with which a docstring begins, such as `T.` or `V_rho.`; None without one."""
    found = _FIRST.match(getdoc(thing) or "")
    if not found:
        return None
    symbol = found[1]
    known = len(symbol) <= 2 or "_" in symbol or symbol in GREEK
    return symbol if known else None


def meaning(thing: Any) -> str:
    """What a docstring says, without its symbol and without arguments and returns."""
    text = _SECTION.split(getdoc(thing) or "")[0]
    symbol = spoken_symbol(thing)
    text = text[len(symbol) + 2 :] if symbol else text
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def attributes_of(kind: type) -> dict[str, str]:
    """What the docstring of a class says of each of its attributes."""
    listed = (getdoc(kind) or "").partition("Attributes:\n")[2]
    told: dict[str, str] = {}
    name = ""
    for line in listed.splitlines():
        if found := re.match(r"    (\w[\w ,.]*): (.*)", line):
            name = found[1]
            told[name] = found[2]
        elif name and line.startswith("        "):
            told[name] += " " + line.strip()
    return told


class Notation:
    """Symbols by quantity; no two quantities share one.

    Attributes:
        latex: how each symbol is written.
    """

    def __init__(self) -> None:
        self.latex: dict[Symbol, str] = {}

    def symbol(self, name: str, written: str | None = None) -> Symbol:
        """A new symbol for a quantity.

        Args:
            name: of the quantity, an identifier; unique.
            written: its short form, such as `tau_name`; its name in words if left out, or if
                another quantity is written so already.

        Raises:
            ValueError: for a name that has a symbol already.
        """
        symbol = Symbol(name, real=True)
        if symbol in self.latex:
            raise ValueError(f"two quantities are called {name}")
        taken, plain = set(self.latex.values()), name.lstrip("0123456789_")
        forms = (as_latex(written or plain), _words(plain), _words(plain + "_here"))
        self.latex[symbol] = next(form for form in forms if form not in taken)
        return symbol

    def symbols(self, names: Iterable[str], prefix: str = "") -> dict[str, Symbol]:
        """Symbols written in words, by name."""
        return {name: self.symbol(prefix + name, name) for name in names}


def as_latex(written: str) -> str:
    """LaTeX of a short form: `tau_name`, `S0`, `V_rho`, `felt_warmth`."""
    head, _, below = written.partition("_")
    if len(head) > 2 and head not in GREEK:
        return _words(written)
    if not below and len(head) == 2 and head[1].isdigit():
        head, below = head[0], head[1]
    return _part(head) + (f"_{{{_part(below)}}}" if below else "")


def _part(word: str) -> str:
    if word in GREEK:
        return f"\\{word}"
    return word if len(word) == 1 else _words(word)


def _words(name: str) -> str:
    return "\\mathrm{" + name.replace("_", "\\ ") + "}"
