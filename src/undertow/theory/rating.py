"""How a state becomes an answer: intercept + gain x readout + shared level + noise.

The answer lies on a bounded scale, 0 to 1 here. People differ in intercept, gain and noise; the
ratings of one day share one slow level, so six of them are not six witnesses. Values are
population assumptions of 2026-11, to be replaced by measured ones.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from undertow.theory.readouts import Readouts


class Scale(NamedTuple):
    """One rating's population values, in units of the 0 to 1 scale.

    Attributes:
        intercept: answer at readout 0.
        gain: change of the answer per unit of readout.
        loading: how the shared level of the day enters: +1, -1 or in between.
    """

    intercept: float
    gain: float
    loading: float


SCALES = Readouts(
    craving=Scale(0.10, 0.60, 0.7),
    stress=Scale(0.25, 0.55, 1.0),
    closeness=Scale(0.15, 0.65, -0.4),
    fear=Scale(0.10, 0.60, 0.8),
    mood=Scale(0.05, 0.90, -1.0),
    hope=Scale(0.20, 0.60, -0.6),
    judgement=Scale(0.50, 0.35, -0.5),
    myself=Scale(0.15, 0.65, -0.7),
    losing=Scale(0.10, 0.60, 0.6),
)

INTERCEPT_SD = 0.10
"""People differ in where they put zero."""
GAIN_LOG_SD = 0.25
"""People differ in how much of the scale they use."""
LEVEL_SD = 0.08
"""Spread of the shared slow level."""
LEVEL_MEMORY = 0.8
"""Its autocorrelation from one day to the next."""
NOISE_SD = 0.10
"""Typical noise of one answer; people differ by `NOISE_LOG_SD`."""
NOISE_LOG_SD = 0.3


def answer(readout: Any, intercept: Any, gain: Any, level: Any, loading: Any) -> Any:
    """The expected answer before the ends of the scale cut it off."""
    return intercept + gain * readout + loading * level
