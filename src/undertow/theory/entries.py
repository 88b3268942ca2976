"""Ways to write an entry, with what most of a kind share: unit, support, prior, status."""

from __future__ import annotations

from undertow.theory.parameter import Parameter, beta, lognormal, positive, unit_interval

START = "theory.md, starting value; some moved by hand, decisions 15 and 16"
SURPRISE = "Pearce & Hall 1980, Psychol Rev 87:532, for the form; size assumed"
APART = "size assumed, after "
RIVALS = "theory.md, Rivals; size assumed"


def days(
    value: float,
    symbol: str,
    meaning: str,
    *claims: str,
    spread: float = 0.3,
    source: str = START,
) -> Parameter:
    """A time constant in days."""
    prior = lognormal(value, spread)
    return Parameter(value, "day", positive, prior, symbol, meaning, claims, "assumed", source)


def gain(
    value: float,
    unit: str,
    symbol: str,
    meaning: str,
    *claims: str,
    spread: float = 0.3,
    source: str = START,
) -> Parameter:
    """A positive strength."""
    prior = lognormal(value, spread)
    return Parameter(value, unit, positive, prior, symbol, meaning, claims, "assumed", source)


def fraction(value: float, symbol: str, meaning: str, *claims: str) -> Parameter:
    """A share between 0 and 1, the same for everybody."""
    prior = beta(20 * value, 20 * (1 - value))
    source = APART + " ".join(claims)
    return Parameter(value, "1", unit_interval, prior, symbol, meaning, claims, "assumed", source)


def trait(value: float, a: float, b: float, symbol: str, meaning: str, *claims: str) -> Parameter:
    """A personal trait between 0 and 1."""
    return Parameter(
        value, "1", unit_interval, beta(a, b), symbol, meaning, claims, "assumed", START, True
    )
