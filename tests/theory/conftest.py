"""Where the drawn inputs are found."""

import sys
from pathlib import Path

# `--import-mode=importlib` adds no folder itself.
sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
