"""Every number of the theory, one entry each, with its starting value and prior.

What a set holds by default is in `parameter_set.toml`; starting values are for what is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar

import numpy as np

from undertow.theory.mechanisms import ALL, Mechanisms
from undertow.theory.parameter import (
    Parameter,
    beta,
    fixed,
    lognormal,
    positive,
    unit_interval,
)
from undertow.theory.parameter_set import default_values

_START = "theory.md, starting value"
_SURPRISE = "Pearce & Hall 1980, Psychol Rev 87:532, for the form; size assumed"
_APART = "size assumed, after "
_RIVALS = "theory.md, Rivals; size assumed"


def _days(
    value: float,
    symbol: str,
    meaning: str,
    *claims: str,
    spread: float = 0.3,
    source: str = _START,
) -> Parameter:
    """A time constant in days."""
    prior = lognormal(value, spread)
    return Parameter(value, "day", positive, prior, symbol, meaning, claims, "assumed", source)


def _gain(
    value: float,
    unit: str,
    symbol: str,
    meaning: str,
    *claims: str,
    spread: float = 0.3,
    source: str = _START,
) -> Parameter:
    """A positive strength."""
    prior = lognormal(value, spread)
    return Parameter(value, unit, positive, prior, symbol, meaning, claims, "assumed", source)


def _fraction(value: float, symbol: str, meaning: str, *claims: str) -> Parameter:
    """A share between 0 and 1, the same for everybody."""
    prior = beta(20 * value, 20 * (1 - value))
    source = _APART + " ".join(claims)
    return Parameter(value, "1", unit_interval, prior, symbol, meaning, claims, "assumed", source)


def _trait(value: float, a: float, b: float, symbol: str, meaning: str, *claims: str) -> Parameter:
    """A personal trait between 0 and 1."""
    return Parameter(
        value, "1", unit_interval, beta(a, b), symbol, meaning, claims, "assumed", _START, True
    )


class Parameters:
    """A parameter set: values as attributes, and which mechanisms are at work.

    Values are floats or arrays of shape (persons,). A name that does not exist is an error.

    Raises:
        TypeError: for an unknown parameter name.
    """

    # Person (traits; people differ)
    anxiety = _trait(0.3, 2.0, 4.0, "anx", "attachment anxiety", "A13")
    avoidance = _trait(0.3, 2.0, 4.0, "avo", "attachment avoidance", "A13")
    support_base = _trait(0.6, 4.0, 3.0, "S0", "support there is when nobody is isolated", "A18")
    soothing_base = _trait(
        0.3, 3.0, 7.0, "R0", "self-soothing brought into the relationship", "B07"
    )
    clarity_base = _trait(0.5, 4.0, 4.0, "K0", "clarity before meeting the partner", "A25")

    # Clarity, soothing, support
    naming_days = _days(7.0, "tau_name", "how fast naming raises clarity", "A17")
    story_days = _days(120.0, "tau_story", "how fast the partner's story wears clarity down", "A31")
    practice_days = _days(30.0, "tau_prac", "how fast practice raises self-soothing", "B07")
    unpractised_days = _days(450.0, "tau_unprac", "how fast self-soothing fades", "B07")
    reaching_days = _days(12.0, "tau_reach", "how fast reaching out raises support", "A18")
    support_return_days = _days(150.0, "tau_home", "return of support to its base, apart", "A18")
    isolation_days = _days(100.0, "tau_iso", "erosion of support together, at full power", "A18")
    drift_days = _days(1000.0, "tau_drift", "slow return of support, clarity, identity to base")

    # Working model
    model_from_anxiety = _gain(0.55, "1", "m_a", "share of anxiety in the early model", "A13")
    model_from_avoidance = _gain(0.35, "1", "m_v", "share of avoidance in the early model", "A13")
    model_from_both = _gain(0.1, "1", "m_av", "share of both together: fear of comfort", "A13")
    model_therapy_days = _days(500.0, "tau_mt", "therapy lowers the working model", "B08", "A16")
    model_steady_days = _days(1500.0, "tau_ms", "years of steady warmth lower it", "A29")

    # Threat and relief
    exclusivity_days = _days(60.0, "tau_x", "learning of who soothes", "A10", "A30")
    others_share = _gain(0.3, "1", "e", "pull of other soothing against exclusivity", "A30")
    threat_rise = _gain(9.0, "1/day per unit harm", "k_h", "how fast harm raises threat", "A10")
    harm_scale = _gain(
        0.17,
        "1",
        "H_s",
        "harm at which half of it frightens",
        "A03",
        source="form and size assumed: a quarrel frightens less than in proportion",
    )
    abandonment = _gain(
        0.4,
        "1/day per unit warmth",
        "k_a",
        "threat by warmth that is expected and stays away",
        "B12",
        "B10",
        source="claims.md, B12; size assumed",
    )
    threat_days = _days(10.0, "tau_t", "threat left alone", "A10", "A11")
    quench = _gain(1.5, "1/day per unit warmth", "k_q", "how fast warmth takes threat away", "A10")
    soothe = _gain(0.3, "1/day", "k_r", "how fast self-soothing takes threat away", "B07", "B14")
    share = _gain(0.3, "1/day", "k_s", "how fast other people take threat away", "A18")
    cortisol_days = _days(1 / 12, "tau_c", "cortisol follows threat", "A10")

    # Learning
    felt_days = _days(2.4, "tau_w", "warmth is felt over days, not moments", "A09")
    expectation_days = _days(12.0, "tau_v", "how fast relief and warmth come to be expected", "A09")
    naming_share = Parameter(
        0.6,
        "1",
        unit_interval,
        beta(6.0, 4.0),
        "eta",
        "share of the response to relief that full clarity takes away",
        ("A17",),
        "assumed",
        _START,
    )
    relief_scale = _gain(
        0.3,
        "1/day",
        "s_r",
        "surprise by relief from which on it counts in proportion",
        "A03",
        source="form and size assumed: small reliefs do not bond",
    )
    volatility_days = _days(50.0, "tau_q", "memory of how warmth strays", "A09", "B03")
    volatility_new = _gain(
        0.009, "1", "q_0", "volatility assumed of somebody new", "A09", source=_SURPRISE
    )
    volatility_half = _gain(
        0.0225,
        "1",
        "q_half",
        "volatility at which a surprise teaches half",
        "A09",
        "B03",
        source=_SURPRISE,
    )
    reward_threshold = _gain(0.12, "1", "theta", "warmth above expectation that surprises", "A09")
    reward_scale = _gain(0.5, "1", "s_w", "surprise at which its effect is half", "A09")
    reward_days = _days(60.0, "tau_l", "memory of how often warmth comes", "A09")
    warmth_half = _gain(0.2, "1", "w_half", "warmth at which a moment counts as half warm", "A09")
    acquaintance_days = _days(45.0, "tau_n", "getting to know somebody", "A08")
    template_days = _days(8.0, "tau_tm", "learning of the best times", "A08")
    template_fade_days = _days(1500.0, "tau_tf", "fading of the best times", "A08")
    hope_days = _days(5.0, "tau_hope", "warmth renews hope", "A08")
    omissions = _gain(
        6.0,
        "1",
        "m",
        "expected rewards omitted until hope is down by e",
        "A09",
        source="theory.md; E03",
    )
    renewal_rate = _gain(4.0, "1/day", "k_ret", "how fast going back renews hope", "A32")
    hope_half = _gain(
        0.1, "1", "h_0", "hope at which a contact wakes half", "A14", source="size assumed; E01"
    )
    contact_wakes = _gain(0.36, "1", "k_c", "what the beginning of a contact wakes", "A14")
    cue_wakes = _gain(0.11, "1", "k_cue", "what a cue wakes", "A14", source="theory.md; E17")

    # Attachments
    affection_growth = _gain(0.006, "1/day per unit warmth", "g_a", "growth of affection", "B04")
    affection_days = _days(2200.0, "tau_a", "affection without contact", "A35")
    bond_growth = _gain(
        0.37, "1/day", "g_b", "growth of the relief-bond per surprise", "A04", "A06"
    )
    model_gain = _gain(1.0, "1", "g_m", "how much the working model speeds it", "A13")
    reward_share = _gain(0.02, "1", "r", "share of mere warmth in the relief-bond", "A09")
    bond_together_days = _days(4000.0, "tau_b", "extinction while together", "A06")
    bond_apart_days = _days(2400.0, "tau_ba", "extinction apart", "A24")
    bond_therapy_days = _days(250.0, "tau_bt", "therapy lowers the relief-bond", "A16")
    hope_holds = _gain(3.0, "1", "k_h0", "how much hope holds up the fading of a tie", "A24", "E02")
    opponent_gain = _gain(30.0, "1", "k_o", "strength of the opponent state", "A02")
    opponent_days = _days(18.0, "tau_o", "withdrawal", "A02", "A24")

    # Appraisal, identity, grief
    appraisal_days = _days(30.0, "tau_app", "how fast the judgement follows events", "A01")
    harm_weight = _gain(
        20.0,
        "1",
        "kappa",
        "harm counts more than warmth in a judgement",
        "A01",
        source="negativity bias (Baumeister 2001, Rev Gen Psychol 5:323), [R]",
    )
    discount_half = _gain(1.0, "1", "d_half", "tie at which half the harm is explained away", "A27")
    grief_up_days = _days(5.0, "tau_g", "affection turns to grief apart", "A20")
    mending_days = _days(90.0, "tau_mend", "being together undoes a loss", "A20")
    grief_days = _days(110.0, "tau_z", "grief left alone", "A20", source=_APART + "E10")
    grieving_days = _days(25.0, "tau_zg", "grief that is honoured", "A20", source=_APART + "A20")
    grief_therapy_days = _days(60.0, "tau_zt", "grief in therapy", "A16", source=_APART + "A25")
    identity_days = _days(150.0, "tau_i", "identity erodes together", "A19")
    identity_back_days = _days(
        60.0, "tau_ib", "identity comes back apart", "A19", source=_APART + "E19"
    )
    identity_act_days = _days(20.0, "tau_act", "acts of one's own restore identity", "A19")
    reflection_days = _days(30.0, "tau_refl", "being asked to reflect restores it", "A17")
    shared_self = _gain(
        0.4, "1", "k_self", "share of oneself that a full loss takes", "A19", source=_APART + "E19"
    )

    # Body
    alarm_rise_days = _days(60.0, "tau_ar", "how fast threat alarms the body", "B14")
    alarm_days = _days(700.0, "tau_al", "alarm left alone", "B14")
    alarm_calming_days = _days(700.0, "tau_ac", "alarm calmed by oneself and others", "B14")
    alarm_therapy_days = _days(100.0, "tau_at", "alarm in therapy", "A16", source=_APART + "E13")
    alarm_share = _gain(0.5, "1", "c_al", "how much alarm is felt, beside threat", "B14")

    # Pull
    pull_base = _gain(0.5, "1", "c_0", "pull of the tie itself", "A01")
    pull_withdrawal = _gain(2.0, "1", "c_o", "pull of withdrawal, apart", "A02", "A15")
    pull_threat = _gain(0.85, "1", "c_t", "pull of threat: closeness sought in danger", "A11")
    pull_hope = _gain(0.15, "1", "c_h", "pull of hope", "A08")
    pull_grief = _gain(0.12, "1", "c_z", "pull of grief, apart", "A20")
    pull_pang = _gain(
        2.0, "1", "c_p", "what a contact stirs while it lasts", "A28", source=_APART + "A28"
    )
    pull_shared = _fraction(0.38, "q_s", "share of the pull that others can take over", "A24")
    sobering = _gain(
        0.005, "1", "c_n", "naming sobers while it lasts", "A17", source=_APART + "E18"
    )

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
    leaving_base = _gain(0.0005, "1/day", "h_l", "base rate of leaving", "A26")
    leaving_threat = _gain(2.5, "1", "h_lt", "threat makes leaving likelier", "A26")
    leaving_clarity = _gain(0.25, "1", "h_lk", "clarity makes leaving likelier", "A34")
    leaving_support = _gain(0.8, "1", "h_ls", "support makes leaving likelier", "A18")
    leaving_identity = _gain(0.4, "1", "h_li", "identity makes leaving likelier", "A19")
    leaving_pull = _gain(0.5, "1", "h_lp", "the pull keeps", "A25")
    leaving_protest = _gain(
        2.0, "1", "h_la", "preoccupied people leave sooner, in protest", source="E07; size assumed"
    )
    returning_base = _gain(0.0065, "1/day", "h_r", "base rate of going back", "A26")
    returning_pull = _gain(1.8, "1", "h_rp", "the pull draws back", "A15")
    returning_withdrawal = _gain(4.0, "1", "h_ro", "withdrawal draws back", "A15")
    returning_longing = _gain(1.5, "1", "h_rg", "longing draws back", "A20")
    returning_clarity = _gain(0.2, "1", "h_rk", "clarity keeps from it a little", "A25")
    returning_support = _gain(2.5, "1", "h_rs", "support keeps from it", "A18")
    returning_identity = _gain(1.0, "1", "h_ri", "identity keeps from it", "A19")
    returning_learned = _gain(0.08, "1", "h_rn", "each leaving teaches", "A26")
    slipping_base = _gain(0.01, "1/day", "h_s", "base rate of a contact while apart", "A14")
    slipping_pull = _gain(1.0, "1", "h_sp", "the pull draws into contact", "A14")
    slipping_withdrawal = _gain(3.0, "1", "h_so", "withdrawal draws into contact", "A15")
    slipping_preoccupied = _gain(
        3.0, "1", "h_sa", "preoccupied people slip sooner", "A13", source="E07; size assumed"
    )

    # Scale (definitions, not knowledge)
    lifetime_days = Parameter(
        36500.0,
        "day",
        positive,
        fixed(36500.0),
        "tau_inf",
        "keeps an outflow above zero where nothing else flows out",
        (),
        "assumed",
        "definition",
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
    danger_separation = _gain(
        10.0,
        "1",
        "d_sep",
        "danger on the day of a separation",
        "A21",
        source="E20: odds ratio 3.2 over the year",
    )
    danger_power = _gain(
        15.0,
        "1",
        "d_pow",
        "danger from full control",
        "A21",
        source="E20: odds ratio 4.2 of a controlling partner",
    )
    danger_half = _gain(
        0.5, "1", "p_half", "power at which half of that is there", "A21", source="size assumed"
    )
    danger_days = _days(90.0, "tau_dan", "how long danger stays raised after a separation", "A21")
    choice_sharpness = _gain(
        20.0, "1", "beta", "how much appeal decides over chance", "B09", source="size assumed"
    )
    meeting_base = _gain(
        0.004, "1/day", "h_m", "base rate of meeting somebody new", "B09", source="size assumed"
    )
    meeting_pull = _gain(
        1.0, "1", "h_mp", "the pull to the last one keeps from it", "B09", source="size assumed"
    )

    # Rival theories
    severity_growth = _gain(
        0.02, "1/day per unit harm", "g_sev", "rival: harm itself ties", source=_RIVALS
    )
    repetition_growth = _gain(
        0.02, "1/day", "g_rep", "rival: the familiar ties", "B01", source=_RIVALS
    )
    mastery_gain = _gain(
        40.0, "1", "k_mas", "rival: near-success wakes hope of mastering", "B11", source=_RIVALS
    )
    mastery_days = _days(60.0, "tau_mas", "rival: how long what is unfinished stays awake", "B11")
    chemistry = _gain(
        0.5, "1", "c_chem", "rival: danger taken for attraction", "B02", source=_RIVALS
    )

    _listeners: ClassVar[list[Callable[[type[Parameters]], None]]] = []

    def __init_subclass__(cls) -> None:
        for listener in Parameters._listeners:
            listener(cls)

    @staticmethod
    def tell_of_new_kinds(listener: Callable[[type[Parameters]], None]) -> None:
        """Have `listener` called with each class that is derived from this one from now on."""
        Parameters._listeners.append(listener)

    def __init__(self, mechanisms: Mechanisms = ALL, **values: Any) -> None:
        defaults = type(self).defaults()
        for name in values:
            if name not in defaults:
                raise TypeError(f"there is no parameter called {name!r}")
        self.__dict__.update(defaults | values)
        self.mechanisms = mechanisms

    @classmethod
    @cache
    def defaults(cls) -> dict[str, float]:
        """What a set holds where nothing else is said, by name; not to be written to."""
        return default_values(cls.entries())

    @classmethod
    def entries(cls) -> Iterator[Parameter]:
        """Every parameter entry, in the order in which they are written."""
        for owner in reversed(cls.__mro__):  # a theory from elsewhere adds its own at the end
            for entry in vars(owner).values():
                if isinstance(entry, Parameter):
                    yield entry

    def values(self) -> dict[str, Any]:
        """Values by name."""
        return {entry.name: self.__dict__[entry.name] for entry in type(self).entries()}

    def replace(self, mechanisms: Mechanisms | None = None, **changes: Any) -> Parameters:
        """The same set with some values, or the mechanisms, changed."""
        return type(self)(mechanisms or self.mechanisms, **(self.values() | changes))

    def check(self) -> None:
        """Raise ValueError if a value lies outside its support."""
        for entry in type(self).entries():
            value = np.asarray(self.__dict__[entry.name])
            if not (np.all(value >= entry.support.low) and np.all(value <= entry.support.high)):
                raise ValueError(
                    f"{entry.name} is outside {entry.support.low:g} to {entry.support.high:g}"
                )

    @classmethod
    def draw(
        cls, generator: np.random.Generator, size: int, traits_only: bool = False
    ) -> Parameters:
        """Draw parameter sets from the prior: arrays of shape (size,).

        Args:
            generator: source of randomness.
            size: number of draws.
            traits_only: draw only what people differ in, keep population values.
        """
        wanted = [e for e in cls.entries() if e.personal or not traits_only]
        drawn: dict[str, Any] = {e.name: e.prior.draw(generator, size) for e in wanted}
        return cls(**drawn)
