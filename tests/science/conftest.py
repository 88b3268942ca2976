"""Modules beside these tests are found by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself
