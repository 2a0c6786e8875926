"""The third door: one port for any client, on Starlette, with bounds that hold."""

DEADLINE = 30.0
"""Seconds that a query may take, unless told otherwise."""
HURRIED = 5.0
"""Seconds after which a query of the open lane is stopped while others wait for its place."""
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
WORKERS = 4
"""Processes that answer queries, unless told otherwise."""
MEMORY = 2 * 1024**3
"""Bytes of memory that each of them may use."""
MOST_ROWS = 1_000_000
"""Rows that an answer may have; one with more is none."""
MOST_SENT = 256 * 1024
"""Bytes that the body of a request may have."""
MOST_NESTED = 200
"""Brackets, or signs before a value, that may stand in one another in a query."""
SCENARIOS = 64
"""Scenarios whose graphs are kept."""
