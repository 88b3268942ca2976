"""The long run: every setting read, held against its truth, and written down."""

from __future__ import annotations

from collections.abc import Callable

from findings import Findings, find
from judging import judge_all, readable
from plain_hmm import base_rates, plain_hmm
from settings import SEED, TRAINING_PEOPLE, TRAINING_SEED, Setting

from undertow.engine.sample import sample_diaries
from undertow.inference import stage_model
from undertow.inference.freezing import example


def run(
    settings: dict[str, Setting], told: Callable[[str], None] = lambda line: None
) -> dict[str, Findings]:
    """Figures of each setting, by its name.

    Args:
        settings: what to sample.
        told: hears a line after each setting.
    """
    people = map(example, sample_diaries(TRAINING_PEOPLE, TRAINING_SEED))
    training = [person for person in people if person is not None]
    plain, base = plain_hmm(training, stage_model.frozen()), base_rates(training)
    found = {}
    for name, setting in settings.items():
        sample = sample_diaries(setting.diaries, SEED, **setting.changes)
        kept = [person for person in sample if readable(person.diary)]
        found[name] = find(list(judge_all(kept, plain)), base)
        best = found[name]
        told(
            f"{name}: {best.diaries} diaries, F1 {best.f1.value:.3f}, ECE {best.ece.value:.3f}, "
            f"log {best.score.value:.3f}, pull covered {best.bands['pull'].pooled:.3f}"
        )
    return found
