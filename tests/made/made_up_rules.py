"""Agreements that are made up: a few words a clause, for tests of what rules come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.checking.check import trusted_record
from pactgraph.graph import PactGraph

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
@prefix : <https://example.org/rules/> .
@prefix certainty: <https://w3id.org/pactgraph/certainty/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/pactgraph/kind/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:acme a org:Organization ; rdfs:label "Acme"@en .
:acme-motors a org:Organization ; rdfs:label "Acme Motors"@en ; org:subOrganizationOf :acme .
:beta a org:Organization ; rdfs:label "Beta"@en .
:gamma a org:Organization ; rdfs:label "Gamma"@en .
:dealers a odrl:PartyCollection ; rdfs:label "dealers"@en .
:delta a org:Organization ; rdfs:label "Delta"@en ; odrl:partOf :dealers .

:engine a odrl:Asset ; rdfs:label "engine"@en ; pact:excludes :turbo .
:piston a odrl:Asset ; rdfs:label "piston"@en ; odrl:partOf :engine .
:ring a odrl:Asset ; rdfs:label "ring"@en ; odrl:partOf :piston .
:turbo a odrl:Asset ; rdfs:label "turbo"@en ; odrl:partOf :engine .
:wheel a odrl:Asset ; rdfs:label "wheel"@en .

:hire-out a odrl:Action ; rdfs:label "hire out"@en ;
    odrl:includedIn odrl:use ; odrl:implies :deliver .
:deliver a odrl:Action ; rdfs:label "deliver"@en .

:launch a pact:Event ; rdfs:label "launch"@en .
:before-launch a odrl:Constraint ;
    odrl:leftOperand odrl:event ; odrl:operator odrl:lt ; odrl:rightOperand :launch .
:through-2026 a odrl:Constraint ;
    odrl:leftOperand odrl:dateTime ;
    odrl:operator odrl:lteq ; odrl:rightOperand "2026"^^xsd:gYear .
:to-dealers a odrl:Constraint ; rdfs:label "only to dealers"@en ;
    odrl:leftOperand pact:customer ; odrl:operator odrl:isAnyOf ; odrl:rightOperand :dealers .
:not-to-dealers a odrl:Constraint ; rdfs:label "not to dealers"@en ;
    odrl:leftOperand pact:customer ; odrl:operator odrl:isNoneOf ; odrl:rightOperand :dealers .
:small a odrl:Constraint ; rdfs:label "at most 10"@en ;
    odrl:leftOperand odrl:count ; odrl:operator odrl:lteq ; odrl:rightOperand 10 .
:dealers-or-through-2026 a odrl:LogicalConstraint ; rdfs:label "to dealers, or through 2026"@en ;
    odrl:or :to-dealers ; odrl:or :through-2026 .
:paper a dcterms:BibliographicResource ; dcterms:publisher "Acme" ; dcterms:title "Paper"@en ;
    dcterms:issued "2024"^^xsd:gYear ; schema:url <https://acme.example/> .
"""
_CLASSES = {
    "may": ("permission", "Permission"),
    "must": ("obligation", "Duty"),
    "must-not": ("prohibition", "Prohibition"),
}


@dataclass(frozen=True)
class Made:
    """A graph in the making.

    Attributes:
        folder: where its file is written.
        text: what is in it so far.
    """

    folder: Path
    text: str = HEAD

    def agreement(self, name: str, *rules: str, since: str = "2024-01-01", more: str = "") -> Made:
        """Return it with an agreement in which Beta (or another) grants, and Acme acts.

        Args:
            name: id of the agreement.
            rules: each in words: id, may/must/must-not, action, asset, and turtle to add after
                a semicolon; ``by=`` and ``from=`` name other parties.
            since: when it takes effect and is known.
            more: turtle to add to the agreement.
        """
        told, named = [], []
        for rule in rules:
            words, _, extra = rule.partition(";")
            identity, verb, action, asset, *others = words.split()
            parties = {"by": "acme", "from": "beta"} | dict(o.split("=") for o in others)
            predicate, kind = _CLASSES[verb]
            named.append(f"odrl:{predicate} :{identity} ;")
            told.append(
                f":{identity} a odrl:{kind} ; dcterms:type kind:note ; rdfs:label "
                f'"{identity} label"@en ; odrl:assignee :{parties["by"]} ; odrl:assigner '
                f":{parties['from']} ; odrl:action {action} ; odrl:target :{asset} ; "
                f"{extra} pact:certainty certainty:official ; dcterms:source :paper ."
            )
        head = (
            f':{name} a odrl:Agreement ; rdfs:label "{name}"@en ; dcterms:issued '
            f'"{since}"^^xsd:date ; pact:party :acme, :beta ; {more} {" ".join(named)} '
            "dcterms:source :paper ."
        )
        return Made(self.folder, "\n".join((self.text, head, *told)))

    @property
    def graph(self) -> PactGraph:
        """The graph."""
        file = self.folder / "rules.ttl"
        file.write_text(self.text, encoding="utf-8")
        return PactGraph(*trusted_record([file], shapes=False))

    def may(
        self, question: str, *, on: str = "2025-06-01", known: str = "2025-01-01", **given: str
    ) -> str:
        """Return the outcome of a question in three words, and the ids of the rules that count."""
        graph = self.graph
        party, action, asset = question.split()
        attributes = {name.replace("_", "-"): value for name, value in given.items()}
        setting = graph.setting(on=on, known=known)
        answer = graph.may(party, action, asset, setting, attributes)
        counting = [f.rule.clause.id for f in answer.findings if f.weight == "applies"]
        return " ".join((answer.outcome.value, *counting))
