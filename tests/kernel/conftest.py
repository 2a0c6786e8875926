"""Where the helpers are found, and how many cases are drawn.

`PACTGRAPH_HYPOTHESIS_EXAMPLES=10000` draws that many cases for each property.
"""

from hypothesis import settings

from lengths import examples

settings.register_profile("usual", deadline=None, max_examples=examples(200))
settings.load_profile("usual")
