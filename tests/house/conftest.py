"""What tests of the house share: where it stands, and its programs."""

from pathlib import Path

import pytest


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parent.parent.parent
