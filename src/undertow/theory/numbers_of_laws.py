"""The numbers of the laws and readouts, and the traits in which people differ there."""

from __future__ import annotations

from undertow.theory.entries import APART, START, SURPRISE, days, fraction, gain, trait
from undertow.theory.parameter import Parameter, beta, fixed, positive, unit_interval


class NumbersOfLaws:
    """Entries of `Parameters` that laws and readouts read."""

    # Person (traits; people differ)
    anxiety = trait(0.3, 2.0, 4.0, "anx", "attachment anxiety", "A13")
    avoidance = trait(0.3, 2.0, 4.0, "avo", "attachment avoidance", "A13")
    support_base = trait(0.6, 4.0, 3.0, "S0", "support there is when nobody is isolated", "A18")
    soothing_base = trait(0.3, 3.0, 7.0, "R0", "self-soothing brought into the relationship", "B07")
    clarity_base = trait(0.5, 4.0, 4.0, "K0", "clarity before meeting the partner", "A25")

    # Clarity, soothing, support
    naming_days = days(7.0, "tau_name", "how fast naming raises clarity", "A17")
    story_days = days(120.0, "tau_story", "how fast the partner's story wears clarity down", "A31")
    practice_days = days(30.0, "tau_prac", "how fast practice raises self-soothing", "B07")
    unpractised_days = days(450.0, "tau_unprac", "how fast self-soothing fades", "B07")
    reaching_days = days(12.0, "tau_reach", "how fast reaching out raises support", "A18")
    support_return_days = days(150.0, "tau_home", "return of support to its base, apart", "A18")
    isolation_days = days(100.0, "tau_iso", "erosion of support together, at full power", "A18")
    drift_days = days(1000.0, "tau_drift", "slow return of support, clarity, identity to base")

    # Working model
    model_from_anxiety = gain(0.55, "1", "m_a", "share of anxiety in the early model", "A13")
    model_from_avoidance = gain(0.35, "1", "m_v", "share of avoidance in the early model", "A13")
    model_from_both = gain(0.1, "1", "m_av", "share of both together: fear of comfort", "A13")
    model_therapy_days = days(500.0, "tau_mt", "therapy lowers the working model", "B08", "A16")
    model_steady_days = days(1250.0, "tau_ms", "years of steady warmth lower it", "A29")

    # Threat and relief
    exclusivity_days = days(60.0, "tau_x", "learning of who soothes", "A10", "A30")
    others_share = gain(0.3, "1", "e", "pull of other soothing against exclusivity", "A30")
    threat_rise = gain(9.0, "1/day per unit harm", "k_h", "how fast harm raises threat", "A10")
    harm_scale = gain(
        0.17,
        "1",
        "H_s",
        "harm at which half of it frightens",
        "A03",
        source="form and size assumed: a quarrel frightens less than in proportion",
    )
    abandonment = gain(
        0.4,
        "1/day per unit warmth",
        "k_a",
        "threat by warmth that is expected and stays away",
        "B12",
        "B10",
        source="claims.md, B12; size assumed",
    )
    threat_days = days(10.0, "tau_t", "threat left alone", "A10", "A11")
    quench = gain(1.5, "1/day per unit warmth", "k_q", "how fast warmth takes threat away", "A10")
    soothe = gain(0.3, "1/day", "k_r", "how fast self-soothing takes threat away", "B07", "B14")
    share = gain(0.3, "1/day", "k_s", "how fast other people take threat away", "A18")
    cortisol_days = days(1 / 12, "tau_c", "cortisol follows threat", "A10")

    # Learning
    felt_days = days(2.35, "tau_w", "warmth is felt over days, not moments", "A09")
    expectation_days = days(12.0, "tau_v", "how fast relief and warmth come to be expected", "A09")
    naming_share = Parameter(
        0.6,
        "1",
        unit_interval,
        beta(6.0, 4.0),
        "eta",
        "share of the response to relief that full clarity takes away",
        ("A17",),
        "assumed",
        START,
    )
    relief_scale = gain(
        0.3,
        "1/day",
        "s_r",
        "surprise by relief from which on it counts in proportion",
        "A03",
        source="form and size assumed: small reliefs do not bond",
    )
    volatility_days = days(50.0, "tau_q", "memory of how warmth strays", "A09", "B03")
    volatility_new = gain(
        0.007, "1", "q_0", "volatility assumed of somebody new", "A09", source=SURPRISE
    )
    volatility_half = gain(
        0.0208,
        "1",
        "q_half",
        "volatility at which a surprise teaches half",
        "A09",
        "B03",
        source=SURPRISE,
    )
    reward_threshold = gain(0.12, "1", "theta", "warmth above expectation that surprises", "A09")
    reward_scale = gain(0.5, "1", "s_w", "surprise at which its effect is half", "A09")
    reward_days = days(60.0, "tau_l", "memory of how often warmth comes", "A09")
    warmth_half = gain(0.2, "1", "w_half", "warmth at which a moment counts as half warm", "A09")
    acquaintance_days = days(45.0, "tau_n", "getting to know somebody", "A08")
    template_days = days(8.0, "tau_tm", "learning of the best times", "A08")
    template_fade_days = days(1500.0, "tau_tf", "fading of the best times", "A08")
    hope_days = days(5.0, "tau_hope", "warmth renews hope", "A08")
    omissions = gain(
        6.0,
        "1",
        "m",
        "expected rewards omitted until hope is down by e",
        "A09",
        source="theory.md; E03",
    )
    renewal_rate = gain(4.0, "1/day", "k_ret", "how fast going back renews hope", "A32")
    hope_half = gain(
        0.1, "1", "h_0", "hope at which a contact wakes half", "A14", source="size assumed; E01"
    )
    contact_wakes = gain(0.33, "1", "k_c", "what the beginning of a contact wakes", "A14")
    cue_wakes = gain(0.11, "1", "k_cue", "what a cue wakes", "A14", source="theory.md; E17")

    # Attachments
    affection_growth = gain(0.006, "1/day per unit warmth", "g_a", "growth of affection", "B04")
    affection_days = days(2200.0, "tau_a", "affection without contact", "A35")
    bond_growth = gain(0.37, "1/day", "g_b", "growth of the relief-bond per surprise", "A04", "A06")
    model_gain = gain(1.0, "1", "g_m", "how much the working model speeds it", "A13")
    reward_share = gain(0.02, "1", "r", "share of mere warmth in the relief-bond", "A09")
    bond_together_days = days(4000.0, "tau_b", "extinction while together", "A06")
    bond_apart_days = days(2400.0, "tau_ba", "extinction apart", "A24")
    bond_therapy_days = days(250.0, "tau_bt", "therapy lowers the relief-bond", "A16")
    hope_holds = gain(
        3.0,
        "1",
        "k_h0",
        "how much hope holds up the fading of a tie",
        "A24",
        source="size assumed; E02: contact delays the mid-point",
    )
    opponent_gain = gain(33.0, "1", "k_o", "strength of the opponent state", "A02")
    opponent_days = days(18.0, "tau_o", "withdrawal", "A02", "A24")

    # Appraisal, identity, grief
    appraisal_days = days(30.0, "tau_app", "how fast the judgement follows events", "A01")
    harm_weight = gain(
        20.0,
        "1",
        "kappa",
        "harm counts more than warmth in a judgement",
        "A01",
        source="negativity bias (Baumeister 2001, Rev Gen Psychol 5:323), [R]",
    )
    discount_half = gain(1.0, "1", "d_half", "tie at which half the harm is explained away", "A27")
    grief_up_days = days(5.0, "tau_g", "affection turns to grief apart", "A20")
    mending_days = days(90.0, "tau_mend", "being together undoes a loss", "A20")
    reopening = gain(
        8.0,
        "1/day",
        "k_re",
        "how fast contact makes a loss fresh again, in full hope",
        "A14",
        source="E17; size assumed: in full hope a contact undoes half of the mourning",
    )
    grief_days = days(250.0, "tau_z", "grief left alone", "A20", source=APART + "E10")
    grieving_days = days(25.0, "tau_zg", "grief that is honoured", "A20", source=APART + "A20")
    grief_therapy_days = days(60.0, "tau_zt", "grief in therapy", "A16", source=APART + "A25")
    identity_days = days(150.0, "tau_i", "identity erodes together", "A19")
    identity_back_days = days(
        60.0, "tau_ib", "identity comes back apart", "A19", source=APART + "E19"
    )
    identity_act_days = days(20.0, "tau_act", "acts of one's own restore identity", "A19")
    reflection_days = days(30.0, "tau_refl", "being asked to reflect restores it", "A17")
    shared_self = gain(
        0.4, "1", "k_self", "share of oneself that a full loss takes", "A19", source=APART + "E19"
    )

    # Body
    alarm_rise_days = days(60.0, "tau_ar", "how fast threat alarms the body", "B14")
    alarm_days = days(700.0, "tau_al", "alarm left alone", "B14")
    alarm_calming_days = days(700.0, "tau_ac", "alarm calmed by oneself and others", "B14")
    alarm_therapy_days = days(105.0, "tau_at", "alarm in therapy", "A16", source=APART + "E13")
    alarm_share = gain(0.5, "1", "c_al", "how much alarm is felt, beside threat", "B14")

    # Pull
    pull_base = gain(0.5, "1", "c_0", "pull of the tie itself", "A01")
    pull_withdrawal = gain(2.0, "1", "c_o", "pull of withdrawal, apart", "A02", "A15")
    pull_threat = gain(1.0, "1", "c_t", "pull of threat: closeness sought in danger", "A11")
    pull_hope = gain(0.15, "1", "c_h", "pull of hope", "A08")
    pull_grief = gain(0.07, "1", "c_z", "pull of grief, apart", "A20")
    pull_pang = gain(
        2.0, "1", "c_p", "what a contact stirs while it lasts", "A28", source=APART + "A28"
    )
    pull_shared = fraction(0.38, "q_s", "share of the pull that others can take over", "A24")
    sobering = gain(0.005, "1", "c_n", "naming sobers while it lasts", "A17", source=APART + "E18")

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
