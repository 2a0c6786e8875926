"""Where the helpers are found, and how many cases are drawn.

The cases and the brute force are those of the tests of the kernel.
`PACTGRAPH_HYPOTHESIS_EXAMPLES=10000` draws that many cases for each property.
"""

import sys
from pathlib import Path

from hypothesis import settings

from lengths import examples

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "kernel"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

for name, usual in (("scanned", 1000), ("fewer", 400)):
    settings.register_profile(
        name,
        deadline=None,
        max_examples=examples(usual),
    )
