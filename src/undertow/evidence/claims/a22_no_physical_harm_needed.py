"""A22: physical harm is not needed; all kinds of harm work the same way."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import lived, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, Lab, bonds_at_the_end
from undertow.evidence.sizes import THE_SAME
from undertow.record import Diary, Entry, Event, arrange, to_record
from undertow.record.kinds import Harm
from undertow.theory import Inputs
from undertow.theory.partner import PARTNERS

YEARS, STRONG = 0.5, 7.0
FIRST_DAY = 20_000


def diary(lived_through: Inputs, seed: int, harm: Harm) -> Diary:
    """Everything that one person lived through, written down with the hour; harm of one kind."""
    entries = []
    for kind, doses in (("warmth", lived_through.warmth), ("harm", lived_through.harm)):
        for slot in np.flatnonzero(doses[:, seed]):
            day = FIRST_DAY + (slot + 0.5) / SLOTS_A_DAY
            strength = float(min(10.0, STRONG * doses[slot, seed]))
            detail = harm.name if kind == "harm" else None
            entries.append(Entry(day, day, kind, strength, detail))
    return arrange(entries, simulated=True, name="simulated")[0]


def as_read(lived_through: Inputs, seed: int, harm: Harm) -> tuple[np.ndarray, np.ndarray]:
    """Warmth and harm as a record of that diary has them; (slots,)."""
    record = to_record(diary(lived_through, seed, harm))
    events = record.events
    doses = {kind: np.zeros(len(lived_through.harm)) for kind in (Event.warmth, Event.harm)}
    first = np.flatnonzero((lived_through.warmth + lived_through.harm)[:, seed])[0]
    for kind, values in doses.items():
        chosen = events.kind == kind
        middle = (events.earliest[chosen] + events.latest[chosen]) / 2
        slot = (middle * SLOTS_A_DAY).astype(int) + first // SLOTS_A_DAY * SLOTS_A_DAY
        values[slot] = events.strength[chosen]
    return doses[Event.warmth], doses[Event.harm]


def measure(lab: Lab, counts: frozenset[Harm]) -> dict[str, np.ndarray]:
    """Bonds by kind of harm, if only some kinds counted as harm."""
    lived_through = lab.relationship(YEARS).inputs
    kinds = list(Harm)
    courses = []
    for kind in kinds:
        read = [as_read(lived_through, seed, kind) for seed in range(lab.seeds)]
        warmth, harm = (np.stack(columns, axis=1) for columns in zip(*read, strict=True))
        courses.append(Inputs(warmth=warmth, harm=harm * (kind in counts)))
    bonds = bonds_at_the_end(lab, courses)
    others = np.delete(bonds, kinds.index(Harm.physical), axis=0)
    inconsistent = lived(lab, YEARS, PARTNERS["unpredictable"]).bond
    steady = lived(lab, YEARS, PARTNERS["steady_warm"]._replace(harm_steady=0.0)).bond
    return {
        "smallest bond by a kind that is not physical, over physical": ratio(
            others.min(axis=0), bonds[kinds.index(Harm.physical)]
        ),
        "bond by extreme inconsistency without harm, over steady warmth": ratio(
            inconsistent, steady
        ),
    }


@experiment(
    "A22",
    control=lambda lab: measure(lab, frozenset({Harm.physical})),
    origin="built in",
    target={
        "smallest bond by a kind that is not physical, over physical": THE_SAME,
        "bond by extreme inconsistency without harm, over steady warmth": at_least(3.0),
    },
    source="claims.md, A22",
    relationships=3,
)
def no_physical_harm_needed(lab: Lab) -> dict[str, np.ndarray]:
    """Insults, control, silence or extreme inconsistency bond as blows do.

    Half a year of the cycle, written down as a diary in which all harm is of one kind, one diary
    for each kind there is; the relief-bond that the theory makes of each record. Besides, half a
    year with a partner whose warmth comes and goes without any harm, against steady warmth; three
    times, as in A04. Control: a world in which only blows count as harm.
    """
    return measure(lab, frozenset(Harm))


ROW = no_physical_harm_needed
