"""How dangerous the other is after a separation. For messages only: never a score of a person.

Says no more than the two findings it is made of (E20): separation multiplies danger, and so does
a controlling partner. It is highest at once after leaving and then decays (A21): the parameter is
the effect on the first day, of which a year's study sees the mean. Control is a matter of degree,
but studies tell controlling partners from others: below `danger_half` it hardly counts, above it
does in full.
"""

from __future__ import annotations

from typing import Any

from undertow.theory.parameters import Parameters

_STEEP = 4
"""How sharply partners fall into controlling and others."""


def danger(days_apart: Any, power: Any, p: Parameters, xp: Any) -> Any:
    """Danger relative to being together with a partner without control, >= 1.

    Args:
        days_apart: days since the separation, >= 0; negative while together.
        power: control and dependence, 0 to 1.
        p: parameters.
        xp: the arrays' namespace.
    """
    raised = 1 + (p.danger_separation - 1) * xp.exp(-abs(days_apart) / p.danger_days)
    separated = xp.where(days_apart < 0, 1.0, raised)
    controlling = power**_STEEP / (power**_STEEP + p.danger_half**_STEEP)
    return separated * (1 + (p.danger_power - 1) * controlling)
