"""pyshacl as the judge of our shapes: what it finds, in the words of our own results."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, Graph, Literal

from pactgraph.checking.shacl.shape import Result
from pactgraph.checking.shacl.validation import results
from pactgraph.interpreting.documents import silent_rdflib, to_rdflib
from pactgraph.reading.statements import read_file
from pactgraph.resources import Resource, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from pactgraph.checking.shacl.shape import Shapes
    from pactgraph.interpreting.triples import Triples


@pytest.fixture(autouse=True)
def judged_too(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask pyshacl as well, whenever shapes are looked at, and fail if it finds anything else.

    The folders of tests whose files have faults take it over in their `conftest.py`.
    """
    differences: list[Result] = []

    def both(shapes: Shapes, triples: Triples) -> list[Result]:
        found = list(results(shapes, triples))
        theirs = judged(triples)
        differences.extend(theirs.difference(found))
        differences.extend(r for r in set(found) - theirs if not _is_out_of_order(r))
        return found

    monkeypatch.setattr("pactgraph.checking.shacl.validation.results", both)
    yield
    assert [] == differences


def _is_out_of_order(result: Result) -> bool:
    """Return whether a value cannot be compared, as its datatype does not allow it.

    SHACL (section 4.3) calls that a fault; pyshacl compares the IRIs of the datatypes instead.
    """
    if result.component != SH.MinInclusiveConstraintComponent:
        return False
    return isinstance(result.value, Literal) and result.value.ill_typed is True


def judged(triples: Triples) -> set[Result]:
    """Return every demand of the shapes that ship which `triples` do not meet, says pyshacl."""
    data = triples.as_rdflib()
    _cut_circles(data)
    with as_written():
        _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    assert isinstance(report, Graph), report
    return {_result(report, result) for result in report.objects(None, SH.result)}


@contextmanager
def as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals, and from logging those it does not understand."""
    with pytest.MonkeyPatch.context() as patch, silent_rdflib(), catch_warnings():
        simplefilter("ignore", UserWarning)
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        yield


def _result(report: Graph, result: Node) -> Result:
    return Result(
        focus=report.value(result, SH.focusNode),
        path=report.value(result, SH.resultPath),
        value=report.value(result, SH.value),
        shape=report.value(result, SH.sourceShape),
        component=report.value(result, SH.sourceConstraintComponent),
        severity={SH.Warning: "warning", SH.Violation: "violation"}[
            report.value(result, SH.resultSeverity)
        ],
    )


@cache
def _shapes() -> Graph:
    return _graph(read_file(folder(Resource.ONTOLOGY) / "shapes.ttl").written)


def _graph(lines: bytes) -> Graph:
    graph = Graph()
    for triple in pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add(tuple(map(to_rdflib, (triple.subject, triple.predicate, triple.object))))
    return graph


def _cut_circles(graph: Graph) -> None:
    """Cut lists that run in circles: pyshacl tells values in full, and would never end."""
    for start in set(graph.subjects(RDF.rest)):
        seen, waiting = set(), [start]
        while waiting:
            part = waiting.pop()
            if part in seen:
                graph.remove((part, RDF.rest, None))
            seen.add(part)
            waiting += graph.objects(part, RDF.rest)
