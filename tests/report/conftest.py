"""Readings of every shape, and what is told of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself
sys.path.insert(1, str(Path(__file__).parents[1] / "words"))

from readings import SHAPES

from undertow.inference.reading import Reading


@pytest.fixture(params=sorted(SHAPES))
def reading(request: pytest.FixtureRequest) -> Reading:
    """Each shape of reading in turn."""
    return SHAPES[request.param]()


@pytest.fixture
def rich_reading() -> Reading:
    """A full reading of eight months."""
    return SHAPES["eight_months"]()
