"""Where the helpers are found, and how many cases are drawn.

`PACTGRAPH_HYPOTHESIS_EXAMPLES=10000` draws that many cases for each property.
"""

import sys
from pathlib import Path

from hypothesis import settings

from lengths import examples

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("usual", deadline=None, max_examples=examples(200))
settings.load_profile("usual")
