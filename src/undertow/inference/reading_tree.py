"""A reading as an `xarray.DataTree`: labelled arrays that any program can open without ours.

One group a topic, dates and names as coordinates. What is not a number (words, codes) is an
attribute, as plain text or JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from undertow.inference.reading import (
    Band,
    Cycle,
    EarlierForecast,
    Posterior,
    Reading,
    Sign,
    TheoryScore,
    Trend,
)
from undertow.record.notice import Notice

if TYPE_CHECKING:
    import xarray

FORMAT = "undertow reading"
VERSION = 1
"""Raised when a group changes its meaning or goes; new ones alone do not raise it."""

_BAND = ("mean", "low80", "high80")
_NUMBERS_OF_CYCLE = ("incident_days", "harm", "warmth", "bond_after", "probability", "closed")
_NUMBERS_OF_LOOK = ("low80", "high80", "answer")
_NUMBERS_OF_SCORE = ("elpd", "se", "behind", "behind_se")


def to_tree(reading: Reading) -> xarray.DataTree:
    """The reading as a tree of labelled arrays.

    Groups: `stages`, `states`, `forecast`, `cycles`, `trends`, `signs`, `theories`, `totals`,
    `relief`, `earlier`, and, where draws were kept, `posterior` with its `facts`.
    """
    import xarray

    groups = {
        "/": xarray.Dataset(attrs=_about(reading)),
        "/stages": _stages(reading),
        "/states": _bands(reading.states, "state", reading.dates, reading.contraction),
        "/forecast": _bands(reading.forecast, "scenario", reading.forecast_dates),
        "/cycles": _cycles(reading.cycles),
        "/trends": _trends(reading.trends),
        "/signs": _signs(reading.signs),
        "/theories": _theories(reading.theories),
        "/totals": xarray.Dataset(dict(reading.totals)),
        "/earlier": _earlier(reading.earlier),
        "/relief": xarray.Dataset({name: int(times) for name, times in reading.relief.items()}),
    }
    if reading.posterior is not None:
        groups["/posterior"] = _posterior(reading.posterior, reading.dates)
        groups["/posterior/facts"] = xarray.Dataset(dict(reading.posterior.facts))
    return xarray.DataTree.from_dict(groups)


def from_tree(tree: xarray.DataTree) -> Reading:
    """The reading that `to_tree` made this from.

    Raises:
        KeyError, ValueError: if it is of another shape.
    """
    about = tree.attrs
    of = {name: group.to_dataset() for name, group in tree.children.items()}
    stages, cycles = of["stages"], of["cycles"]
    mean, low, high = (float(value) for value in about["cycle_count"])
    draws = tree.children.get("posterior")
    return Reading(
        dates=_days(stages["date"].values),
        stages=dict(zip(_names(stages["stage"]), stages["probability"].values, strict=True)),
        written=stages["written"].values.astype(bool),
        cycle_count=(mean, low, high),
        cycles=[_cycle(cycles, row) for row in range(cycles.sizes["cycle"])],
        trends=[
            Trend(name, None if np.isnan(chance) else float(chance), int(count))
            for name, chance, count in _rows(of["trends"], "trend", ("probability", "cycles"))
        ],
        states=_bands_from(of["states"], "state"),
        contraction={
            name: float(share) for name, share in _rows(of["states"], "state", ("contraction",))
        },
        signs=_signs_from(of["signs"]),
        forecast_dates=_days(of["forecast"]["date"].values),
        forecast=_bands_from(of["forecast"], "scenario"),
        theories=_theories_from(of["theories"]),
        totals={str(name): float(value) for name, value in of["totals"].data_vars.items()},
        relief={str(name): int(value) for name, value in of["relief"].data_vars.items()},
        notices=[Notice(one["id"], one["values"]) for one in json.loads(about["notices"])],
        simulated=bool(about["simulated"]),
        title=str(about["title"]),
        theory=str(about["theory"]),
        theory_meaning=str(about["theory_meaning"]),
        posterior=None if draws is None else _posterior_from(draws),
        earlier=_earlier_from(of["earlier"]),
    )


def _about(reading: Reading) -> dict[str, Any]:
    notices = [{"id": one.id, "values": one.values} for one in reading.notices]
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": reading.title,
        "simulated": int(reading.simulated),
        "theory": reading.theory,
        "theory_meaning": reading.theory_meaning,
        "cycle_count": np.array(reading.cycle_count, float),
        "notices": json.dumps(notices, default=float),
    }


def _time(days: list[date]) -> np.ndarray:
    return np.array(days, dtype="datetime64[D]").astype("datetime64[ns]")


def _days(time: np.ndarray) -> list[date]:
    return list(time.astype("datetime64[D]").astype(date))


def _names(coordinate: Any) -> list[str]:
    return [str(name) for name in coordinate.values]


def _text(names: list[str]) -> np.ndarray:
    """Names as an array; of text even when there is none."""
    return np.array(names, dtype=object)


def _rows(group: Any, dimension: str, columns: tuple[str, ...]) -> Any:
    """Name and columns of each row of a table."""
    return zip(_names(group[dimension]), *(group[column].values for column in columns), strict=True)


def _stages(reading: Reading) -> xarray.Dataset:
    import xarray

    return xarray.Dataset(
        {
            "probability": (("stage", "date"), np.stack(list(reading.stages.values()))),
            "written": ("date", reading.written.astype(np.int8)),
        },
        {"stage": _text(list(reading.stages)), "date": _time(reading.dates)},
    )


def _bands(
    bands: Mapping[str, Band],
    dimension: str,
    days: list[date],
    contraction: Mapping[str, float] | None = None,
) -> xarray.Dataset:
    import xarray

    table = np.array([[getattr(band, part) for part in _BAND] for band in bands.values()], float)
    table = table.reshape(len(bands), len(_BAND), len(days))
    found = xarray.Dataset(
        {part: ((dimension, "date"), table[:, row]) for row, part in enumerate(_BAND)},
        {dimension: _text(list(bands)), "date": _time(days)},
    )
    if contraction is not None:
        found["contraction"] = (dimension, [contraction[name] for name in bands])
    return found


def _bands_from(group: Any, dimension: str) -> dict[str, Band]:
    rows = _rows(group, dimension, _BAND)
    return {name: Band(mean, low, high) for name, mean, low, high in rows}


def _cycles(cycles: list[Cycle]) -> xarray.Dataset:
    import xarray

    columns: dict[str, Any] = {
        name: ("cycle", np.array([getattr(one, name) for one in cycles], float))
        for name in _NUMBERS_OF_CYCLE
    }
    for name in ("start", "end"):
        columns[name] = ("cycle", _time([getattr(one, name) for one in cycles]))
    return xarray.Dataset(columns, {"cycle": np.arange(len(cycles))})


def _cycle(group: Any, row: int) -> Cycle:
    numbers = {name: float(group[name].values[row]) for name in _NUMBERS_OF_CYCLE}
    first, last = (_days(group[name].values[row : row + 1])[0] for name in ("start", "end"))
    return Cycle(first, last, **numbers | {"closed": bool(numbers["closed"])})  # pyright: ignore[reportArgumentType]


def _earlier(looks: list[EarlierForecast]) -> xarray.Dataset:
    import xarray

    columns: dict[str, Any] = {
        name: ("look", np.array([getattr(one, name) for one in looks], float))
        for name in _NUMBERS_OF_LOOK
    }
    for name in ("made", "day"):
        columns[name] = ("look", _time([getattr(one, name) for one in looks]))
    return xarray.Dataset(columns, {"look": np.arange(len(looks))})


def _earlier_from(group: Any) -> list[EarlierForecast]:
    made, day = (_days(group[name].values) for name in ("made", "day"))
    low, high, answer = (group[name].values.tolist() for name in _NUMBERS_OF_LOOK)
    return [EarlierForecast(*one) for one in zip(made, day, low, high, answer, strict=True)]


def _trends(trends: list[Trend]) -> xarray.Dataset:
    import xarray

    chance = [np.nan if one.probability is None else one.probability for one in trends]
    return xarray.Dataset(
        {
            "probability": ("trend", np.array(chance, float)),
            "cycles": ("trend", np.array([one.cycles for one in trends], int)),
        },
        {"trend": _text([one.name for one in trends])},
    )


def _signs(signs: list[Sign]) -> xarray.Dataset:
    """`shown` is 1, 0, or -1 where the record does not speak clearly; counts are JSON."""
    import xarray

    chance = [np.nan if one.probability is None else one.probability for one in signs]
    return xarray.Dataset(
        {
            "shown": ("sign", np.array([-1 if s.shown is None else int(s.shown) for s in signs])),
            "probability": ("sign", np.array(chance, float)),
        },
        {"sign": _text([one.id for one in signs])},
        {"counts": json.dumps({one.id: one.counts for one in signs}, default=float)},
    )


def _signs_from(group: Any) -> list[Sign]:
    counts = json.loads(group.attrs["counts"])
    return [
        Sign(
            name,
            None if shown < 0 else bool(shown),
            None if np.isnan(chance) else float(chance),
            counts[name],
        )
        for name, shown, chance in _rows(group, "sign", ("shown", "probability"))
    ]


def _theories(theories: list[TheoryScore]) -> xarray.Dataset:
    import xarray

    return xarray.Dataset(
        {
            name: ("theory", np.array([getattr(one, name) for one in theories], float))
            for name in _NUMBERS_OF_SCORE
        },
        {"theory": _text([one.name for one in theories])},
        {"meaning": json.dumps({one.name: one.meaning for one in theories})},
    )


def _theories_from(group: Any) -> list[TheoryScore]:
    meaning = json.loads(group.attrs["meaning"])
    return [
        TheoryScore(name, *(float(number) for number in numbers), meaning=meaning[name])
        for name, *numbers in _rows(group, "theory", _NUMBERS_OF_SCORE)
    ]


def _posterior(posterior: Posterior, days: list[date]) -> xarray.Dataset:
    import xarray

    columns: dict[str, Any] = {
        name: (("draw", "date"), values) for name, values in posterior.states.items()
    }
    columns["stage"] = (("draw", "date"), posterior.stage)
    for name, values in posterior.parameters.items():
        columns[f"parameter_{name}"] = ("draw", values)
    draws = {"date": _time(days), "draw": np.arange(len(posterior.stage))}
    return xarray.Dataset(columns, draws, {"method": posterior.method})


def _posterior_from(group: Any) -> Posterior:
    variables = {str(name): values.values for name, values in group.data_vars.items()}
    stage = variables.pop("stage")
    parameters = {
        name.removeprefix("parameter_"): variables.pop(name)
        for name in list(variables)
        if name.startswith("parameter_")
    }
    facts = {str(name): float(value) for name, value in group["facts"].data_vars.items()}
    return Posterior(group.attrs["method"], stage, variables, parameters, facts)


assert {field.name for field in fields(Band)} == set(_BAND)
