"""What comes from outside: the other person, contact, and what one does for oneself."""

from __future__ import annotations

from typing import Any, NamedTuple


class Inputs(NamedTuple):
    """Inputs of the theory over one step, or over a whole time axis.

    Each field is a scalar or an array, constant within a step. Doses are mean intensities:
    1 is the person's typical strong episode while it lasts; an event is intensity x 6 hours.

    Attributes:
        warmth: warmth received, >= 0.
        harm: harm received, of any kind, >= 0 (A22: kinds share one mechanism).
        contact: share of the step spent together, 0 to 1.
        onset: contact beginning while apart, >= 0.
        cue: their page, photos, places while apart, >= 0.
        renewal: going back, >= 0.
        power: the other's control and one's dependence, 0 to 1.
        naming: naming the stage, writing, being asked to reflect, >= 0.
        support: reaching out to other people, >= 0.
        soothing: practice of calming oneself, >= 0.
        identity: acts that are one's own, >= 0.
        grieving: honouring what was lost, >= 0.
        therapy: trauma-informed therapy, 1 while it goes on, >= 0.
    """

    warmth: Any = 0.0
    harm: Any = 0.0
    contact: Any = 1.0
    onset: Any = 0.0
    cue: Any = 0.0
    renewal: Any = 0.0
    power: Any = 0.3
    naming: Any = 0.0
    support: Any = 0.0
    soothing: Any = 0.0
    identity: Any = 0.0
    grieving: Any = 0.0
    therapy: Any = 0.0


EVENT_DAYS = 0.25
"""An event is a dose spread over 6 hours, unless it says otherwise."""
