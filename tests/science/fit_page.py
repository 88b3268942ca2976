"""docs/calibration.md, from measured figures and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from fit_cases import AHEAD, DAYS, TOLD
from fit_judging import Judged, recovery, uniformity
from fit_readings import LENGTHS, Compared

from undertow.inference.reading import READ_STATES

COVERED = (0.77, 0.83)
"""What 80 % intervals must hold."""

_HEAD = f"""# Is the fit calibrated?

Written by `tests/science/fit_page.py` on {{day}}, which `make science` runs; every number here was
measured by it and none by hand.

Simulation-based calibration (Talts et al. 2018): traits, states on the first day and ways of
answering are drawn from the prior of a fit; a simulated diary's exposure goes through the laws;
answers come from the model, on whole points from 0 to 10, on the days and scales that the diary
answers, for {DAYS} days. The fit gets the exposure and the answers. If all is right, the truth
lies in 80 % of its 80 % intervals, and its rank among the draws is uniform. Compared are the
quantities that a person is told, on the last day with answers, and the pull {AHEAD} days later.

The exposure is given here. That of a real diary is guessed in parts, and a reading mixes fits
under several guesses; how its bands do then is in [reading_quality.md](reading_quality.md).

**Uniform** is the chi-square of the ranks in ten bins over its 9 degrees of freedom: about 1 when
uniform, over 2.4 in one of a hundred such. **Found again** is the correlation of the posterior
mean with the truth over people. In brackets: one standard error of what comes before. Withdrawal
is 0 together, in truth and in every draw, and threat is after weeks without harm: where they are
the same number the truth counts as covered, and its rank is drawn by lot.
"""


def page(
    methods: Mapping[str, Judged],
    twists: Mapping[str, Judged],
    seed: int,
    day: date,
    asked: Mapping[str, int],
    readings: Compared | None = None,
) -> str:
    """The page.

    Args:
        methods: figures by method, nothing broken.
        twists: figures of Laplace by how the model was broken.
        seed: of the cases.
        day: of the run.
        asked: people that each method is to be judged on.
        readings: whole diaries read at first and fitted; None where they were not.
    """
    parts = [_HEAD.format(day=day), f"Seed {seed}.\n"]
    short = [
        f"{name} on {len(judged.rank)} of {asked[name]}"
        for name, judged in methods.items()
        if len(judged.rank) < asked[name]
    ]
    short += [f"{name} not at all" for name in asked if name not in methods]
    if short:
        parts += [f"**This run was cut short**: people judged: {', '.join(short)}.\n"]
    parts += ["## By method\n"]
    for name, judged in methods.items():
        parts += [_section(name, judged)]
    parts += ["## Where the model is wrong\n", _twisted(twists)] if twists else []
    parts += ["## On whole diaries\n", _whole(readings)] if readings else []
    parts += ["## What follows\n", _verdict(methods)]
    return "\n".join(parts)


def _error(share: float, count: int) -> float:
    return float(np.sqrt(share * (1 - share) / count))


def _section(name: str, judged: Judged) -> str:
    count = len(judged.rank)
    covered = judged.inside.mean(axis=0)
    lines = [
        f"### {name}, {count} people",
        "",
        "| told | covered by 80 % | uniform | found again |",
        "| --- | --- | --- | --- |",
    ]
    for index, told in enumerate(TOLD):
        lines.append(
            f"| {told} | {covered[index]:.3f} ({_error(covered[index], count):.3f}) | "
            f"{uniformity(judged.rank)[index]:.2f} | {recovery(judged)[index]:.2f} |"
        )
    tenth, half, most = np.nanquantile(judged.diagnostic, [0.1, 0.5, 0.9], method="nearest")
    few, usual, many = np.quantile(judged.effective, [0.1, 0.5, 0.9])
    what = "R-hat" if name == "nuts" else "Pareto k"
    seconds = np.median(judged.seconds[1:]) if count > 1 else judged.seconds[0]
    lines += [
        "",
        f"{what} at the 10th, 50th and 90th of 100: {tenth:.2f}, {half:.2f}, {most:.2f}. "
        f"Effective draws: {few:.0f}, {usual:.0f}, {many:.0f}. "
        f"Half of the fits took less than {seconds:.2f} s (compiled; whatever else ran).",
        "",
    ]
    return "\n".join(lines)


def _twisted(twists: Mapping[str, Judged]) -> str:
    lines = [
        "Laplace, with something in the world that the model does not know of.",
        "",
        "| what | people | " + " | ".join(TOLD) + " |",
        "| --- | --- |" + " --- |" * len(TOLD),
    ]
    for name, judged in twists.items():
        shares = " | ".join(f"{share:.2f}" for share in judged.inside.mean(axis=0))
        lines.append(f"| {name} | {len(judged.rank)} | {shares} |")
    return "\n".join([*lines, ""])


def _whole(readings: Compared) -> str:
    count = len(readings.method)
    used = ", ".join(
        f"{name} {readings.method.count(name)}" for name in sorted(set(readings.method))
    )
    lines = [
        f"{count} simulated diaries of {LENGTHS[0]} to {LENGTHS[1]} days, a third of days missing, "
        "read at first and fitted (by Laplace, the next method where its diagnostics said no: "
        f"{used}). The lives in a mixture were worth {np.nanmean(readings.effective):.1f} of 8 on "
        "average. In brackets: one standard error over diaries.",
        "",
        "| state | covered at first | covered fitted | error at first | error fitted | "
        "width at first | width fitted |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for index, name in enumerate(READ_STATES):
        cells = []
        for table, digits in ((readings.inside, 2), (readings.error, 3), (readings.width, 3)):
            for which in (0, 1):
                column = table[:, which, index]
                spread = column.std(ddof=1) / np.sqrt(count)
                cells.append(f"{column.mean():.{digits}f} ({spread:.{digits}f})")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, ""])


def _verdict(methods: Mapping[str, Judged]) -> str:
    lines = []
    for name, judged in methods.items():
        shares = dict(zip(TOLD, judged.inside.mean(axis=0), strict=True))
        low = [f"{told} ({share:.3f})" for told, share in shares.items() if share < COVERED[0]]
        high = [f"{told} ({share:.3f})" for told, share in shares.items() if share > COVERED[1]]
        range_of = f"{COVERED[0]} to {COVERED[1]}"
        if low:
            lines.append(f"- **{name}** falls short of {range_of} for {', '.join(low)}.")
        if high:
            lines.append(f"- **{name}** holds more than {range_of} for {', '.join(high)}.")
        if not low and not high:
            lines.append(f"- **{name}** covers all of them within {range_of}.")
    return "\n".join([*lines, ""])
