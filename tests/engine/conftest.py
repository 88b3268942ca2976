"""Where the drawn inputs are found."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself
