"""Clauses that cannot both be honoured, that can never hold, or that another makes pointless."""
