"""Drafting: agreements of people's own, from a few answers to a plain file."""
