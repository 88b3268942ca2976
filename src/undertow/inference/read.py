"""A diary in; stages, states, cycles, signs and a forecast out. In NumPy, unless a fit is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np

from undertow.engine.life import APART, STAGE_NAMES
from undertow.inference import bank as histories
from undertow.inference import stage_model
from undertow.inference.bank import Bank, parameters, take, traits_of
from undertow.inference.comparison import FEWEST_DAYS, compare
from undertow.inference.cycles import again, count_cycles, list_cycles, trends
from undertow.inference.exposure import SLOTS, coarser, draw_inputs
from undertow.inference.forecast import DAYS, continue_paths, forecast
from undertow.inference.limits import limits, of_ones_own
from undertow.inference.lives import Fit, Fitted, Lives
from undertow.inference.observations import observe
from undertow.inference.people import choose_people
from undertow.inference.reading import READ_STATES, STAGES, Band, Posterior, Reading
from undertow.inference.relived import relived
from undertow.inference.signs import seven_signs
from undertow.inference.stages import read_stages
from undertow.inference.states import Trajectories, rating_weights, run_draws
from undertow.inference.summary import band, variance
from undertow.inference.totals import relief_sources, totals
from undertow.record import Diary, Event, Notice, Problem, daily, to_record
from undertow.record.problem import printable
from undertow.theory import REINFORCEMENT, Inputs, States, Theory
from undertow.theory.partner import INCIDENT

DRAWS = 400
FORECAST_DRAWS = 200
_FINE_DAYS = 800
"""Records longer than this are run a day at a step, with fewer draws: ten years must fit into an
old laptop's memory. The order of things within a day is then lost."""
_LONG_DRAWS = 160

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""

_STAGES_DONE, _FIRST_DONE, _STATES_DONE = 0.15, 0.25, 0.75
_BEFORE_COMPARING = 0.4
_PRIOR_DRAWS = 200


def read(
    diary: Diary,
    seed: int = 0,
    progress: Progress = lambda share: None,
    theory: Theory = REINFORCEMENT,
    rivals: Sequence[Theory] = (),
    fit: Fit | None = None,
) -> Reading:
    """Read a diary against a theory, with frozen population numbers, or fitted to the person.

    Args:
        diary: entries; at least one must name a day.
        seed: of the draws; the same diary and seed give the same reading.
        progress: for long records.
        theory: what makes the ties, and how they pull.
        rivals: theories to compare on this record; none unless asked.
        fit: fits the person to the record (`undertow.inference.fit`); a first reading without.

    Raises:
        Problem: no entry names a day, or the theory gives what is no number.
    """
    share_of_reading = _BEFORE_COMPARING if rivals else 1.0

    def tell(share: float) -> None:
        progress(share_of_reading * share)

    rng = np.random.default_rng(seed)
    record = to_record(diary)
    by_day = daily(record)
    model = stage_model.frozen()
    tell(0.0)
    fine = record.days <= _FINE_DAYS
    draws = DRAWS if fine else _LONG_DRAWS
    stages = read_stages(observe(by_day), model, rng, draws)
    people = choose_people(histories.frozen(), record, stages.paths, rng)
    own = np.random.default_rng([seed, 1])
    if theory != REINFORCEMENT:
        people = relived(people, theory, own)
    tell(_STAGES_DONE)
    per_day = SLOTS if fine else 1
    inputs = coarser(draw_inputs(record, by_day, people, stages.paths, rng), SLOTS // per_day)
    first_done = _STATES_DONE if fit is None else _FIRST_DONE
    drawn = run_draws(
        people.states,
        inputs,
        parameters(people, theory.parameters),
        per_day,
        lambda share: tell(_STAGES_DONE + (first_done - _STAGES_DONE) * share),
        theory,
    )
    _check(drawn, theory)
    weight = rating_weights(drawn, by_day)
    lives = Lives(stages.paths, stages.classes, stages.last, people, inputs, weight)
    fitted = Fitted(lives, "first", {})
    if fit is not None:
        rest = _STATES_DONE - _FIRST_DONE
        fitted = fit(
            lives, by_day, per_day, theory, seed, lambda share: tell(_FIRST_DONE + rest * share)
        )
    if fitted.method != "first":
        lives = fitted.lives
        own_p = parameters(lives.people, theory.parameters)
        drawn = run_draws(lives.people.states, lives.inputs, own_p, per_day, theory=theory)
        people, weight = lives.people, lives.weight
    states = {name: band(getattr(drawn, name), weight) for name in READ_STATES}

    tell(_STATES_DONE)
    kept = rng.choice(len(weight), FORECAST_DRAWS, p=weight)
    ahead = continue_paths(lives.last[kept], lives.classes[kept], model, rng)
    days_apart = max((stages.probability[:, APART]).sum(), 7.0)
    contacts = np.isin(record.events.kind, (Event.contact, Event.needed)).sum()
    future = forecast(
        States(*(field[kept] for field in drawn.end)),
        take(people, kept),
        ahead,
        float(contacts / days_apart),
        rng,
        theory,
    )
    best = stages.probability.argmax(axis=1)
    dates = by_day.dates
    tell(1.0)
    notices = limits(record, by_day)
    if fit is not None:
        notices = [_of_fit(fitted) if one.id == "frozen" else one for one in notices]
    prior = _prior_states(_before(theory, own), theory)
    contraction = _contraction(drawn, weight, prior)
    days_ahead = [dates[-1] + timedelta(days=day + 1) for day in range(DAYS)]
    if not of_ones_own(by_day):
        states, contraction = _untold(prior, by_day.days), {name: 0.0 for name in READ_STATES}
        future, days_ahead = {}, []
    compared = []
    if rivals:
        compared = compare(record, by_day, rivals, seed, per_day, _rest(progress))
    if rivals and not compared:
        rated = int(by_day.rated.any(axis=0).sum())
        notices.append(Notice("not_compared", {"days": rated, "needed": FEWEST_DAYS}))
    return Reading(
        dates=dates,
        stages=_named(stages.probability, stages.paths),
        written=by_day.written,
        cycle_count=count_cycles(stages.paths),
        cycles=list_cycles(stages.probability, stages.paths, by_day, states["bond"]),
        trends=trends(stages.paths, by_day),
        states=states,
        contraction=contraction,
        signs=seven_signs(record, by_day, best, lives.paths, drawn, weight),
        forecast_dates=days_ahead,
        forecast=future,
        theories=compared,
        totals=totals(record, by_day),
        relief=relief_sources(record),
        notices=notices,
        simulated=diary.simulated,
        title=diary.name,
        theory=theory.name,
        theory_meaning=theory.meaning,
        posterior=None if fit is None else _posterior(fitted, drawn, theory),
    )


def _posterior(fitted: Fitted, drawn: Trajectories, theory: Theory) -> Posterior:
    """The lives behind a closer reading, to be kept with it; equally likely."""
    lives = fitted.lives
    own = np.random.default_rng(0)
    even = np.allclose(lives.weight, lives.weight[0])
    size = len(lives.weight)
    which = np.arange(size) if even else own.choice(size, size, p=lives.weight)
    return Posterior(
        method=fitted.method,
        stage=lives.paths[which],
        states={name: getattr(drawn, name)[:, which].T for name in READ_STATES},
        parameters=dict(
            zip(traits_of(theory.parameters), lives.people.traits[which].T, strict=True)
        ),
        facts=fitted.facts,
    )


def _of_fit(fitted: Fitted) -> Notice:
    """How the person was fitted, in place of the word that they were not."""
    if fitted.method == "first":
        return Notice("not_fitted")
    return Notice("fitted_by_" + fitted.method)


def _named(probability: np.ndarray, paths: np.ndarray) -> dict[str, np.ndarray]:
    """Daily probabilities under the names told to a person; later incidents are `return`."""
    named = {name: probability[:, index] for index, name in enumerate(STAGE_NAMES)}
    incident = (paths == INCIDENT).sum(axis=0)
    later = (again(paths).sum(axis=0) + 0.5) / (incident + 1.0)
    found = named["incident"]
    named["return"] = found * later
    named["incident"] = found - named["return"]
    return {name: named[name] for name in STAGES}


def _rest(progress: Progress) -> Progress:
    """What is left to tell of once the reading itself is done."""
    return lambda share: progress(_BEFORE_COMPARING + (1 - _BEFORE_COMPARING) * share)


def _check(drawn: Trajectories, theory: Theory) -> None:
    """Refuses a theory, one from elsewhere, whose laws do not give numbers."""
    if not all(np.isfinite(getattr(drawn, name)).all() for name in READ_STATES):
        raise Problem(
            f"the theory {printable(theory.name)} gives what is no number here. "
            "See docs/theory/rivals.md for what its laws may return."
        )


def _before(theory: Theory, rng: np.random.Generator) -> Bank:
    """People as they may be before any entry, standing where the theory puts them."""
    bank = histories.frozen()
    if theory == REINFORCEMENT:
        return bank
    return relived(take(bank, rng.choice(len(bank.stage), _PRIOR_DRAWS)), theory, rng)


def _prior_states(bank: Bank, theory: Theory) -> dict[str, np.ndarray]:
    """What was believed of each told state before any entry, over the whole bank."""
    states = bank.states
    apart = np.where(bank.stage == APART, 1.0, 0.0)
    p = parameters(bank, theory.parameters)
    drawn = theory.pull(states, Inputs(contact=1 - apart), p)
    return {
        "pull": drawn,
        "bond": states.bond,
        "affection": states.affection,
        "threat": states.threat,
        "withdrawal": states.opponent * apart,
        "appraisal": states.appraisal,
    }


def _untold(prior: dict[str, np.ndarray], days: int) -> dict[str, Band]:
    """Bands of people of whom nothing is known, the same on every day."""

    def band_of(values: np.ndarray) -> Band:
        low, high = np.quantile(values, (0.1, 0.9))
        return Band(*(np.full(days, level) for level in (values.mean(), low, high)))

    return {name: band_of(prior[name]) for name in READ_STATES}


def _contraction(
    drawn: Trajectories, weight: np.ndarray, prior: dict[str, np.ndarray]
) -> dict[str, float]:
    """Share of prior variance that the record removed, on the average day; 0 to 1."""
    shares = {
        name: _removed(variance(getattr(drawn, name), weight).mean(), float(np.var(prior[name])))
        for name in READ_STATES
    }
    return {name: float(np.clip(share, 0, 1)) for name, share in shares.items()}


def _removed(left: float, prior: float) -> float:
    """Share of a variance that is gone; none of a state that a theory does not have."""
    return 1 - left / prior if prior > 0 else 0.0
