"""The numbers that only rival theories read."""

from __future__ import annotations

from undertow.theory.entries import RIVALS, days, gain


class NumbersOfRivals:
    """Entries of `Parameters` that rival theories read."""

    # Rival theories
    severity_growth = gain(
        0.02, "1/day per unit harm", "g_sev", "rival: harm itself ties", source=RIVALS
    )
    repetition_growth = gain(
        0.02, "1/day", "g_rep", "rival: the familiar ties", "B01", source=RIVALS
    )
    mastery_gain = gain(
        40.0, "1", "k_mas", "rival: near-success wakes hope of mastering", "B11", source=RIVALS
    )
    mastery_days = days(60.0, "tau_mas", "rival: how long what is unfinished stays awake", "B11")
    chemistry = gain(0.5, "1", "c_chem", "rival: danger taken for attraction", "B02", source=RIVALS)
