"""Converting: the same triples in another form, proved by reading them again."""
