"""Whom one meets next: the kind or the familiar (B09). Simulation only.

At the first meeting everybody is warm. What differs is what is known of oneself: a working model
that expects love to hurt finds the one who will hurt familiar, whatever was good for the person
(A35 B02); with a model in which closeness is safe, kindness decides.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from undertow.theory.parameters import Parameters
from undertow.theory.partner import Partner

HALF_HARMFUL = 0.1
"""Chance of harm per quarter of a day, in its worst stage, at which a partner is half harmful."""


class Appeal(NamedTuple):
    """What may draw to a partner; fields of shape (partners,), each 0 to 1.

    Attributes:
        kind: warmth that lasts.
        familiar: warmth and harm, or warmth and its absence, from the same person.
    """

    kind: Any
    familiar: Any


def appeal(partners: Partner) -> Appeal:
    """What may draw to each of several partners.

    Args:
        partners: fields of shape (partners,).
    """
    cyclic = partners.cyclic
    warm = cyclic * partners.warm_calm + (1 - cyclic) * partners.warm_steady
    courting = cyclic * partners.warm_idealization + (1 - cyclic) * partners.warm_steady
    harm = cyclic * partners.harm_incident + (1 - cyclic) * partners.harm_steady
    harmful = harm / (harm + HALF_HARMFUL)
    swings = partners.swing_days / (1 + partners.swing_days)
    uncertain = harmful + swings - harmful * swings
    return Appeal(kind=warm * (1 - uncertain), familiar=courting * uncertain)


def chances(working_model: Any, offered: Appeal, p: Parameters, xp: Any) -> Any:
    """Chance of choosing each partner: a softmax in which the model weighs the familiar.

    Args:
        working_model: M, 0 to 1; (persons,).
        offered: of the partners one can meet; fields (partners,).
        p: parameters.
        xp: the arrays' namespace.

    Returns:
        (partners, persons), summing to 1 over partners.
    """
    if not p.mechanisms.choice:
        working_model = 0.0 * working_model
    kind, familiar = offered.kind[:, None], offered.familiar[:, None]
    to_familiar = p.choice_sharpness * working_model
    to_kind = p.choice_sharpness * (1 - working_model)
    drawn = to_familiar[None, :] * familiar + to_kind[None, :] * kind
    weights = xp.exp(drawn - drawn.max(axis=0, keepdims=True))
    return weights / weights.sum(axis=0, keepdims=True)


def chosen(chance: Any, uniform: Any, xp: Any) -> Any:
    """Index of the partner chosen; (persons,).

    Args:
        chance: (partners, persons).
        uniform: luck, (persons,).
        xp: the arrays' namespace.
    """
    below = xp.cumsum(chance, axis=0)[:-1] < uniform[None, :]
    return below.sum(axis=0)
