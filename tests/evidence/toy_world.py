"""A tiny theory whose truth is known: five numbers that rows see, and many that none sees."""

import numpy as np

from undertow.evidence.calibration.measuring import World
from undertow.evidence.experiment import Experiment, experiment
from undertow.evidence.judging import Target, at_least, at_most, within
from undertow.theory import Parameters
from undertow.theory.parameter import Parameter, beta, fixed, lognormal, positive, unit_interval

UNSEEN = 30
TRUTH_DRAWS = 4_000_000
SPECIAL = {}
"""Rows put in place of others."""


def number(name, prior=None, support=positive, value=1.0):
    prior = prior or lognormal(1.0, 0.5)
    entry = Parameter(value, "1", support, prior, name, name, (), "assumed", "a guess")
    object.__setattr__(entry, "name", name)
    return entry


ENTRIES = (
    number("rate"),
    number("size"),
    number("fade"),
    number("share", beta(4.0, 4.0), unit_interval, 0.5),
    number("scale", fixed(1.0)),
    *(number(f"unseen_{k}") for k in range(UNSEEN)),
)


class Drawn:
    """Draws from the prior of what rows see, or any other values, as attributes."""

    def __init__(self, generator, size):
        for entry in ENTRIES:
            if not entry.name.startswith("unseen"):
                setattr(self, entry.name, entry.prior.draw(generator, size))
            else:
                setattr(self, entry.name, entry.prior.draw(generator, 1))

    @classmethod
    def of(cls, values):
        made = cls.__new__(cls)
        vars(made).update(values)
        return made


class Toy(Parameters):
    """The toy's numbers only."""

    @classmethod
    def entries(cls):
        return iter(ENTRIES)


def luck(lab, use):
    return np.random.default_rng([lab.seed, use]).standard_normal(lab.seeds)


TARGETS = {
    "A01": {"rate": within(1.6, 2.0)},
    "A02": {"product": within(0.9, 1.1), "size": at_most(0.6)},
    "E01": {"share": within(0.6, 0.75)},
    "N1": {"at ease": at_least(0.1)},
}


def figures(name, p):
    """What rows see, without luck; `p` by attribute."""
    return {
        "A01": lambda: {"rate": p.rate},
        "A02": lambda: {"product": p.size * p.fade, "size": p.size},
        "E01": lambda: {"share": p.share},
        "N1": lambda: {"at ease": 5.0 + 0 * p.rate},
        "E04": lambda: {"": p.rate},
    }[name]()


def measured(name):
    def measure(lab):
        found = figures(name, lab.parameters).items()
        return {key: value * (1 + 0.02 * luck(lab, use)) for use, (key, value) in enumerate(found)}

    return measure


def find(name) -> Experiment:
    """A row by its id."""
    if name in SPECIAL:
        return SPECIAL[name]
    if name == "E04":

        @experiment("E04", target=Target(), use="test")
        def kept_apart(lab):
            """Nobody looks."""
            raise AssertionError("a row marked `test` was run")

        return kept_apart
    use = {"E": "calibration", "N": "guard"}.get(name[0], "claim")
    return Experiment(name, name, TARGETS[name], measured(name), use=use)


WORLD = World(Toy, find)
ROWS = list(TARGETS)
