"""A knowledge graph of agreements: which clauses are in force, why, and by which source."""

from importlib.metadata import version

__version__ = version("pactgraph")
