"""Lives along a known path of stages, from which test readings are made: fixed seeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from undertow.inference.reading import (
    READ_STATES,
    SCENARIOS,
    STAGES,
    Band,
    Cycle,
    Notice,
    Reading,
    Sign,
    Trend,
)

FIRST = date(2024, 3, 9)
SIGN_COUNTS = {
    "A12.1": {"days": 31.0, "of": 52.0},
    "A12.2": {"times": 5.0, "higher": 3.0},
    "A12.3": {"them": 17.0, "of": 29.0},
    "A12.4": {"days": 20.0, "good": 12.0},
    "A12.5": {"left": 1.0, "returned": 1.0},
    "A12.6": {"days": 14.0, "high": 6.0},
    "A12.7": {"together": 40.0, "apart": 7.0},
}


@dataclass(frozen=True)
class Path:
    """A known path of stages: (stage, days) in order."""

    runs: list[tuple[str, int]]

    def names(self) -> list[str]:
        return [stage for stage, days in self.runs for _ in range(days)]


def turns(lengths: list[int], start: str = "idealization", first: int = 20) -> Path:
    """Turns of the cycle after an opening stretch; the first harm is `incident`, then `return`."""
    runs = [(start, first)]
    for number, days in enumerate(lengths):
        harm = "incident" if number == 0 else "return"
        repair = max(2, days // 5)
        runs += [(harm, 2), ("reconciliation", repair), ("calm", days - 2 - repair)]
    return Path(runs)


def stage_chances(path: Path, sure: float, seed: int) -> dict[str, np.ndarray]:
    """Chances whose most likely stage mostly follows the path, `sure` of it on average."""
    names = path.names()
    draw = np.random.default_rng(seed)
    chances = draw.dirichlet(np.full(len(STAGES), 0.3), size=len(names)) * (1 - sure)
    extra = np.clip(draw.normal(sure, 0.08, size=len(names)), 0.02, 0.99)
    for day, name in enumerate(names):
        chances[day, STAGES.index(name)] += extra[day]
    kernel = np.array([0.1, 0.8, 0.1])
    smooth = np.stack([np.convolve(c, kernel, mode="full")[1:-1] for c in chances.T], axis=1)
    smooth /= smooth.sum(axis=1, keepdims=True)
    return {name: smooth[:, column] for column, name in enumerate(STAGES)}


def band(mean: np.ndarray, half: float, low: float = 0.0, high: float = 1.0) -> Band:
    """A band of the given half-width, kept inside a range."""
    return Band(mean, np.clip(mean - half, low, None), np.clip(mean + half, None, high))


def slow(noise: np.ndarray, days: float) -> np.ndarray:
    """A smooth series: a first-order filter over `noise`."""
    level, out = noise[0], np.empty_like(noise)
    for step, value in enumerate(noise):
        level += (value - level) / days
        out[step] = level
    return out


def states_along(path: Path, seed: int, width: float) -> dict[str, Band]:
    """States that look like a life: pull up after harm, judgement down, slow relief-bond."""
    names = path.names()
    count = len(names)
    draw = np.random.default_rng(seed)
    harm = np.array([name in ("incident", "return") for name in names], dtype=float)
    apart = np.array([name == "apart" for name in names], dtype=float)
    shock = slow(harm * 6, 8.0) + slow(draw.normal(0, 0.3, count), 6.0)
    grown = np.clip(0.15 + 0.5 * np.cumsum(harm) / max(1.0, harm.sum()), 0, 0.9)
    means = {
        "pull": np.clip(0.35 + 0.25 * grown + 0.12 * shock + 0.15 * apart, 0.03, 1.3),
        "bond": slow(grown, 9.0),
        "affection": slow(np.full(count, 0.55), 60.0) - 0.05 * slow(apart, 60.0),
        "threat": np.clip(0.5 * shock, 0, 1),
        "withdrawal": slow(apart, 20.0) * np.exp(-np.cumsum(apart) / 60),
        "appraisal": np.clip(0.5 - 0.7 * grown - 0.1 * shock, -0.95, 0.95),
    }
    return {
        name: band(means[name], width, -1.0 if name == "appraisal" else 0.0, 1.6)
        for name in READ_STATES
    }


def forecast_from(level: float, days: int, first: date) -> tuple[list[date], dict[str, Band]]:
    """Three futures of the pull, wider as they go."""
    ahead = np.arange(1, days + 1, dtype=float)
    ends = {"as_it_has_been": level, "no_contact": 0.4 * level, "one_contact": 0.55 * level}
    bands = {}
    for name in SCENARIOS:
        mean = ends[name] + (level - ends[name]) * np.exp(-ahead / 25)
        if name == "one_contact":
            mean = mean + np.where(ahead > 20, 0.15 * np.exp(-(ahead - 20) / 10), 0)
        half = 0.06 + 0.25 * np.sqrt(ahead / days)
        bands[name] = Band(mean, np.clip(mean - half, 0, None), mean + half)
    return [first + timedelta(days=int(day)) for day in ahead], bands


def cycles_of(path: Path, bond: np.ndarray) -> list[Cycle]:
    """The turns of a path, as the reading would list them."""
    names = path.names()
    starts = [
        day
        for day, name in enumerate(names)
        if name in ("incident", "return") and (day == 0 or names[day - 1] != name)
    ]
    ends = [day - 1 for day in starts[1:]] + [len(names) - 1]
    return [
        Cycle(
            start=FIRST + timedelta(days=start),
            end=FIRST + timedelta(days=end),
            incident_days=2.0,
            harm=1.1 + 0.2 * number,
            warmth=0.8 - 0.05 * number if number != 1 else float("nan"),
            bond_after=float(bond[end]),
            probability=max(0.3, 0.97 - 0.04 * number),
            closed=number + 1 < len(starts),
        )
        for number, (start, end) in enumerate(zip(starts, ends[: len(starts)], strict=True))
    ]


def signs_with(chances: list[float | None]) -> list[Sign]:
    """The seven signs with these chances; shown by the rule of `Sign`."""

    def shown(chance: float | None) -> bool | None:
        if chance is None or 0.2 <= chance <= 0.8:
            return None
        return chance > 0.8

    return [
        Sign(name, shown(chance), chance, {} if chance is None else counts)
        for (name, counts), chance in zip(SIGN_COUNTS.items(), chances, strict=True)
    ]


def along(path: Path, *, sure: float = 0.8, seed: int = 1, gaps: float = 0.33) -> Reading:
    """A reading of a record that follows `path`, with a share of days unwritten."""
    names = path.names()
    count = len(names)
    draw = np.random.default_rng(seed)
    written = draw.random(count) > gaps
    if count > 100:
        written[60:78] = False
    written[0] = written[-1] = True
    states = states_along(path, seed, 0.12)
    cycles = cycles_of(path, states["bond"].mean)
    dates = [FIRST + timedelta(days=day) for day in range(count)]
    ahead, forecast = forecast_from(float(states["pull"].mean[-1]), 56, dates[-1])
    turns_seen = len(cycles)
    chances = (0.9, 0.85, 0.1) if turns_seen >= 3 else (None, None, None)
    apart = names.count("apart")
    return Reading(
        dates=dates,
        stages=stage_chances(path, sure, seed),
        written=written,
        cycle_count=(float(turns_seen), max(0.0, turns_seen - 1.0), turns_seen + 1.0),
        cycles=cycles,
        trends=[
            Trend(name, chance, turns_seen)
            for name, chance in zip(("shorter", "harsher", "fading"), chances, strict=True)
        ],
        states=states,
        contraction={
            "pull": 0.62,
            "bond": 0.12,
            "affection": 0.08,
            "threat": 0.5,
            "withdrawal": 0.2,
            "appraisal": 0.7,
        },
        signs=signs_with([0.93, 0.6, 0.88, None, 0.05, 0.4, 0.15]),
        forecast_dates=ahead,
        forecast=forecast,
        theories=[],
        totals={
            "days": float(count),
            "days_written": float(written.sum()),
            "days_apart": float(apart),
            "contacts": 14.0,
            "contacts_needed": 3.0,
            "separations": 1.0,
            "returns": 1.0,
            "harms": float(2 * turns_seen),
            "warmths": 41.0,
        },
        relief={"them": 17, "people": 4, "self": 6, "nothing": 2},
        notices=[Notice("frozen"), Notice("reporting"), Notice("one_person")],
        title="eight-months.csv",
    )
