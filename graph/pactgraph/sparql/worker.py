"""The process that runs one query and can be ended: see `run.py`.

Reads the length of the query in 8 bytes, the query, and N-Quads from standard input;
writes SPARQL 1.1 Query Results JSON to standard output. Its argument is the number of
seconds of CPU time that it may use, so that it ends even if nobody is left to end it.
"""

import contextlib
import errno
import os
import sys
from typing import cast

import pyoxigraph

MEMORY = 4 * 1024**3
"""Bytes of address space that a query may use, where the system can limit it."""
ANSWER = 64 * 1024**2
"""Bytes that an answer may have, as SPARQL 1.1 Query Results JSON; likewise."""
TOO_LARGE = 3
"""Exit status if the answer has more."""


def main() -> int:
    """Run the query; return 1, with one line on standard error, if it fails."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        seconds = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER, ANSWER))
        # No file and no connection can be opened any more, whatever the query says.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    data = sys.stdin.buffer.read()
    length = int.from_bytes(data[:8], "big")
    store = pyoxigraph.Store()
    store.bulk_load(input=data[8 + length :], format=pyoxigraph.RdfFormat.N_QUADS)
    try:
        found = cast("pyoxigraph.QuerySolutions", store.query(data[8 : 8 + length].decode()))
        found.serialize(sys.stdout.buffer, format=pyoxigraph.QueryResultsFormat.JSON)
        sys.stdout.buffer.flush()
    except MemoryError:
        return 1
    except OSError as error:
        if error.errno == errno.EFBIG:
            os._exit(TOO_LARGE)  # without trying to write the rest of it
        sys.stderr.buffer.write(f"{error}\n".encode())
        return 1
    except Exception as error:  # noqa: BLE001 - the engine raises anything; the parent tells it
        sys.stderr.buffer.write(f"{error}\n".encode())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
