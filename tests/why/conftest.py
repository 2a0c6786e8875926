"""Where the helpers are found: those of the stored questions draw random settings."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "questions"))
