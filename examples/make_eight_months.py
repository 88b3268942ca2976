"""Makes `eight-months.csv`: eight months of a simulated diary, begun in the middle of the story.

Nobody lived it. A simulated person with a partner of the five-stage cycle writes irregularly,
with gaps, in their own style; the short notes are ours. Same seed, same file.

    python examples/make_eight_months.py
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from undertow.engine.sample import Kept, sample_diaries
from undertow.record import Diary, Entry, arrange, write_csv

SEED = 41
DAYS = 243
FIRST = 20_148  # 2025-03-01
NOTES = {
    "harm": (
        "about the dishes, then about everything",
        "called me things I do not want to write",
        "went through my phone",
        "did not speak to me all day",
        "in front of the others",
    ),
    "warmth": (
        "made breakfast and asked how I slept",
        "the good one again",
        "we laughed like at the beginning",
        "held my hand the whole way home",
    ),
    "apology": (
        "said it will never happen again",
        "cried, said it is the work",
        "flowers",
    ),
    "left": ("at my sister's",),
    "returned": ("it felt like the right thing",),
    "contact": ("only a short message", "asked if I am eating"),
    "support": ("called Ana, first time in weeks",),
    "naming": ("wrote down what came before, the last times",),
    "identity": ("choir again",),
}


def fits(kept: Kept) -> bool:
    """A story worth showing: several cycles, one time apart, a way back, a third unwritten."""
    kinds = [entry.kind for entry in kept.diary.entries]
    cycles = kept.truth.cycles[-1] - kept.truth.cycles[0]
    apart = (kept.truth.stage == 5).sum()
    return (
        4 <= cycles <= 9
        and kept.truth.cycles[0] >= 2
        and kinds.count("left") == 1
        and kinds.count("returned") == 1
        and 8 <= apart <= 60
        and kinds.count("apology") >= 2
        and {"craving", "judgement", "closeness"} <= set(kinds)
    )


def annotate(entries: tuple[Entry, ...], rng: np.random.Generator) -> list[Entry]:
    """Short notes on some entries, and real dates."""
    shift = FIRST - 20_000
    written = []
    for entry in entries:
        choices = NOTES.get(entry.kind, ())
        note = str(rng.choice(choices)) if choices and rng.random() < 0.45 else ""
        moved = replace(entry, earliest=entry.earliest + shift, latest=entry.latest + shift)
        written.append(replace(moved, note=note))
    return written


def main() -> None:
    """Write the example beside this script."""
    sample = sample_diaries(
        600, SEED, missing=0.2, mixture={"cycle": 1.0}, shortest=DAYS, longest=DAYS
    )
    kept = next(filter(fits, sample))
    entries = annotate(kept.diary.entries, np.random.default_rng(SEED))
    met = FIRST - kept.began
    entries.append(Entry(met, met + 30, "warmth", note="the first weeks", precision="month"))
    diary: Diary = arrange(entries, simulated=True, name="eight-months.csv")[0]
    path = Path(__file__).with_name("eight-months.csv")
    path.write_text(write_csv(diary), encoding="utf-8")
    print(f"{path.name}: {len(diary.entries)} entries; nobody lived this.")


if __name__ == "__main__":
    main()
