"""When a command looks for circles in memory: a server does, all others end soon."""

from __future__ import annotations

import subprocess
import sys

_COUNTED = """
import atexit, gc, sys
atexit.register(lambda: print(looked, gc.get_freeze_count() > 0, file=sys.stderr))
from pactgraph.cli import main
looked = []
gc.collect()
gc.callbacks.append(lambda phase, about: looked.append(phase))
sys.argv = ["pactgraph", *sys.argv[1:]]
main()
"""
_SERVED = """
import gc, sys
from pactgraph.cli import main
from pactgraph.serving import server
server.serve = lambda *_: print(gc.isenabled(), gc.get_threshold()[0], file=sys.stderr)
sys.argv = ["pactgraph", "serve", "--port", "0"]
main()
"""


def _told(program: str, *arguments: str) -> str:
    """Return what a program writes to standard error, in a process of its own."""
    whole = [sys.executable, "-c", program, *arguments]
    run = subprocess.run(whole, capture_output=True, text=True, check=True)
    return run.stderr


def test_a_command_looks_for_none_and_leaves_none_to_look_through() -> None:
    """A tenth of the time of the map was spent on that, half of it after the page was written."""
    assert "[] True\n" == _told(_COUNTED, "map", "-o", "-")


def test_a_server_looks_for_some() -> None:
    """It goes on."""
    assert "True 100000\n" == _told(_SERVED)
