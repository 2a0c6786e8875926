"""What is malformed is refused with what would be right, and never taken for true."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from made.probes import ALICE_READS_X, PREFIXES, ask, dated, on_event, permission, valued
from pactgraph.errors import BadInputError, InvalidGraphError
from pactgraph.odrl import evaluate, read_triples

if TYPE_CHECKING:
    from pathlib import Path

PAST = '"2029"^^xsd:gYear'
CIRCLE = ":c odrl:and :c ."
DEEP = "".join(f":c{n} odrl:and :c{n + 1} . " for n in range(100)) + f":c100 odrl:and {dated('lt', PAST)} ."  # fmt: skip


@pytest.mark.parametrize(
    ("message", "policy"),
    [
        # logical constraints
        ("has no operands; odrl:and needs", permission("[ odrl:and () ]")),
        ("has no operands; odrl:or needs", permission("[ odrl:or () ]")),
        ("has no operands; odrl:xone needs", permission("[ odrl:xone () ]")),
        ("need an order: give an RDF list", permission(f"[ odrl:andSequence {dated('lt', PAST)} ]")),
        ("nest one in the other", permission(f"[ odrl:and {dated('lt', PAST)} ; odrl:or {dated('gt', PAST)} ]")),
        ("contains itself", permission(":c", CIRCLE)),
        ("nested more than 60 deep", permission(":c0", DEEP)),
        ("an RDF list is broken", permission("[ odrl:and [ rdf:first :c ] ]")),
        ("needs one odrl:leftOperand and one odrl:operator", permission("[ odrl:and :nothing ]")),
        # simple constraints
        ("needs one odrl:leftOperand", permission("[ a odrl:Constraint ]")),
        ("r: odrl:constraint is the text “2029”; write an IRI", permission('"2029"')),
        ("has no odrl:rightOperand", permission("[ odrl:leftOperand odrl:count ; odrl:operator odrl:lt ]")),
        ("odrl:neg is no term of ODRL 2.2; did you mean odrl:neq", permission(valued("odrl:count", "neg", "3"))),
        ("takes one, or use odrl:isAnyOf", permission(valued("odrl:count", "lt", "3 , 4"))),
        ("is not a date; write xsd:dateTime", permission(dated("lt", "2029"))),
        ("is not a date; write xsd:dateTime", permission(dated("lt", ":e"))),
        ("does not exist in the calendar", permission(dated("lt", '"2029-02-30"^^xsd:date'))),
        ("a date cannot be compared with", permission(dated("isPartOf", PAST))),
        ("r, its constraint: odrl:leftOperand is the text “count”; write an IRI", permission(valued('"count"', "lt", "3"))),
        ("compares an event with “2029”; name the event", permission(on_event("lt", PAST))),
        ("compares an event with isA", permission(on_event("isA", ":e"))),
        # rules and policies
        ("the permission r is not described", ":p odrl:permission :r ."),
        ("describes no ODRL policy", ":x a :Y ."),
        ("describes no ODRL policy", ALICE_READS_X),
        ("a policy is of one class", permission() + ":p a odrl:Agreement ."),
        ("odrl:some is no term of ODRL 2.2", permission() + ":p odrl:conflict odrl:some ."),
        ("inherits from parent, which is not described", permission() + ":p odrl:inheritFrom :parent ."),
        ("p contains itself", permission() + ":p odrl:inheritFrom :p ."),
        ("is no action, party or asset", ":p odrl:permission :r . :r odrl:action [] ."),
        ("r: odrl:action is the text “read”; write an IRI", ':p odrl:permission :r . :r odrl:action "read" .'),
        ("p, its permission, its constraint: odrl:leftOperand is the text", ':p odrl:permission [ odrl:constraint [ odrl:leftOperand "odrl:dateTime" ] ] .'),
        ("the policy: p, its permission, its action: this is no action", ":p odrl:permission [ odrl:action [] ] ."),
        ("the policy: p, its permission, its constraint, its and: this constraint needs", ":p odrl:permission [ odrl:constraint [ odrl:and ( [] ) ] ] ."),
        ("the policy: p: “P” is not a duration", ':p odrl:obligation [ dprod:deadline "P"^^xsd:duration ] .'),
        ("d contains itself", ":p odrl:obligation :d . :d odrl:action odrl:read ; odrl:consequence :d ."),
        ("mixes months and days", ':p odrl:obligation :d . :d dprod:deadline "P1M3D"^^xsd:duration .'),
        ("is not a duration", ':p odrl:obligation :d . :d dprod:deadline "P"^^xsd:duration .'),
        ("has 2 values for deadline", ':p odrl:obligation :d . :d dprod:deadline "2029"^^xsd:gYear , "2030"^^xsd:gYear .'),
    ],
)  # fmt: skip
def test_a_malformed_policy_is_refused(message: str, policy: str) -> None:
    """Each message says what was found and what would be right."""
    with pytest.raises(BadInputError, match=message):
        ask(policy)


def test_an_order_of_what_has_none_is_refused() -> None:
    """A colour is not less than ten."""
    policy = permission(valued("odrl:count", "lt", "10"))

    with pytest.raises(BadInputError, match="give both as numbers, dates or durations"):
        ask(policy, ':alice odrl:count "red" .')


@pytest.mark.parametrize(
    ("message", "world"),
    [
        ("two current times", 'temp:currentTime dct:issued "2029"^^xsd:gYear , "2030"^^xsd:gYear .'),
        ("the act a has no date", ":a odrl:action odrl:read ."),
        ("e has two dates", ':e dct:date "2029-01-01"^^xsd:date , "2029-01-02"^^xsd:date .'),
        ("the order of events is circular", ":a pact:neverPrecedes :b . :b pact:neverPrecedes :a ."),
        ("is not a date", ':e pact:occurredOn "soon" .'),
    ],
)  # fmt: skip
def test_a_contradictory_world_is_refused(message: str, world: str) -> None:
    """Two times, an act without a date, an event with two dates, a circular order."""
    with pytest.raises(BadInputError, match=message):
        ask(permission(on_event("lt", ":e")), world, at=None)


@pytest.mark.parametrize(
    ("message", "request_"),
    [
        ("the request asks for nothing", ":x a :Y ."),
        ("is 2 actions at once", ":q odrl:permission :a . :a odrl:action odrl:read , odrl:sell ."),
    ],
)
def test_an_empty_request_is_refused(message: str, request_: str) -> None:
    """A request has one action an act."""
    with pytest.raises(BadInputError, match=message):
        ask(permission(), "", request_)


@pytest.mark.parametrize(
    ("message", "name", "content"),
    [
        ("should end in one of .ttl", "policy.txt", b""),
        ("policy.ttl:2: this does not parse", "policy.ttl", b"<urn:a> <urn:b> <urn:c> .\n:x"),
        ("an IRI is relative", "policy.ttl", b"<a> <urn:b> <urn:c> ."),
        ("not text in UTF-8", "policy.ttl", b'<urn:a> <urn:b> "\xff" .'),
        ("contains a zero byte", "policy.ttl", b"\0"),
        ("this is not JSON", "policy.jsonld", b"{"),
        ("is not fetched; write it out, or use one of", "policy.jsonld", b'{"@context": "https://example.org/c"}'),
        ("100,000 are allowed", "policy.ttl", b'<urn:a> <urn:b> "' + b"x" * 100_001 + b'" .'),
        ("triples about triples", "policy.nt", b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> ."),
    ],
)  # fmt: skip
def test_a_file_that_does_not_parse_is_refused(
    message: str, name: str, content: bytes, tmp_path: Path
) -> None:
    """File and, where the parser knows it, line are named."""
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(InvalidGraphError, match=message):
        read_triples(file)


def test_text_in_a_policy_is_data() -> None:
    """Nothing in a literal or a label is run or interpreted."""
    hostile = '"__import__(\\"os\\").abort() {{7*7}} \\" ; odrl:permission :all"'
    report = ask(permission(valued("odrl:purpose", "eq", hostile)), f":alice odrl:purpose {hostile} .")  # fmt: skip

    assert True is report.policies[0].rules[0].active


def test_a_graph_that_is_no_file_has_a_name_in_either_language() -> None:
    """What is wrong with it, or with a term in it, is told without a word of English."""
    policy, nothing = (
        Graph().parse(data=PREFIXES + permission(valued("odrl:count", "neg", "3"))),
        Graph(),
    )
    for graph, german in ((nothing, "die Policy beschreibt keine"), (policy, "die Policy: ")):
        with pytest.raises(BadInputError) as refused:
            evaluate(graph, None, nothing)
        assert str(refused.value).startswith("the policy")
        assert refused.value.in_language("de").startswith(german)
