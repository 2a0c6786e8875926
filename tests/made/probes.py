"""Policies, requests and worlds in a few lines of Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.odrl import Reading, evaluate
from pactgraph.reading.triples import Triples, from_text

if TYPE_CHECKING:
    from pactgraph.odrl import Report
    from pactgraph.odrl.report import Found

PREFIXES = """
@prefix : <https://example.org/> .
@prefix cc: <http://creativecommons.org/ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dprod: <https://www.omg.org/spec/DPROD/dprod/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix pact: <https://w3id.org/pactgraph/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix report: <https://w3id.org/force/compliance-report#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sotw: <https://w3id.org/force/sotw#> .
@prefix temp: <http://example.com/request/> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NOON = "2029-06-01T12:00:00Z"
ALICE_READS_X = """
:request a odrl:Request ; odrl:permission :act .
:act odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x .
"""
GRANT = "odrl:assignee :alice ; odrl:action odrl:read ; odrl:target :x"


def graph(text: str, name: str = "") -> Triples:
    """Return the triples that `text` says, with the usual prefixes."""
    return from_text(PREFIXES + text, name)


def ask(
    policy: str,
    world: str = "",
    request: str | None = ALICE_READS_X,
    *,
    at: str | None = NOON,
    reading: Reading = Reading.W3C,
) -> Report:
    """Return what becomes of `policy`."""
    asking = None if request is None else graph(request, "the request")
    return evaluate(graph(policy, "the policy"), asking, graph(world), at=at, reading=reading)


def rules(report: Report) -> dict[str, Found]:
    """Return what was found about each rule, by the last part of its IRI; duties too."""
    found: dict[str, Found] = {}
    pending = [rule for policy in report.policies for rule in policy.rules]
    while pending:
        rule = pending.pop(0)
        found.setdefault(rule.rule.node.rsplit("/", 1)[-1].rstrip(">"), rule)
        pending += rule.duties
    return found


def permission(constraints: str = "", more: str = "") -> str:
    """Return a policy with one permission, :r, that has `constraints`."""
    joined = f"odrl:constraint {constraints} ;" if constraints else ""
    return f":p a odrl:Set ; odrl:permission :r . :r a odrl:Permission ; {joined} {GRANT} . {more}"


def dated(operator: str, value: str) -> str:
    """Return a constraint on the time; `value` is written as in Turtle."""
    return (
        f"[ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{operator} ;"
        f" odrl:rightOperand {value} ]"
    )


def on_event(operator: str, event: str) -> str:
    """Return a constraint on an event."""
    return (
        f"[ odrl:leftOperand odrl:event ; odrl:operator odrl:{operator} ;"
        f" odrl:rightOperand {event} ]"
    )


def valued(left: str, operator: str, right: str, more: str = "") -> str:
    """Return a constraint on anything."""
    return (
        f"[ odrl:leftOperand {left} ; odrl:operator odrl:{operator} ;"
        f" odrl:rightOperand {right} {more} ]"
    )


def active(policy: str, world: str = "", at: str | None = NOON) -> bool | None:
    """Return whether the permission :r is active."""
    return rules(ask(policy, world, at=at))["r"].active


def outcome(report: Report) -> list[str]:
    """Return what each policy says to each act."""
    return [str(said) for policy in report.policies for _, said in policy.outcome]
