"""The other person as a process: a semi-Markov walk over the stages of the cycle (A05).

Durations are random and long-tailed: violence is not a clock (N7). Each quarter of a day is one
slot in which warmth or harm comes as an episode or does not. Simulation only: nothing here is
ever fitted to a real person.
"""

from __future__ import annotations

from typing import Any, NamedTuple

SLOT_DAYS = 0.25

IDEALIZATION, INCIDENT, RECONCILIATION, CALM, STEADY = range(5)
STAGE_NAMES = ("idealization", "incident", "reconciliation", "calm", "steady")


class Partner(NamedTuple):
    """How one partner behaves. Fields are scalars or arrays of shape (persons,).

    Attributes:
        cyclic: 1 for a partner with the five-stage cycle, 0 for one without (stage `steady`).
        first_median: median days to the first incident (E14: .79 without one at three months,
            .46 at a year: log-logistic, median 314 days, shape 1.06).
        first_shape: its shape; small is long-tailed.
        incident_median, reconciliation_median, calm_median: median days of later stages.
        shape: shape of their log-logistic durations; large is regular.
        warm_idealization ... warm_steady: chance of a warm episode per slot, by stage.
        harm_incident, harm_calm, harm_steady: chance of a harmful episode per slot.
        height: strength of a warm episode.
        severity: strength of a harmful episode in an incident, or from a harsh partner.
        friction: strength of the harms of calm and of steady times, which are mostly small.
        escalation: share by which severity grows with each cycle.
        fading: share by which reconciliation shrinks with each cycle.
        swing_days: with a positive value and no cycle, warmth comes and goes in spells of about
            this length: unpredictable or withdrawing partners (B12).
        power: control and dependence, 0 to 1.
        pursuit: chance per day of the other seeking contact while apart.
        physical: share of the harm that is physical. The laws know no difference (A22); only how
            soon it is recognised depends on it (A34).
    """

    cyclic: Any = 1.0
    first_median: Any = 314.0
    first_shape: Any = 1.06
    incident_median: Any = 1.5
    reconciliation_median: Any = 7.0
    calm_median: Any = 22.0
    shape: Any = 3.0
    warm_idealization: Any = 0.75
    warm_incident: Any = 0.05
    warm_reconciliation: Any = 0.65
    warm_calm: Any = 0.2
    warm_steady: Any = 0.0
    harm_incident: Any = 0.5
    harm_calm: Any = 0.02
    harm_steady: Any = 0.0
    height: Any = 0.9
    severity: Any = 1.0
    friction: Any = 0.3
    escalation: Any = 0.0
    fading: Any = 0.0
    swing_days: Any = 0.0
    power: Any = 0.3
    pursuit: Any = 0.05
    physical: Any = 1.0


PARTNERS: dict[str, Partner] = {
    "cycle": Partner(),
    "steady_warm": Partner(cyclic=0.0, warm_steady=0.38, harm_steady=0.01, power=0.05),
    "steady_harsh": Partner(
        cyclic=0.0, warm_steady=0.04, harm_steady=0.12, friction=1.0, power=0.4
    ),
    "indifferent": Partner(cyclic=0.0, warm_steady=0.06, harm_steady=0.01, power=0.1),
    "unpredictable": Partner(cyclic=0.0, warm_steady=0.5, swing_days=3.0, power=0.2),
    "withdrawing": Partner(cyclic=0.0, warm_steady=0.6, swing_days=14.0, power=0.2),
}
"""Partners by name. All but `cycle` are controls without the cycle (theory.md)."""


class Standing(NamedTuple):
    """Where a partner stands in the walk. Arrays of shape (persons,).

    Attributes:
        stage: index into `STAGE_NAMES`.
        remaining: days left in the stage.
        cycles: incidents begun so far, a float so that powers of it need no conversion.
        warm_spell: 1 while a swinging partner is in a warm spell.
    """

    stage: Any
    remaining: Any
    cycles: Any
    warm_spell: Any


class Luck(NamedTuple):
    """Uniform numbers for one slot, each of shape (persons,)."""

    duration: Any
    next_stage: Any
    warmth: Any
    harm: Any
    height: Any


def log_logistic(median: Any, shape: Any, uniform: Any) -> Any:
    """Quantile of a log-logistic duration: median x (u / (1 - u))^(1 / shape), in days."""
    return median * (uniform / (1 - uniform)) ** (1 / shape)


def beginning(partner: Partner, uniform: Any, xp: Any) -> Standing:
    """The first day: idealization with a partner of the cycle, else a steady state."""
    zero = 0.0 * uniform
    cyclic = zero + partner.cyclic > 0.5
    first = log_logistic(zero + partner.first_median, zero + partner.first_shape, uniform)
    return Standing(
        stage=xp.where(cyclic, IDEALIZATION, STEADY),
        remaining=xp.where(cyclic, first, zero + partner.swing_days),
        cycles=zero,
        warm_spell=zero + 1.0,
    )


def after_return(standing: Standing, partner: Partner, returned: Any, uniform: Any, xp: Any) -> Any:
    """Going back begins with reconciliation (A05, A32), where there is a cycle."""
    restart = returned & (standing.stage != STEADY)
    length = log_logistic(partner.reconciliation_median, partner.shape, uniform)
    return standing._replace(
        stage=xp.where(restart, RECONCILIATION, standing.stage),
        remaining=xp.where(restart, length, standing.remaining),
    )


def advance(
    standing: Standing, partner: Partner, together: Any, luck: Luck, xp: Any
) -> tuple[Standing, Any, Any]:
    """One slot of the partner's behaviour.

    Stages pass only while together. An incident is followed by reconciliation, which fades with
    the cycles until it is skipped (E14: about two thirds of incidents show the whole cycle).

    Args:
        standing: where the walk stands at the beginning of the slot.
        partner: the partner's ways.
        together: whether the slot is spent together, boolean (persons,).
        luck: uniform numbers of this slot.
        xp: the arrays' namespace.

    Returns:
        The next standing; warmth and harm in this slot, intensities >= 0.
    """
    stage = standing.stage
    swinging = (stage == STEADY) & (0.0 * luck.warmth + partner.swing_days > 0)

    def by_stage(
        idealization: Any, incident: Any, reconciliation: Any, calm: Any, rest: Any
    ) -> Any:
        chosen = xp.where(stage == INCIDENT, incident, rest)
        chosen = xp.where(stage == RECONCILIATION, reconciliation, chosen)
        chosen = xp.where(stage == CALM, calm, chosen)
        return xp.where(stage == IDEALIZATION, idealization, chosen)

    kept = (1 - partner.fading) ** standing.cycles
    warm_chance = by_stage(
        partner.warm_idealization,
        partner.warm_incident,
        partner.warm_reconciliation * kept,
        partner.warm_calm,
        partner.warm_steady,
    )
    warm_chance = xp.where(swinging, warm_chance * standing.warm_spell, warm_chance)
    harm_chance = by_stage(0.0, partner.harm_incident, 0.0, partner.harm_calm, partner.harm_steady)
    harmed = together & (luck.harm < harm_chance)
    warmed = together & ~harmed & (luck.warmth < warm_chance)
    severity = partner.severity * (1 + partner.escalation) ** standing.cycles
    severity = by_stage(severity, severity, severity, partner.friction, partner.friction)
    vigour = 0.5 + luck.height
    harm = xp.where(harmed, severity * vigour, 0.0)
    warmth = xp.where(warmed, partner.height * vigour, 0.0)

    remaining = xp.where(together, standing.remaining - SLOT_DAYS, standing.remaining)
    over = together & (remaining <= 0) & ((stage != STEADY) | swinging)
    skips = luck.next_stage > kept * 0.9
    following = by_stage(INCIDENT, xp.where(skips, CALM, RECONCILIATION), CALM, INCIDENT, STEADY)
    median = xp.where(following == INCIDENT, partner.incident_median, partner.calm_median)
    median = xp.where(following == RECONCILIATION, partner.reconciliation_median, median)
    median = xp.where(following == STEADY, partner.swing_days, median)
    length = log_logistic(median, partner.shape, luck.duration)
    begins = over & (following == INCIDENT)
    return (
        Standing(
            stage=xp.where(over, following, stage),
            remaining=xp.where(over, length, remaining),
            cycles=xp.where(begins, standing.cycles + 1.0, standing.cycles),
            warm_spell=xp.where(over & swinging, 1 - standing.warm_spell, standing.warm_spell),
        ),
        warmth,
        harm,
    )
