"""A graph that a running `pactgraph serve` has, asked as one that was loaded."""
