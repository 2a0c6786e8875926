"""Answers that are no rows: a truth, for ASK; statements, for CONSTRUCT and DESCRIBE."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pyoxigraph

from pactgraph.errors import QueryError
from pactgraph.messages import worded
from pactgraph.sparql.frames import frame_of
from pactgraph.sparql.rows import Rows, rows_from_json
from pactgraph.telling.tables import Table
from pactgraph.telling.told import Told
from pactgraph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame
    from rdflib import Graph

    from pactgraph.messages import Language
    from pactgraph.telling.told import Block

_FORMS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
}
RDF_FORMS = tuple(_FORMS)
"""How statements are written, as ``pactgraph export`` calls it."""


@dataclass(frozen=True, slots=True, repr=False)
class Truth(Told):
    """The answer to an ASK query: true or false, and so is it itself.

    Attributes:
        value: the answer.
    """

    value: bool

    def __bool__(self) -> bool:
        """Return the answer."""
        return self.value

    def blocks(self, language: Language = "en") -> list[Block]:  # noqa: ARG002 - as SPARQL has it
        """Return the answer as SPARQL writes it."""
        return [self._brief()]

    def as_json(self, language: Language = "en") -> Any:  # noqa: ANN401, ARG002 - likewise
        """Return the answer as SPARQL 1.1 Query Results JSON, parsed."""
        return {"head": {}, "boolean": self.value}

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return the answer as one cell."""
        return Table(("boolean",), [[self._brief()]])

    def _brief(self) -> str:
        return "true" if self.value else "false"


@dataclass(frozen=True, slots=True, repr=False)
class Statements(Collection[pyoxigraph.Triple], Told):
    """The answer to a CONSTRUCT or DESCRIBE query: triples, each once.

    Attributes:
        triples: in the order of their texts.
    """

    triples: tuple[pyoxigraph.Triple, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.triples)

    def __iter__(self) -> Iterator[pyoxigraph.Triple]:
        """Iterate over the triples, as pyoxigraph has them."""
        return iter(self.triples)

    def __contains__(self, triple: object) -> bool:
        """Return whether a triple is among them."""
        return triple in self.triples

    def text(self, form: str = "turtle") -> str:
        """Return them as a text.

        Args:
            form: "turtle", "json-ld" or "nt".

        Raises:
            QueryError: there is no such form.
        """
        if form not in _FORMS:
            raise QueryError(
                worded(
                    "triples are written as one of: {formats}, not as {form}",
                    formats=" ".join(RDF_FORMS),
                    form=form,
                )
            )
        text = " ".join(map(str, self.triples))
        used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
        prefixes = {} if form == "nt" else used
        written = pyoxigraph.serialize(self.triples, format=_FORMS[form], prefixes=prefixes)
        lines = (written or b"").decode().rstrip("\n").split("\n")
        # The engine writes prefixes in no order that a reader knows.
        beginning = sum(1 for _ in takewhile(lambda line: line.startswith("@prefix"), lines))
        return "\n".join([*sorted(lines[:beginning]), *lines[beginning:], ""])

    def as_rdflib(self) -> Graph:
        """Return them as an rdflib graph, with our prefixes."""
        from rdflib import Graph  # noqa: PLC0415 - needed by few

        graph = Graph(bind_namespaces="none")
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)
        return graph.parse(data=self.text("nt"), format="nt")

    def to_pandas(self) -> DataFrame:
        """Return them as a pandas data frame: subject, predicate and object as texts.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame_of(self.as_rows(), ("subject", "predicate", "object"))

    def blocks(self, language: Language = "en") -> list[Block]:  # noqa: ARG002 - as RDF has it
        """Return them as Turtle."""
        return [self.text().rstrip("\n")]

    def as_json(self, language: Language = "en") -> Any:  # noqa: ANN401, ARG002 - likewise
        """Return them as JSON-LD, parsed."""
        return json.loads(self.text("json-ld"))

    def as_table(self, language: Language = "en") -> Table:  # noqa: ARG002 - likewise
        """Return them as rows of texts."""
        cells = [[_shown(t.subject), t.predicate.value, _shown(t.object)] for t in self.triples]
        return Table(("subject", "predicate", "object"), cells)

    def _brief(self) -> str:
        return f"{len(self)} triples"


_READ_AT_ONCE = 1_000
"""So many triples of an answer are read between two looks at the clock."""

Answered = Rows | Truth | Statements
"""What a query is answered by."""


def answer_from(data: bytes, until: float | None = None) -> Answered | None:
    """Return the answer that a worker wrote.

    Args:
        data: SPARQL 1.1 Query Results JSON or, of triples, N-Triples; in UTF-8.
        until: the time of the monotonic clock after which no more is read, and None returned.
    """
    if not data.startswith(b"{"):
        return _statements(data, until)
    said = pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)
    if isinstance(said, pyoxigraph.QueryBoolean):
        return Truth(bool(said))
    return rows_from_json(data) if until is None else rows_from_json(data, until)


def _statements(data: bytes, until: float | None) -> Statements | None:
    found: set[pyoxigraph.Triple] = set()
    read = pyoxigraph.parse(data, pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    for number, quad in enumerate(read):
        if until is not None and not number % _READ_AT_ONCE and time.monotonic() > until:
            return None
        found.add(quad.triple)
    return Statements(tuple(sorted(found, key=str)))


def _shown(term: object) -> str:
    """Return an IRI or a literal without what RDF writes around it; a blank node with it."""
    match term:
        case pyoxigraph.NamedNode(value=value) | pyoxigraph.Literal(value=value):
            return str(value)
        case _:
            return str(term)
