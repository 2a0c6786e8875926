"""How much was read, and which files say nothing that is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.checking.understood.places import POLICIES, understood_classes
from pactgraph.interpreting.complaints import Complaint, Sight
from pactgraph.messages import worded, worded_count
from pactgraph.terms import DCTERMS, ODRL, ORG, OWN, PACT, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from pactgraph.interpreting.documents import Document
    from pactgraph.interpreting.triples import Triples

_OWN = tuple(OWN.values())
_KINDS = POLICIES | {ODRL.Agreement}
_RULES = frozenset((ODRL.permission, ODRL.prohibition, ODRL.obligation))

_EMPTY = worded("the file says nothing: there is no triple in it")
_NOTHING = worded(
    "nothing in it is understood: it describes no agreement, clause, event, party, asset or source"
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much files hold of what is read.

    Attributes:
        files: how many files parse.
        agreements: how many things are described as agreements.
        clauses: likewise as permissions, duties or prohibitions.
        events: likewise as events, derived ones included.
        sources: likewise as sources.
        parties: likewise as companies or classes of parties.
    """

    files: int
    agreements: int
    clauses: int
    events: int
    sources: int
    parties: int


def holdings(documents: Iterable[Document], facts: Triples) -> Holdings:
    """Return how much `documents` hold, whose triples are `facts`."""

    def count(*kinds: Node) -> int:
        return len({thing for kind in kinds for thing in facts.subjects(RDF.type, kind)})

    return Holdings(
        files=sum(1 for _ in documents),
        agreements=count(ODRL.Agreement),
        clauses=count(ODRL.Permission, ODRL.Duty, ODRL.Prohibition),
        events=count(PACT.Event, PACT.DerivedEvent),
        sources=count(DCTERMS.BibliographicResource),
        parties=count(ORG.Organization, ODRL.PartyCollection),
    )


def not_understood(
    documents: Iterable[Document], facts: Triples, vocabulary: Triples
) -> Iterator[Complaint]:
    """Yield a complaint about each file in which nothing is understood.

    Args:
        documents: the files.
        facts: the triples of all of them together, as things may be described in several.
        vocabulary: what ships; a file may say more of its terms.
    """
    understood = understood_classes(vocabulary)
    for document in documents:
        policies = _foreign_policies(document.triples)
        if not document.triples:
            text = _EMPTY
        elif policies:
            text = worded_count(
                "it holds 1 ODRL policy without our profile, which is not read here: ask"
                " “pactgraph evaluate”",
                "it holds {count} ODRL policies without our profile, which are not read here:"
                " ask “pactgraph evaluate”",
                policies,
            )
        elif not any(
            understood & set(facts.objects(thing, RDF.type)) or (thing, None, None) in vocabulary
            for thing in document.triples.subjects()
        ):
            text = _NOTHING
        else:
            continue
        yield Complaint(None, text, sight=Sight.TERMS, file=document.file)


def _foreign_policies(triples: Triples) -> int:
    """Return how many ODRL policies there are, if nothing is said in our own terms."""
    if any(str(term).startswith(_OWN) for triple in triples for term in triple):
        return 0
    return sum(
        not (_KINDS.isdisjoint(said.get(RDF.type, ())) and _RULES.isdisjoint(said))
        for _, said in triples.described()
    )
