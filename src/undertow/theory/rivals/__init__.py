"""Rival theories: what else could hold a person. One file each; all of equal standing."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple

from undertow.theory.rivals.affection import AFFECTION
from undertow.theory.rivals.repetition import REPETITION
from undertow.theory.rivals.severity import SEVERITY
from undertow.theory.theory import REINFORCEMENT, Theory

GROUP = "undertow.theories"
"""Entry points under which other packages offer a `Theory`."""

OURS = {theory.name: theory for theory in (REINFORCEMENT, REPETITION, AFFECTION, SEVERITY)}
"""The theories of this package by name, the main one first."""


class Offer(NamedTuple):
    """A theory and the package it comes from."""

    theory: Theory
    package: str


class UnusableTheory(ValueError):  # noqa: N818 (it is the package's fault, told in one line)
    """A package offers something that cannot be used as a theory."""


def offers() -> list[Offer]:
    """The four theories of this package, then those of installed packages.

    Raises:
        UnusableTheory: if a package offers what is not a `Theory`, what cannot be loaded, or what
            takes a name that is taken.
    """
    found = {name: Offer(theory, "undertow") for name, theory in OURS.items()}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        package = point.dist.name if point.dist else point.module
        theory = _loaded(point, package)
        if theory.name in found:
            raise UnusableTheory(
                f"the package {package} offers a theory called {theory.name!r}, "
                f"and so does {found[theory.name].package}"
            )
        found[theory.name] = Offer(theory, package)
    return list(found.values())


def theories() -> dict[str, Theory]:
    """Every theory by name, in the order of `offers`, and with its errors."""
    return {offer.theory.name: offer.theory for offer in offers()}


def find(name: str) -> Theory:
    """The theory of this name. Other packages are asked only where it is not one of ours.

    Raises:
        KeyError: if there is none; its argument names those that there are.
        UnusableTheory: as for `offers`.
    """
    if name in OURS:
        return OURS[name]
    known = theories()
    if name not in known:
        raise KeyError(", ".join(known))
    return known[name]


def _loaded(point: EntryPoint, package: str) -> Theory:
    """What an entry point names, if it is a theory."""
    try:
        theory = point.load()
    except Exception as error:
        raise UnusableTheory(
            f"the theory {point.name!r} of the package {package} cannot be loaded "
            f"({type(error).__name__})"
        ) from error
    if not isinstance(theory, Theory):
        raise UnusableTheory(f"the entry point {point.name!r} of {package} offers no Theory")
    return theory


__all__ = [
    "AFFECTION",
    "GROUP",
    "OURS",
    "REINFORCEMENT",
    "REPETITION",
    "SEVERITY",
    "Offer",
    "UnusableTheory",
    "find",
    "offers",
    "theories",
]
