"""The page of measured figures, docs/reading_quality.md, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from findings import Figure, Findings
from settings import (
    COVERED,
    FEWEST_F1,
    MOST_ERROR,
    REPORTED,
    REQUIRED,
    SEED,
    TRAINING_PEOPLE,
    TRAINING_SEED,
    USUAL,
)

from undertow.engine.life import STAGE_NAMES
from undertow.inference import freezing
from undertow.inference.reading import READ_STATES

_HEAD = """# How good a first reading is

Written by `make science` on {day}; every number here was measured in that run and none by hand.
Diaries: seed {seed}. The frozen population was learned from {people} other simulated people (seed
{frozen}), the plain model below from {training} more (seed {training_seed}).

Everybody here is simulated: people, partners and how they write. The figures say how well a
reading finds again what the theory made. They do not say that the theory is true of anybody, and
a real diary can be harder in ways that nobody thought of here. Partners are mixed as in
`engine/population.py` (about two thirds with the cycle), diaries are 60 to 365 days long.
Intervals in brackets hold 95 % of resampled sets of diaries, because the days of one diary are
not independent.
"""

_STAGES = """
## Stages

Each day has one true stage of six (a later incident counts as incident). **F1** is the mean over
stages of how well days of a stage are found and not confused with others; 1 is perfect.
**Calibration error** is how far, on average, the stated confidence is from how often it is right
(15 bins, most probable stage). **Log score** is the mean log probability given to what was true,
in nats a day; higher is better. The **plain model** is a hidden Markov model with the same
features and ratings, one kind of person, one kind of day in each stage, and no memory of how long
a stage has lasted. **Base rates** give each stage its usual share every day.

Required in the first three rows: F1 at least .80, calibration error at most .06, log score above
both rivals'. {verdict}
"""

_BY_STAGE = f"""
F1 of each stage, setting "{USUAL}":
"""

_BANDS = f"""
## Bands of the states

How often the truth lies in the 80 % band of a day, setting "{USUAL}". Required: .77 to .83 for
the pull. States such as the relief-bond hardly move within a year: the truth of one diary then
lies inside all year or outside all year, as the spread over diaries shows. A band is right for
80 of 100 days of many people, not for 80 of 100 days of one.
"""

_CYCLES = f"""
## Cycles and trends

Setting "{USUAL}". In {{covered}} of the diaries the true number of incidents lies in the
reading's 80 % interval; the told number is {{bias:+.2f}} from the true one on average.

A trend is told where at least three cycles are seen. In the simulation, cycles never shorten as
such; some partners get harsher with each cycle; all fade, some faster. A probability that meant
what it says would be high where the trend is there. Partners with the cycle only:
"""

_ODD = """
## Diaries unlike those it learned from

Reported, not required. Where the log score is hardly above the base rates', a reading knows
little more of the stages than what is usual among the simulated.
"""

_MEANING = """
## What this means, and what it does not

- Stages that leave few words, short ones above all, are found less well than long ones: see the
  table by stage. An incident of one day on which nothing is written is gone.
- The band of a state is wide because ratings of months say little about states that move over
  years; where a reading says "the record says little about this", this is why.
- Coverage is an average. It differs between people, and between partners (last table).
- None of this says what will happen, or what another person feels or intends.
"""


def missed(found: dict[str, Findings]) -> list[str]:
    """What was required and not reached, in words; empty when all was."""
    lines = []
    for name in REQUIRED:
        f, words = found[name], REQUIRED[name].words
        if f.f1.value < FEWEST_F1:
            lines.append(f"F1 is {f.f1.value:.3f} ({words})")
        if f.ece.value > MOST_ERROR:
            lines.append(f"calibration error is {f.ece.value:.3f} ({words})")
        if f.score.value <= max(f.plain_score, f.base_score):
            lines.append(f"a rival has the better log score ({words})")
    pull = found["usual"].bands["pull"].pooled
    if not COVERED[0] <= pull <= COVERED[1]:
        lines.append(f"the bands of the pull cover {pull:.3f}")
    return lines


def _number(value: float, places: int = 3) -> str:
    return "-" if value != value else f"{value:.{places}f}"


def _with_interval(figure: Figure) -> str:
    if figure.value != figure.value:
        return "-"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _stages(found: dict[str, Findings]) -> str:
    head = ["diaries", "n", "days", "F1", "calibration error", "log score"]
    head += ["plain model: F1, error, score", "gain over it", "base rates: score"]
    rows = []
    for name, setting in {**REQUIRED, "from_the_meeting": REPORTED["from_the_meeting"]}.items():
        if name not in found:
            continue
        f = found[name]
        plain = (f.plain_f1, f.plain_ece, f.plain_score)
        rows.append(
            [
                setting.words,
                str(f.diaries),
                str(f.days),
                _with_interval(f.f1),
                _with_interval(f.ece),
                _with_interval(f.score),
                ", ".join(_number(value) for value in plain),
                _with_interval(f.gain),
                _number(f.base_score),
            ]
        )
    return table(head, rows)


def _by_stage(usual: Findings) -> str:
    rows = [
        [name, _number(share), _number(score, 2)]
        for name, share, score in zip(STAGE_NAMES, usual.shares, usual.by_stage, strict=True)
    ]
    share, right, sure = usual.sure
    words = (
        f"\nThe right stage was the most probable one on {100 * usual.accuracy:.1f} % of days. On "
        f"{100 * share:.0f} % of days the reading was more than 14/15 sure: there it said "
        f"{sure:.3f} on average and was right in {right:.3f}.\n"
    )
    return table(["stage", "share of days", "F1"], rows) + words


def _bands(usual: Findings) -> str:
    rows = []
    for name in READ_STATES:
        c = usual.bands[name]
        spread = " / ".join(_number(part, 2) for part in c.by_diary)
        rows.append(
            [
                name,
                f"{c.pooled:.3f} [{c.low:.3f}, {c.high:.3f}]",
                spread,
                _number(usual.width[name]),
                _number(usual.error[name]),
            ]
        )
    head = ["state", "covered", "by diary: 10th / 50th / 90th of 100", "mean width", "mean error"]
    words = f"\nThe true pull itself varies by {usual.pull_sd:.3f} (sd) within a typical diary.\n"
    return table(head, rows) + words


def _trends(usual: Findings) -> str:
    rows = [
        [name, truth, str(t.told), _number(t.mean, 2), _number(t.sure, 2)]
        for (name, truth), t in usual.trends.items()
    ]
    return table(["trend", "truth", "diaries", "mean probability", "share above .8"], rows)


def _odd(found: dict[str, Findings]) -> str:
    head = ["diaries", "n", "written", "F1", "right days", "calibration error", "log score"]
    head += ["base rates: score", "pull covered", "cycles covered"]
    rows = []
    for name, setting in {"usual": REQUIRED["usual"], **REPORTED}.items():
        if name not in found:
            continue
        f = found[name]
        pull = f.bands["pull"]
        rows.append(
            [
                setting.words,
                str(f.diaries),
                _number(f.written, 2),
                _with_interval(f.f1),
                _number(f.accuracy),
                _number(f.ece.value),
                _with_interval(f.score),
                _number(f.base_score),
                f"{pull.pooled:.3f} [{pull.low:.3f}, {pull.high:.3f}]",
                _number(f.cycles_covered.value, 2),
            ]
        )
    return table(head, rows) + "\nF1 is over the stages that occur in truth.\n"


def page(found: dict[str, Findings], day: date, stages: str = "") -> str:
    """The whole page.

    Args:
        found: figures by setting.
        day: of the run.
        stages: the section of another run (`stage_section`), kept as it is.
    """
    usual = found["usual"]
    head = _HEAD.format(
        day=day.isoformat(),
        seed=SEED,
        people=freezing.PEOPLE,
        frozen=freezing.SEED,
        training=TRAINING_PEOPLE,
        training_seed=TRAINING_SEED,
    )
    cycles = _CYCLES.format(covered=_with_interval(usual.cycles_covered), bias=usual.cycle_bias)
    gaps = missed(found)
    verdict = f"**Not reached: {'; '.join(gaps)}.**" if gaps else "All of it was reached."
    parts = [
        head,
        _STAGES.format(verdict=verdict),
        "\n",
        _stages(found),
        _BY_STAGE,
        "\n",
        _by_stage(usual),
    ]
    parts += [
        "\n" + stages if stages else "",
        _BANDS,
        "\n",
        _bands(usual),
        cycles,
        "\n",
        _trends(usual),
    ]
    return "".join([*parts, _ODD, "\n", _odd(found), _MEANING])
