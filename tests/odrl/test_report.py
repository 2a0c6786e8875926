"""The report in RDF, as a table and as JSON."""

# ruff: noqa: E501 - a triple is read best on one line
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF

from made.probes import ALICE_READS_X, GRANT, NOON, ask, dated, graph, on_event, permission, valued
from pactgraph.odrl import Reading, turtle
from pactgraph.odrl.rows import _WORDS, WORDS, objects, table
from pactgraph.telling.tables import as_markdown

if TYPE_CHECKING:
    from rdflib.term import Node

    from pactgraph.odrl import Report

REPORT = Namespace("https://w3id.org/force/compliance-report#")
PACT = Namespace("https://w3id.org/pactgraph/ns#")
EX = Namespace("https://example.org/")
READ_BACK = "2029-06-01T12:00:00+00:00"
"""Noon as rdflib writes the instant that it read."""
PAST = '"2029-01-01T00:00:00Z"^^xsd:dateTime'


def parsed(report: Report) -> Graph:
    """Return the RDF of a report, as rdflib reads it."""
    return Graph().parse(data=turtle(report), format="turtle")


def about(rdf: Graph, predicate: Node, value: Node) -> dict[str, set[str]]:
    """Return local names of what the RDF says of the one node with a value."""
    (node,) = rdf.subjects(predicate, value)
    found: dict[str, set[str]] = {}
    for p, o in rdf.predicate_objects(node):
        found.setdefault(p.split("#")[-1].split("/")[-1], set()).add(o.split("#")[-1])
    return found


def test_a_policy_report_names_policy_request_and_time() -> None:
    """One policy report a policy and request, created at the time of the world."""
    rdf = parsed(ask(permission()))
    (node,) = rdf.subjects(RDF.type, REPORT.PolicyReport)

    assert (EX.p, EX.request) == (
        rdf.value(node, REPORT.policy),
        rdf.value(node, REPORT.policyRequest),
    )
    assert READ_BACK == str(rdf.value(node, DCTERMS.created))


@pytest.mark.parametrize(
    ("reading", "party", "activation", "control"),
    [
        (Reading.W3C, ":alice", "Active", {"Permit"}),
        (Reading.W3C, ":bob", "Active", {"Deny"}),
        (Reading.FORCE, ":alice", "Active", set()),
        (Reading.FORCE, ":bob", "Inactive", set()),
    ],
)
def test_a_rule_report_has_the_states_of_its_reading(
    reading: Reading, party: str, activation: str, control: set[str]
) -> None:
    """Attempted, activation; in the reading of the draft the control state too."""
    request = ALICE_READS_X.replace(":alice", party)
    found = about(parsed(ask(permission(), "", request, reading=reading)), REPORT.rule, EX.r)

    assert {"PermissionReport"} == found["type"]
    assert {"Attempted"} == found["attemptState"]
    assert {activation} == found["activationState"]
    assert control == found.get("controlState", set())
    assert "performanceState" not in found  # nothing is known of one


def test_without_a_request_nothing_was_attempted() -> None:
    """The report model calls that NotAttempted."""
    found = about(parsed(ask(permission(), "", None)), REPORT.rule, EX.r)

    assert {"NotAttempted"} == found["attemptState"]


def test_a_satisfied_constraint_shows_its_operands_and_an_unsatisfied_one_only_the_left() -> None:
    """As the public test suite expects."""
    named = ":c odrl:leftOperand odrl:dateTime ; odrl:operator odrl:{} ; odrl:rightOperand " + PAST + " ."  # fmt: skip
    holds = about(parsed(ask(permission(":c", named.format("gt")))), REPORT.constraint, EX.c)
    fails = about(parsed(ask(permission(":c", named.format("lt")))), REPORT.constraint, EX.c)

    assert {"type", "constraint", "constraintLeftOperand", "satisfactionState"} == set(fails)
    assert {"constraintOperator", "constraintRightOperand"} == set(holds) - set(fails)
    assert {READ_BACK} == holds["constraintLeftOperand"]
    assert ({"Satisfied"}, {"Unsatisfied"}) == (holds["satisfactionState"], fails["satisfactionState"])  # fmt: skip


def test_what_depends_is_unsatisfied_only_in_rdf() -> None:
    """The report model has two values; the values behind it have three."""
    named = ":c odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand :sale ."
    report = ask(permission(":c", named))
    rdf = parsed(report)

    assert None is report.policies[0].rules[0].active
    assert {"Unsatisfied"} == about(rdf, REPORT.constraint, EX.c)["satisfactionState"]
    assert {"Inactive"} == about(rdf, REPORT.rule, EX.r)["activationState"]


def test_logical_constraints_and_refinements_nest_their_premises() -> None:
    """Each part has its own report below that of the whole."""
    both = f":c odrl:and {dated('gt', PAST)} , {dated('lt', PAST)} ."
    rdf = parsed(ask(permission(":c", both)))
    (node,) = rdf.subjects(REPORT.constraint, EX.c)
    parts = list(rdf.objects(node, REPORT.premiseReport))
    states = {str(rdf.value(p, REPORT.satisfactionState)).split("#")[-1] for p in parts}
    refined = permission().replace(
        "odrl:read",
        f"[ rdf:value odrl:read ; odrl:refinement {valued('odrl:count', 'lt', '3')} ]",
    )
    other = parsed(ask(refined))
    (action,) = other.subjects(RDF.type, REPORT.ActionReport)

    assert {"Satisfied", "Unsatisfied"} == states
    assert {"and"} == {x.split("/")[-1] for x in about(rdf, REPORT.constraint, EX.c)["constraintLogicalOperand"]}  # fmt: skip
    assert 1 == len(list(other.objects(action, REPORT.premiseReport)))


def test_duties_show_what_has_become_of_them() -> None:
    """Performance, deontic state, and the state in our own words; consequences stand beside."""
    policy = """:p odrl:obligation :d . :d odrl:action odrl:pay ; odrl:consequence :fine ;
        dprod:deadline "2029-05-31"^^xsd:date . :fine odrl:action odrl:delete ."""
    rdf = parsed(ask(policy, "", None))
    found, fine = about(rdf, REPORT.rule, EX.d), about(rdf, REPORT.rule, EX.fine)

    assert ({"Unperformed"}, {"Violated"}, {"violated"}) == (
        found["performanceState"],
        found["deonticState"],
        found["dutyState"],
    )
    assert ({"Active"}, {"due"}) == (fine["activationState"], fine["dutyState"])
    assert {"violated", "due"} == {str(state) for state in rdf.objects(None, PACT.dutyState)}


def test_a_decided_condition_is_referred_to_and_an_own_one_described() -> None:
    """The world's report on a duty is named; without one there is a report inside."""
    policy = permission(more=":r odrl:duty :d . :d odrl:action odrl:pay .")
    world = ":dr a report:DutyReport ; report:rule :d ; report:deonticState report:Fulfilled ."
    named, own = parsed(ask(policy, world)), parsed(ask(policy))

    assert [EX.dr] == list(named.objects(None, REPORT.conditionReport))
    assert EX.dr not in set(named.subjects())
    (node,) = own.objects(None, REPORT.conditionReport)
    assert EX.d == own.value(node, REPORT.rule)


def test_remedies_stand_beside_their_prohibition() -> None:
    """One duty report a violation."""
    policy = ":p odrl:prohibition :no . :no odrl:action odrl:sell ; odrl:remedy :fix . :fix odrl:action odrl:inform ."  # fmt: skip
    world = ':s odrl:action odrl:sell ; dct:date "2029-01-01"^^xsd:date .'
    rdf = parsed(ask(policy, world, None))

    assert 1 == len(list(rdf.subjects(REPORT.rule, EX.fix)))
    assert {"Violated"} == about(rdf, REPORT.rule, EX.no)["deonticState"]


def test_hostile_text_survives_the_report() -> None:
    """Quotes, backslashes, line ends, and brackets come back as they were."""
    text = 'a"b\\c\n] . <urn:x> a <urn:y> . \u200f\t\r ^^xsd:date'
    literal = json.dumps(text)
    report = ask(
        permission(valued("odrl:purpose", "eq", literal)), f":alice odrl:purpose {literal} ."
    )
    (value,) = parsed(report).objects(None, REPORT.constraintRightOperand)

    assert text == str(value)


# ---- Tables and JSON --------------------------------------------------------------------


def test_the_table_says_why() -> None:
    """Policy and outcome first, then each rule with what fails or decides."""
    policy = permission(on_event("lt", ":e")) + f":p odrl:prohibition :no . :no odrl:action odrl:sell ; odrl:constraint {dated('lt', PAST)} ."  # fmt: skip
    rows = table(ask(policy), "en").rows

    assert [
        ["p", "policy", "", "depends", ""],
        ["  r", "permission", "depends", "depends", "decided by: e"],
        ["  no", "prohibition", "no", "not about it", "action differs; not satisfied: dateTime lt 2029-01-01T00:00:00Z"],
    ] == [list(row) for row in rows]  # fmt: skip


def test_the_table_in_german() -> None:
    """Every word that the table can say has a German one."""
    policy = f":p odrl:permission :yes ; odrl:prohibition :no . :yes {GRANT} . :no {GRANT} ."
    drawn = as_markdown(table(ask(policy), "de"))

    assert WORDS <= _WORDS["de"].keys()
    assert "ungültig" in drawn
    assert "yes kollidiert mit no; die Policy hat kein odrl:conflict" in drawn
    assert "Erlaubnis" in drawn


def test_json_has_the_documented_keys() -> None:
    """Nested: policies, rules, premises, duties."""
    policy = permission(dated("gt", PAST), ":r odrl:duty :d . :d odrl:action odrl:pay .")
    found = json.loads(json.dumps(objects(ask(policy))))
    (one,) = found["policies"]
    (rule,) = one["rules"]

    assert ["now", "reading", "notes", "policies"] == list(found)
    assert (NOON, "w3c") == (found["now"], found["reading"])
    assert ["policy", "request", "kind", "outcome", "conflicts", "rules"] == list(one)
    assert [
        *("rule", "kind", "active", "act", "attempted", "performed", "deontic", "state"),
        *("premises", "duties", "acts", "depends_on", "withdrawn"),
    ] == list(rule)
    assert ["target", "party", "action", "constraint"] == [p["about"] for p in rule["premises"]]
    assert ("no", "due") == (rule["active"], rule["duties"][0]["state"])


def test_reports_hold_no_more_than_they_say() -> None:
    """Every subject of a report is a blank node, and every term is one of the vocabularies."""
    rdf = parsed(ask(permission(dated("gt", PAST))))

    assert {"BNode"} == {type(subject).__name__ for subject in rdf.subjects()}
    spaces = (str(REPORT), str(DCTERMS), str(RDF), str(PACT))
    assert all(str(predicate).startswith(spaces) for predicate in rdf.predicates())
    assert graph(turtle(ask(permission()))).by_subject
