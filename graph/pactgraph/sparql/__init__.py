"""Questions in SPARQL: the store, the files that ship, and how a query is run."""
