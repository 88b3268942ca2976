"""The states of the theory, in cascade order, and what the laws may read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from undertow.theory.parameters import Parameters


class States(NamedTuple):
    """All states, in the order in which they are solved. Scalars or arrays.

    A law may read only what stands above its own state here. Ranges are 0 to 1 unless noted.
    """

    clarity: Any  # K: how clearly the pattern is seen
    soothing: Any  # R: capacity to calm oneself
    support: Any  # S: other people
    felt_warmth: Any  # warmth smoothed over two days
    expected_warmth: Any  # V_w
    volatility: Any  # Q: squared distance of warmth from what is expected, >= 0
    acquaintance: Any  # N: how well the other is known
    reward_rate: Any  # lambda: how often warmth comes, while together
    template: Any  # the remembered level of the warm times
    exclusivity: Any  # X: share of soothing expected from the partner alone
    threat: Any  # T
    cortisol: Any  # C
    working_model: Any  # M: 0 connection is safe, 1 love must hurt or be earned
    expected_relief: Any  # V_rho, intensity per day, >= 0
    hope: Any
    affection: Any  # A
    bond: Any  # B: the relief-bond
    opponent: Any  # O, >= 0: withdrawal when apart
    alarm: Any  # what threat leaves behind in the body
    appraisal: Any  # L, about -1 to 1
    disorientation: Any  # spread of the appraisal, >= 0
    unmourned: Any  # U: what of the affection has not been grieved; never above affection
    grief: Any  # Z: with what is unmourned never above affection
    identity: Any  # I: 1 wholly oneself


class Signals(NamedTuple):
    """Quantities derived on the way, averaged over the step. None is a state.

    Attributes:
        associability: alpha, how much a surprise teaches, 0 to 1.
        relief: rho, threat taken away by the partner's warmth, intensity per day, >= 0.
        relief_surprise: D_relief, relief beyond its expectation after naming, >= 0.
        reward_surprise: D_reward, warmth beyond its expectation, 0 to 1.
        reactivation: what contact and cues wake while apart, >= 0.
    """

    associability: Any
    relief: Any
    relief_surprise: Any
    reward_surprise: Any
    reactivation: Any


class Above:
    """What a law sees: step means of the states and signals above its own, and nothing else.

    Reading a state that has not been solved yet raises AttributeError. That is how the
    cascade is enforced rather than promised.
    """

    def __init__(self, **known: Any) -> None:
        self.__dict__.update(known)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


def early_working_model(p: Parameters) -> Any:
    """Working model at the start of adult life, 0 to 1, from early attachment (A13).

    Inconsistent care (anxiety) raises it a little; fear of the comforting person (anxiety
    and avoidance together) raises it most.
    """
    if not p.mechanisms.working_model:
        return 0.0 * p.anxiety
    return (
        p.model_from_anxiety * p.anxiety
        + p.model_from_avoidance * p.avoidance
        + p.model_from_both * p.anxiety * p.avoidance
    )


def before_the_relationship(p: Parameters) -> States:
    """States of a person who has not met the partner yet; shapes follow the traits in `p`."""
    zero = 0.0 * p.anxiety
    return States(
        clarity=zero + p.clarity_base,
        soothing=zero + p.soothing_base,
        support=zero + p.support_base,
        felt_warmth=zero,
        expected_warmth=zero,
        volatility=zero + p.volatility_new,
        acquaintance=zero,
        reward_rate=zero,
        template=zero,
        exclusivity=zero,
        threat=zero,
        cortisol=zero,
        working_model=zero + early_working_model(p),
        expected_relief=zero,
        hope=zero,
        affection=zero,
        bond=zero,
        opponent=zero,
        alarm=zero,
        appraisal=zero,
        disorientation=zero,
        unmourned=zero,
        grief=zero,
        identity=zero + 1.0,
    )
