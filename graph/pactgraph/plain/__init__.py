"""Plain files: agreements as people write them, in YAML, and the triples that they stand for."""
