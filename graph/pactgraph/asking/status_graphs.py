"""The status of every clause on one day, as triples of a graph that is named by the day.

What is so on a day hangs on what is known, and on what is supposed: where these are not what
the day itself says, the name of the graph has them, too. So graphs of one name say the same.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from pactgraph.asking.setting import event_windows, unknown_agreements
from pactgraph.kernel.status import standing
from pactgraph.kernel.timeline import Precision, instant_text
from pactgraph.terms import PACT, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from pactgraph.asking.setting import Setting
    from pactgraph.kernel.timeline import Stretch
    from pactgraph.record import Record

    Triple = tuple[Node, Node, Node]

STATUS = "https://w3id.org/pactgraph/status"
"""The IRI of a status graph begins with this, a slash follows, and its day."""

_SIGNS = 16
"""So many signs of a hash tell one set of suppositions from another."""


def status_graph(setting: Setting) -> str:
    """Return the IRI of the status graph of a setting.

    It ends with the day; if the record is not taken as known on that very day, ``/known/`` and
    that one follow; if anything is supposed, ``/supposing/`` and a hash of it.

    >>> from pactgraph.kernel.timeline import stretch
    >>> from pactgraph.asking.setting import Setting
    >>> status_graph(Setting(stretch("2029-06-30"), stretch("2026-10-10")))
    'https://w3id.org/pactgraph/status/2029-06-30/known/2026-10-10'
    """
    name = f"{STATUS}/{_text(setting.on)}"
    if setting.known.last != setting.on.last:
        name += f"/known/{_text(setting.known)}"
    if setting.assumed:
        supposed = "\n".join(sorted(_supposed(iri, at) for iri, at in setting.assumed.items()))
        name += f"/supposing/{hashlib.sha256(supposed.encode()).hexdigest()[:_SIGNS]}"
    return name


def status_triples(record: Record, setting: Setting) -> Iterator[Triple]:
    """Yield the status of every clause in a setting, and the open events that it depends on.

    Clauses of agreements that do not exist for the question are left out, as they are by
    ``pactgraph status``. What the graph is of comes with them.

    Raises:
        ContradictoryScenarioError: the assumed dates break the order of events.
    """
    windows = event_windows(record, setting)
    graph = URIRef(status_graph(setting))
    yield graph, RDF.type, PACT.StatusGraph
    yield graph, PACT.ofDay, _literal(setting.on)
    yield graph, PACT.knownThrough, _literal(setting.known)
    for event, date in setting.assumed.items():
        yield graph, PACT.supposing, Literal(_supposed(record.id_of(event), date))
    unknown = unknown_agreements(record, setting)
    at = setting.on.last
    for clause in record.clauses.values():
        if clause.agreement not in unknown:
            found = standing(clause.periods, windows, at, record.relations)
            yield URIRef(clause.iri), PACT.status, Literal(found.status.value)
            for event in sorted(found.depends_on):
                yield URIRef(clause.iri), PACT.dependsOn, URIRef(event)


def _supposed(event: str, date: Stretch | None) -> str:
    return f"{event}={date.text if date else 'never'}"


def _text(date: Stretch) -> str:
    """Return a day or an instant in UTC, always in the same words."""
    if date.precision is Precision.DAY and date.last.date() == date.start.date():
        return date.last.date().isoformat()
    return instant_text(date.last)


def _literal(date: Stretch) -> Literal:
    text = _text(date)
    kind = XSD.dateTime if "T" in text else XSD.date
    return Literal(text, datatype=kind, normalize=False)
