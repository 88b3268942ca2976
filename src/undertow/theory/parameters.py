"""Every number of the theory: entries of `numbers_of_*`, as one set with mechanisms.

What a set holds by default is in `parameter_set.toml`; starting values are for what is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar

import numpy as np

from undertow.theory.mechanisms import ALL, Mechanisms
from undertow.theory.numbers_of_behaviour import NumbersOfBehaviour
from undertow.theory.numbers_of_laws import NumbersOfLaws
from undertow.theory.numbers_of_rivals import NumbersOfRivals
from undertow.theory.parameter import Parameter
from undertow.theory.parameter_set import default_values


class Parameters(NumbersOfRivals, NumbersOfBehaviour, NumbersOfLaws):
    """A parameter set: values as attributes, and which mechanisms are at work.

    Values are floats or arrays of shape (persons,). A name that does not exist is an error.

    Raises:
        TypeError: for an unknown parameter name.
    """

    _listeners: ClassVar[list[Callable[[type[Parameters]], None]]] = []

    def __init_subclass__(cls) -> None:
        for listener in Parameters._listeners:
            listener(cls)

    @staticmethod
    def tell_of_new_kinds(listener: Callable[[type[Parameters]], None]) -> None:
        """Have `listener` called with each class that is derived from this one from now on."""
        Parameters._listeners.append(listener)

    def __init__(self, mechanisms: Mechanisms = ALL, **values: Any) -> None:
        defaults = type(self).defaults()
        for name in values:
            if name not in defaults:
                raise TypeError(f"there is no parameter called {name!r}")
        self.__dict__.update(defaults | values)
        self.mechanisms = mechanisms

    @classmethod
    @cache
    def defaults(cls) -> dict[str, float]:
        """What a set holds where nothing else is said, by name; not to be written to."""
        return default_values(cls.entries())

    @classmethod
    def entries(cls) -> Iterator[Parameter]:
        """Every parameter entry, in the order in which they are written."""
        for owner in reversed(cls.__mro__):  # a theory from elsewhere adds its own at the end
            for entry in vars(owner).values():
                if isinstance(entry, Parameter):
                    yield entry

    def values(self) -> dict[str, Any]:
        """Values by name."""
        return {entry.name: self.__dict__[entry.name] for entry in type(self).entries()}

    def replace(self, mechanisms: Mechanisms | None = None, **changes: Any) -> Parameters:
        """The same set with some values, or the mechanisms, changed."""
        return type(self)(mechanisms or self.mechanisms, **(self.values() | changes))

    def check(self) -> None:
        """Raise ValueError if a value lies outside its support."""
        for entry in type(self).entries():
            value = np.asarray(self.__dict__[entry.name])
            if not (np.all(value >= entry.support.low) and np.all(value <= entry.support.high)):
                raise ValueError(
                    f"{entry.name} is outside {entry.support.low:g} to {entry.support.high:g}"
                )

    @classmethod
    def draw(
        cls, generator: np.random.Generator, size: int, traits_only: bool = False
    ) -> Parameters:
        """Draw parameter sets from the prior: arrays of shape (size,).

        Args:
            generator: source of randomness.
            size: number of draws.
            traits_only: draw only what people differ in, keep population values.
        """
        wanted = [e for e in cls.entries() if e.personal or not traits_only]
        drawn: dict[str, Any] = {e.name: e.prior.draw(generator, size) for e in wanted}
        return cls(**drawn)
