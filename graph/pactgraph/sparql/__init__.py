"""Questions in SPARQL: the store, the files that ship, and how a query is run."""

DEADLINE = 30.0
"""Seconds after which a query is stopped, unless told otherwise."""
