"""Asks grlc, which makes an API of a folder of queries: one line of JSON in, one line out.

In: the folder, and requests ``[[path, parameters], …]``; out: of each the status and the text. It
runs in a process of its own, in an empty folder: grlc reads a file there when it is imported.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path


def main() -> None:
    """Answer what is asked on standard input."""
    folder, asked = json.load(sys.stdin)
    Path("config.ini").write_text(f"[local]\nlocal_sparql_dir = {folder}\n", encoding="utf-8")
    with redirect_stdout(sys.stderr):
        from grlc.server import app  # noqa: PLC0415 - it says something, and reads the file above

        client = app.test_client()
        kind = {"Accept": "application/json"}
        found = [
            client.get(path, query_string=parameters, headers=kind) for path, parameters in asked
        ]
    json.dump([[each.status_code, each.get_data(as_text=True)] for each in found], sys.stdout)


if __name__ == "__main__":
    main()
