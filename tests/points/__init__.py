"""Deadlines, comparisons, renewals and duties: what can be said, and what it means, by listing."""
