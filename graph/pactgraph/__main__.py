"""Run the command line as ``python -m pactgraph``."""

import sys

try:
    from pactgraph.cli import main
except KeyboardInterrupt:
    sys.exit(130)

main()
