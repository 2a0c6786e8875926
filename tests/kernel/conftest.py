"""Where the helpers are found, and how many cases are drawn.

`PACTGRAPH_HYPOTHESIS_EXAMPLES=10000` draws that many cases for each property.
"""

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("usual", deadline=None, max_examples=200)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=int(os.environ.get("PACTGRAPH_HYPOTHESIS_EXAMPLES", "10000")),
)
settings.load_profile("thorough" if "PACTGRAPH_HYPOTHESIS_EXAMPLES" in os.environ else "usual")
