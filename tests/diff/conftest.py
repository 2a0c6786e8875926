"""How many cases are drawn.

The cases and the brute force are those of the tests of the kernel.
`PACTGRAPH_HYPOTHESIS_EXAMPLES=10000` draws that many cases for each property.
"""

from hypothesis import settings

from lengths import examples

for name, usual in (("scanned", 1000), ("fewer", 400)):
    settings.register_profile(
        name,
        deadline=None,
        max_examples=examples(usual),
    )
