"""Rival theories: what else could hold a person. One file each; all of equal standing."""

from __future__ import annotations

from importlib.metadata import entry_points

from undertow.theory.rivals.affection import AFFECTION
from undertow.theory.rivals.repetition import REPETITION
from undertow.theory.rivals.severity import SEVERITY
from undertow.theory.theory import REINFORCEMENT, Theory

GROUP = "undertow.theories"
"""Entry points under which other packages offer a `Theory`."""


def theories() -> dict[str, Theory]:
    """Every theory by name: the four of this package, then those of installed packages.

    Raises:
        TypeError: if a package offers something that is not a `Theory`.
        ValueError: if a package takes a name that is taken.
    """
    found = {theory.name: theory for theory in (REINFORCEMENT, REPETITION, AFFECTION, SEVERITY)}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        theory = point.load()
        if not isinstance(theory, Theory):
            raise TypeError(f"the entry point {point.name!r} offers no Theory")
        if theory.name in found:
            raise ValueError(f"two theories are called {theory.name!r}")
        found[theory.name] = theory
    return found


__all__ = ["AFFECTION", "GROUP", "REINFORCEMENT", "REPETITION", "SEVERITY", "theories"]
