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
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pactgraph import __version__
from pactgraph.errors import PactgraphError
from pactgraph.graph import PactGraph
from pactgraph.messages import told, worded
from pactgraph.serving.objects import Known
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
RECORD = "record"
"""The name of what both sides know of whom answers are given as objects; likewise."""
OBJECTS = "objects"
"""The form of values that are read back as what they are."""


@dataclass(frozen=True)
class Held:
    """The graph that a process answers from."""

    graph: PactGraph

    @cached_property
    def known(self) -> Known:
        """Its record, as whoever asks for objects knows it."""
        return Known.of(self.graph.record)


def packed(graph: PactGraph) -> bytes:
    """Return a graph as such a process is told it."""
    return pickle.dumps((graph.record, graph.facts), protocol=5)


def main() -> int:
    """Answer until standard input ends."""
    held: Held | None = None
    heard, tell = cast("Readable", sys.stdin.buffer), sys.stdout.buffer
    limit("RLIMIT_AS", int(sys.argv[1]))
    with contextlib.suppress(EOFError):
        while True:
            said = frame(heard)
            match said[:1]:
                case b"s":
                    limit_time(int(said[1:]))
                case b"g":
                    held = Held(PactGraph(*pickle.loads(frame(heard))))  # noqa: S301 - from our parent
                case b"a" | b"q" as kind:
                    tell.write(head(0))
                    tell.flush()
                    status, answer = ANSWERED, b""
                    if kind == b"a" and held:
                        status, answer = answered(held, json.loads(said[1:]))
                    tell.write(head(1 + len(answer)) + bytes([status]))
                    tell.write(answer)
                    tell.flush()
    return 0


def answered(held: Held, asked: dict[str, Any]) -> tuple[int, bytes]:
    """Return the status of an answer, and the answer, or why there is none."""
    try:
        answer = _answer(held, asked).encode(errors="backslashreplace")
    except PactgraphError as error:
        text = error.in_language(asked["language"])
        said = {"status": status_of(error), "error": text, "kind": type(error).__name__}
        return FAILED, json.dumps(said).encode()
    except RecursionError:
        return _too_much(worded("the question is nested too deeply"), asked["language"])
    if len(answer) > ANSWER:
        size = ANSWER // 1024**2
        why = worded("the answer has more than {size} MB; ask for less", size=size)
        return _too_much(why, asked["language"])
    return ANSWERED, answer


def _too_much(why: str, language: Language) -> tuple[int, bytes]:
    said = {"status": TOO_MUCH, "error": told(why, language), "kind": ""}
    return FAILED, json.dumps(said).encode()


def _answer(held: Held, asked: dict[str, Any]) -> str:
    graph = held.graph
    if asked["name"] == RECORD:
        refuse_unknown(RECORD, asked["given"], EVERYWHERE[-1:])
        return held.known.text
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
    if asked["form"] == OBJECTS:
        head = json.dumps([__version__, held.known.mark])
        return f"{head[:-1]},{held.known.written(found)}]"
    return written(found, language, asked["form"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MemoryError:
        sys.exit(1)
