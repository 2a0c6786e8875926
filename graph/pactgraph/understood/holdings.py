"""How much was read, and which files say nothing that is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.complaints import Complaint, Sight
from pactgraph.terms import CERTAINTY, DCTERMS, KIND, ODRL, ORG, PACT, RDF, VERDICT
from pactgraph.understood.places import POLICIES, understood_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from pactgraph.messages import Language
    from pactgraph.read import Document

_OWN = tuple(map(str, (PACT, KIND, CERTAINTY, VERDICT)))
_RULES = (ODRL.permission, ODRL.prohibition, ODRL.obligation)

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "empty": "the file says nothing: there is no triple in it",
        "policy": "it holds 1 ODRL policy without our profile, which is not read here: ask"
        " “pactgraph evaluate”",
        "policies": "it holds {} ODRL policies without our profile, which are not read here: ask"
        " “pactgraph evaluate”",
        "nothing": "nothing in it is understood: it describes no agreement, clause, event, party,"
        " asset or source",
    },
    "de": {
        "empty": "die Datei sagt nichts: Sie enthält kein einziges Tripel",
        "policy": "sie enthält 1 ODRL-Policy ohne unser Profil, die hier nicht gelesen wird:"
        " Fragen Sie „pactgraph evaluate“",
        "policies": "sie enthält {} ODRL-Policies ohne unser Profil, die hier nicht gelesen"
        " werden: Fragen Sie „pactgraph evaluate“",
        "nothing": "nichts darin wird verstanden: Sie beschreibt weder Vereinbarung noch Klausel,"
        " Ereignis, Partei, Gegenstand oder Quelle",
    },
}


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


def holdings(documents: Iterable[Document], facts: Graph) -> Holdings:
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
    documents: Iterable[Document], facts: Graph, vocabulary: Graph, language: Language
) -> Iterator[Complaint]:
    """Yield a complaint about each file in which nothing is understood.

    Args:
        documents: the files.
        facts: the triples of all of them together, as things may be described in several.
        vocabulary: what ships; a file may say more of its terms.
        language: of the messages.
    """
    words, understood = _WORDS[language], understood_classes(vocabulary)
    for document in documents:
        policies = _foreign_policies(document.triples)
        if not document.triples:
            text = words["empty"]
        elif policies:
            text = words["policy" if policies == 1 else "policies"].format(policies)
        elif not any(
            understood & set(facts.objects(thing, RDF.type)) or (thing, None, None) in vocabulary
            for thing in document.triples.subjects(unique=True)
        ):
            text = words["nothing"]
        else:
            continue
        yield Complaint(None, text, sight=Sight.TERMS, file=document.file)


def _foreign_policies(triples: Graph) -> int:
    """Return how many ODRL policies there are, if nothing is said in our own terms."""
    found = {
        *(s for kind in (*POLICIES, ODRL.Agreement) for s in triples.subjects(RDF.type, kind)),
        *(s for rule in _RULES for s in triples.subjects(rule)),
    }
    if not found or any(str(term).startswith(_OWN) for triple in triples for term in triple):
        return 0
    return len(found)
