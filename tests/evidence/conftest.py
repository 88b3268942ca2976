"""Where the toy world is found."""

import sys
from pathlib import Path

# `--import-mode=importlib` adds no folder itself.
sys.path.insert(0, str(Path(__file__).parent))
