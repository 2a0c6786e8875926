"""Run the command line as ``python -m pactgraph``."""

from pactgraph.cli import main

main()
