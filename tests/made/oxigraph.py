"""The Oxigraph server, a store that nobody here wrote, on a free port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from made.serving import until

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
    "oxigraph"
)
"""The server, as the package `oxigraph` installs it; None if it is not there."""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run an empty server that keeps its data in `folder`; yield its URL, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [PROGRAM or "oxigraph", "serve", "--location", folder, "--bind", place],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert until(lambda: _answers(f"http://{place}/query?query=ASK%7B%7D"), 60)
        yield f"http://{place}"
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - of this machine
            return True
    except urllib.error.URLError:
        return False
