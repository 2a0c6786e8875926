"""The process that answers `/api` and `/map`, and can be ended: the same frames as `worker`.

- ``g``: the graph, pickled by the one who started it;
- ``a``: what is asked, as JSON: the address (``name``), its parameters (``given``), those of the
  setting (``on``, ``known``, ``assume``, ``according_to``), the language, and the form. It is
  answered by a byte, ANSWERED, or FAILED and the status and the sentence, as JSON.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import sys
from typing import TYPE_CHECKING, Any, cast

from pactgraph.errors import PactgraphError
from pactgraph.graph import PactGraph
from pactgraph.messages import told, worded
from pactgraph.serving.operations import operations
from pactgraph.serving.protocol import EVERYWHERE, refuse_unknown
from pactgraph.serving.refusing import TOO_MUCH, status_of
from pactgraph.sparql.worker import ANSWER, ANSWERED, FAILED, frame, head, limit, limit_time
from pactgraph.telling.formats import written

if TYPE_CHECKING:
    from pactgraph.messages import Language
    from pactgraph.sparql.worker import Readable

PROGRAM = ("-m", "pactgraph.serving.answering")
"""What Python is to run."""
MAP = "map"
"""The name of the page, which is no operation."""


def packed(graph: PactGraph) -> bytes:
    """Return a graph as such a process is told it."""
    return pickle.dumps((graph.record, graph.facts), protocol=5)


def main() -> int:
    """Answer until standard input ends."""
    graph: PactGraph | None = None
    heard, tell = cast("Readable", sys.stdin.buffer), sys.stdout.buffer
    limit("RLIMIT_AS", int(sys.argv[1]))
    with contextlib.suppress(EOFError):
        while True:
            said = frame(heard)
            match said[:1]:
                case b"s":
                    limit_time(int(said[1:]))
                case b"g":
                    graph = PactGraph(*pickle.loads(frame(heard)))  # noqa: S301 - from our parent
                case b"a" | b"q" as kind:
                    tell.write(head(0))
                    tell.flush()
                    status, answer = ANSWERED, b""
                    if kind == b"a" and graph:
                        status, answer = answered(graph, json.loads(said[1:]))
                    tell.write(head(1 + len(answer)) + bytes([status]))
                    tell.write(answer)
                    tell.flush()
    return 0


def answered(graph: PactGraph, asked: dict[str, Any]) -> tuple[int, bytes]:
    """Return the status of an answer, and the answer, or why there is none."""
    try:
        answer = _answer(graph, asked).encode(errors="backslashreplace")
    except PactgraphError as error:
        said = {"status": status_of(error), "error": error.in_language(asked["language"])}
        return FAILED, json.dumps(said).encode()
    except RecursionError:
        return _too_much(worded("the question is nested too deeply"), asked["language"])
    if len(answer) > ANSWER:
        size = ANSWER // 1024**2
        why = worded("the answer has more than {size} MB; ask for less", size=size)
        return _too_much(why, asked["language"])
    return ANSWERED, answer


def _too_much(why: str, language: Language) -> tuple[int, bytes]:
    return FAILED, json.dumps({"status": TOO_MUCH, "error": told(why, language)}).encode()


def _answer(graph: PactGraph, asked: dict[str, Any]) -> str:
    setting = graph.setting(
        on=asked["on"],
        known=asked["known"],
        assume=[(name, day) for name, day in asked["assume"]],
        according_to=asked["according_to"],
    )
    language, given = asked["language"], asked["given"]
    if asked["name"] == MAP:
        refuse_unknown(MAP, given, ("only", *EVERYWHERE))
        return graph.map(setting, asked["page_language"], only=given.get("only", ()))
    found = operations()[asked["name"]].asked(graph, setting, given)
    return written(found, language, asked["form"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MemoryError:
        sys.exit(1)
