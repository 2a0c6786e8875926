"""Which clauses are in force, or what they depend on."""
