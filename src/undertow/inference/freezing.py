"""Makes the frozen population that the first reading uses: `python -m undertow.inference.freezing`.

Simulates varied people who keep diaries, learns the stage model from their known stages, and
stores it with a bank of histories. Same seed, same numbers. Nothing real enters.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from undertow.engine.life import Habits
from undertow.engine.sample import FIRST_DAY, Kept, sample_diaries
from undertow.inference.bank import TRAITS, Bank, columns
from undertow.inference.kinds_of_day import kinds_of_day
from undertow.inference.learning import Example, learn
from undertow.inference.observations import observe
from undertow.inference.relived import lives_as_columns
from undertow.record import daily, to_record
from undertow.record.record import EPOCH
from undertow.theory import States
from undertow.theory.partner import Partner

SEED = 2026
PEOPLE = 3000
WITNESS = 0.3
DOUBT = 0.02
"""How much a day's ratings count, and how much of each day is left to the population's stages
 (see `StageModel`). Chosen for the log score on other simulated people
(docs/decisions/0005); tests never use their seeds."""

_FEWEST_ENTRIES = 3


def example(kept: Kept) -> Example | None:
    """What the stage model learns from one simulated person, None if they wrote too little."""
    if len(kept.diary.entries) < _FEWEST_ENTRIES:
        return None
    record = to_record(kept.diary)
    offset = (record.first_day - EPOCH).days - FIRST_DAY
    life = kinds_of_day(kept.life, kept.cold)
    first = kept.began + offset
    return Example(observe(daily(record)), life[first : first + record.days], life)


def bank_of(sample: list[Kept]) -> Bank:
    """These people on the first day of their diaries."""

    def stack(kind: Any, rows: list[Any]) -> Any:
        return kind(*(np.array(column, float) for column in zip(*rows, strict=True)))

    return Bank(
        states=stack(States, [kept.start for kept in sample]),
        traits=np.array([[getattr(kept.p, name) for name in TRAITS] for kept in sample]),
        partner=stack(Partner, [kept.partner for kept in sample]),
        habits=stack(Habits, [kept.habits for kept in sample]),
        stage=np.array([kept.truth.stage[0] for kept in sample]),
        days=np.array([kept.began for kept in sample], float),
        separations=np.array([kept.separations for kept in sample], float),
        number=np.arange(len(sample)),
    )


def freeze(folder: Path, people: int = PEOPLE, seed: int = SEED) -> None:
    """Write `stages.npz`, `histories.npz` and `lives.npz` into a folder."""
    sample = list(sample_diaries(people, seed))
    examples = [found for found in map(example, sample) if found is not None]
    model = learn(examples, seed, WITNESS, DOUBT)
    folder.mkdir(parents=True, exist_ok=True)
    small: dict[str, Any] = {name: np.float32(value) for name, value in model._asdict().items()}
    np.savez_compressed(folder / "stages.npz", **small)
    table: dict[str, Any] = {
        name: np.float32(value) for name, value in columns(bank_of(sample)).items()
    }
    np.savez_compressed(folder / "histories.npz", **table)
    lives: dict[str, Any] = lives_as_columns([kept.life[: kept.began] for kept in sample])
    np.savez_compressed(folder / "lives.npz", **lives)


if __name__ == "__main__":
    freeze(Path(str(files("undertow.inference") / "frozen")))
