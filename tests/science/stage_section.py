"""The part of docs/reading_quality.md on 500 diaries: written by its own run, kept by the other."""

from __future__ import annotations

from datetime import date

from findings import Figure
from stage_figures import StageFigures

from undertow.engine.life import STAGE_NAMES

BEGIN, END = "<!-- stages of 500 diaries -->\n", "<!-- end of stages of 500 diaries -->\n"

FEWEST_F1 = {"daily": 0.88, "third": 0.85, "two_thirds": 0.78}
FEWEST_RATIO, MOST_ERROR = 0.95, 0.04
WITHIN_ONE = 0.90
COVERED = (0.77, 0.83)
"""What must be reached: F1, its share of what is reached with the person's ways known, the
calibration error; and, daily, the number of cycles within one, or else the cover of its interval.
"""

WORDS = {
    "daily": "every day",
    "third": "a third of days missing",
    "two_thirds": "two thirds of days missing",
}

_HEAD = """
## Stages by how much is written

Measured on {day}: {diaries} diaries of other people (seed {seed}), with all partners, mostly
mid-story, 60 to 365 days long; three tenths of them live under one of the rival theories. They
write of every day but the missing ones, in their own style. **Known** is the same smoother given
the person's own tables, counted in three other years of the same person and partner: nearly the
most that can be known. **Ratio** is F1 by that. **Cycles within one**: the told number, rounded,
is at most one off. **Cycles covered**: the true number lies in the 80 % interval. Many diaries have
no incident, which is the easier case: both are told without them too.

Required: F1 at least .88, .85 and .78, ratio at least .95, calibration error at most .04; with
daily writing cycles within one in .90 of diaries, or else covered in .77 to .83. {verdict}

"""


def missed(found: dict[str, StageFigures]) -> list[str]:
    """What was required and not reached, in words; empty when all was."""
    lines = []
    for name, f in found.items():
        words = WORDS[name]
        if f.f1.value < FEWEST_F1[name]:
            lines.append(f"F1 is {f.f1.value:.3f} ({words})")
        if f.ratio.value < FEWEST_RATIO:
            lines.append(f"the ratio is {f.ratio.value:.3f} ({words})")
        if f.ece.value > MOST_ERROR:
            lines.append(f"calibration error is {f.ece.value:.3f} ({words})")
    daily = found["daily"]
    covered = COVERED[0] <= daily.covered.value <= COVERED[1]
    if daily.within_one.value < WITHIN_ONE and not covered:
        lines.append(f"cycles are within one in {daily.within_one.value:.3f}")
    return lines


def _cell(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def section(found: dict[str, StageFigures], seed: int, day: date) -> str:
    """The part between the marks, marks included."""
    gaps = missed(found)
    verdict = f"**Not reached: {'; '.join(gaps)}.**" if gaps else "All of it was reached."
    diaries = max(f.diaries for f in found.values())
    words = _HEAD.format(day=day.isoformat(), diaries=diaries, seed=seed, verdict=verdict)
    head = ["written", "days", "F1", "known", "ratio", "calibration error"]
    head += ["cycles within one", "cycles covered"]
    head += ["both, where there are any", "F1, rival theories"]
    rows = [
        [
            WORDS[name],
            str(f.days),
            _cell(f.f1),
            f"{f.known_f1:.3f}",
            _cell(f.ratio),
            _cell(f.ece),
            _cell(f.within_one),
            _cell(f.covered),
            f"{f.some_within_one:.3f}, {f.some_covered:.3f}",
            f"{f.rivals_f1:.3f}",
        ]
        for name, f in found.items()
    ]
    by_stage = [
        [name, *(f"{f.by_stage[at]:.2f} ({f.known_by_stage[at]:.2f})" for f in found.values())]
        for at, name in enumerate(STAGE_NAMES)
    ]
    stages = _table(["F1 of each stage (known)", *(WORDS[name] for name in found)], by_stage)
    return BEGIN + words + _table(head, rows) + "\n" + stages + END


def part_of(page: str) -> str:
    """The section of a page, marks included; empty if it has none."""
    if BEGIN not in page:
        return ""
    return page[page.index(BEGIN) : page.index(END) + len(END)]


def put_into(page: str, new: str) -> str:
    """The page with its section replaced, or put before "Bands of the states"."""
    old = part_of(page)
    if old:
        return page.replace(old, new)
    return page.replace("\n## Bands of the states", "\n" + new + "\n## Bands of the states", 1)
