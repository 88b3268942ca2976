"""The numbers of what a person does, of danger and of choice: for simulation and messages only."""

from __future__ import annotations

from undertow.theory.entries import days, gain
from undertow.theory.parameter import Parameter, beta, lognormal, positive, unit_interval


class NumbersOfBehaviour:
    """Entries of `Parameters` that behaviour, danger and choice read."""

    # Behaviour (simulation only)
    leaving_propensity = Parameter(
        1.0,
        "1",
        positive,
        lognormal(1.0, 1.4),
        "phi",
        "people differ in how soon they leave",
        ("A26",),
        "assumed",
        "theory.md; E07",
        True,
    )
    slipping_propensity = Parameter(
        1.0,
        "1",
        positive,
        lognormal(1.0, 1.0),
        "psi",
        "people differ in how soon they slip into contact",
        ("A14",),
        "assumed",
        "as leaving; size assumed",
        True,
    )
    leaving_base = gain(0.0012, "1/day", "h_l", "base rate of leaving", "A26")
    leaving_threat = gain(2.5, "1", "h_lt", "threat makes leaving likelier", "A26")
    leaving_clarity = gain(0.25, "1", "h_lk", "clarity makes leaving likelier", "A34")
    leaving_support = gain(0.8, "1", "h_ls", "support makes leaving likelier", "A18")
    leaving_identity = gain(0.4, "1", "h_li", "identity makes leaving likelier", "A19")
    leaving_pull = gain(0.5, "1", "h_lp", "the pull keeps", "A25")
    leaving_protest = gain(
        2.0, "1", "h_la", "preoccupied people leave sooner, in protest", source="E07; size assumed"
    )
    returning_base = gain(0.02, "1/day", "h_r", "base rate of going back", "A26")
    returning_pull = gain(1.6, "1", "h_rp", "the pull draws back", "A15")
    returning_withdrawal = gain(3.0, "1", "h_ro", "withdrawal draws back", "A15")
    returning_longing = gain(1.5, "1", "h_rg", "longing draws back", "A20")
    returning_clarity = gain(0.2, "1", "h_rk", "clarity keeps from it a little", "A25")
    returning_support = gain(2.5, "1", "h_rs", "support keeps from it", "A18")
    returning_identity = gain(0.85, "1", "h_ri", "identity keeps from it", "A19")
    returning_learned = gain(0.04, "1", "h_rn", "each leaving teaches", "A26")
    slipping_base = gain(0.01, "1/day", "h_s", "base rate of a contact while apart", "A14")
    slipping_pull = gain(1.0, "1", "h_sp", "the pull draws into contact", "A14")
    slipping_withdrawal = gain(3.0, "1", "h_so", "withdrawal draws into contact", "A15")
    slipping_preoccupied = gain(
        3.0, "1", "h_sa", "preoccupied people slip sooner", "A13", source="E07; size assumed"
    )

    # Recognition, danger, choice (simulation and messages only)
    unrecognised = Parameter(
        0.6,
        "1",
        unit_interval,
        beta(6.0, 4.0),
        "u",
        "share of naming that is missing where no harm is physical",
        ("A34",),
        "assumed",
        "claims.md, A34; size assumed",
    )
    danger_separation = gain(
        10.0,
        "1",
        "d_sep",
        "danger on the day of a separation",
        "A21",
        source="E20: odds ratio 3.2 over the year",
    )
    danger_power = gain(
        15.0,
        "1",
        "d_pow",
        "danger from full control",
        "A21",
        source="E20: odds ratio 4.2 of a controlling partner",
    )
    danger_half = gain(
        0.5, "1", "p_half", "power at which half of that is there", "A21", source="size assumed"
    )
    danger_days = days(90.0, "tau_dan", "how long danger stays raised after a separation", "A21")
    choice_sharpness = gain(
        20.0, "1", "beta", "how much appeal decides over chance", "B09", source="size assumed"
    )
    meeting_base = gain(
        0.004, "1/day", "h_m", "base rate of meeting somebody new", "B09", source="size assumed"
    )
    meeting_pull = gain(
        1.0, "1", "h_mp", "the pull to the last one keeps from it", "B09", source="size assumed"
    )
