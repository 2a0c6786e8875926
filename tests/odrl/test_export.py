"""Our agreements as plain ODRL: read back, they give the same answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, URIRef

from pactgraph.graph import load
from pactgraph.kernel.status import Status
from pactgraph.odrl import evaluate, from_rdflib
from pactgraph.odrl.report import DutyState
from pactgraph.terms import ODRL

if TYPE_CHECKING:
    from pactgraph.graph import PactGraph
    from pactgraph.odrl import Report

DATES = [
    "2019-01-01",
    "2023-01-22",
    "2023-01-23",
    "2024-06-15",
    "2025-01-21",
    "2025-10-27",
    "2025-10-28",
    "2025-12-01",
    "2026-04-26",
    "2026-04-27",
    "2026-05-01",
    "2026-12-01",
    "2029-06-01",
    "2030-12-31",
    "2031-01-01",
    "2032-12-31",
    "2033-01-01",
    "2040-01-01",
]
SCENARIOS: dict[str, dict[str, str]] = {
    "as recorded": {},
    "verified in 2028": {"agi-verified": "2028-06-01", "agi-declared": "2028-01-01"},
    "never verified": {"agi-verified": "never"},
    "licence ended": {"research-licence-ended": "2026-04-27", "panel-ended": "never"},
}
KNOWN = ("2026-03-01", "2026-11-23")
TRUTH = {Status.IN_FORCE: True, Status.DEPENDS: None}


@cache
def shipped() -> PactGraph:
    """Return the shipped facts."""
    return load()


def read_back(known: str, assume: dict[str, str], on: str, policies: Graph) -> Report:
    """Return what the evaluator makes of exported policies in an exported world."""
    setting = shipped().setting(on=on, known=known, assume=assume)
    return evaluate(policies, None, shipped().odrl_world(setting))


@pytest.mark.many
@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("lists", [False, True], ids=["repeated", "lists"])
def test_read_back_gives_the_same_answers(known: str, scenario: str, lists: bool) -> None:  # noqa: FBT001 (a case)
    """Every clause is active, inactive or open exactly where its status says so."""
    assume = SCENARIOS[scenario]
    setting = shipped().setting(on=DATES[0], known=known, assume=assume)
    policies = shipped().odrl(setting, lists=lists)
    checked = set()
    for on in DATES:
        there = shipped().setting(on=on, known=known, assume=assume)
        expected = {
            answer.clause.iri: TRUTH.get(answer.status, False)
            for answer in shipped().status(there)
        }
        report = read_back(known, assume, on, policies)
        found = {
            rule.rule.node[1:-1]: rule.active
            for policy in report.policies
            for rule in policy.rules
        }

        assert expected == found
        checked |= set(found.values())
    assert {True, False, None} == checked


@pytest.mark.many
def test_awkward_conditions_survive_too() -> None:
    """Derived and delayed events, exclusive alternatives and coarse dates read back the same."""
    awkward = load(Path(__file__).parents[1] / "questions" / "awkward.ttl")
    assumed: list[dict[str, str]] = [{}, {"lawsuit": "2027-03-15"}, {"merger": "never"}]
    days = [f"{year}-{day}" for year in range(2024, 2033) for day in ("01-15", "07-01")]
    for assume in assumed:
        for on in days:
            setting = awkward.setting(on=on, known="2026-11-23", assume=assume)
            expected = {
                answer.clause.iri: TRUTH.get(answer.status, False)
                for answer in awkward.status(setting)
            }
            report = evaluate(awkward.odrl(setting), None, awkward.odrl_world(setting))

            assert expected == {
                rule.rule.node[1:-1]: rule.active
                for policy in report.policies
                for rule in policy.rules
            }


def test_ended_and_coming_duties_are_lapsed_and_pending() -> None:
    """A duty in force is due, an ended one has lapsed, a coming one is pending."""
    words = {
        Status.IN_FORCE: DutyState.DUE,
        Status.ENDED: DutyState.LAPSED,
        Status.NOT_YET: DutyState.PENDING,
        Status.DEPENDS: DutyState.DEPENDS,
    }
    seen = set()
    for on in ("2025-10-01", "2025-12-01", "2026-06-01", "2033-01-01"):
        setting = shipped().setting(on=on, known="2026-11-23")
        status = {a.clause.iri: a.status for a in shipped().status(setting)}
        report = read_back("2026-11-23", {}, on, shipped().odrl(setting, ["MSOA-2025"]))
        for rule in report.policies[0].rules:
            if rule.state:
                assert words[status[rule.rule.node[1:-1]]] == rule.state
                seen.add(rule.state)
    assert set(words.values()) == seen


def test_the_export_is_plain_odrl() -> None:
    """Conditions are simple ODRL constraints on dateTime and event, with terms of ODRL alone."""
    setting = shipped().setting(on="2029-06-01", known="2026-11-23")
    graph = shipped().odrl(setting)
    constraints = {c for rule in graph.objects(None, ODRL.constraint) for c in [rule]}

    assert len(constraints) > 50
    for node in graph.subjects(RDF.type, ODRL.Constraint):
        if "/constraint/" in str(node):
            assert graph.value(node, ODRL.leftOperand) in {ODRL.dateTime, ODRL.event}
            assert graph.value(node, ODRL.operator) in {ODRL.lt, ODRL.gteq}
            assert graph.value(node, ODRL.rightOperand) is not None


def test_dated_beginnings_are_dates_and_open_ends_are_events() -> None:
    """The research licence begins on a date, ends on a date, and ends on two open events."""
    setting = shipped().setting(on="2029-06-01", known="2026-11-23")
    graph = shipped().odrl(setting, ["MSOA-2025"])
    licence = URIRef("https://w3id.org/pactgraph/id/MSOA-2025-12")
    told = {
        tuple(
            str(graph.value(constraint, term)).rsplit("/", 1)[-1]
            for term in (ODRL.leftOperand, ODRL.operator, ODRL.rightOperand)
        )
        for constraint in graph.objects(licence, ODRL.constraint)
    }

    assert {
        ("dateTime", "gteq", "2025-10-28T00:00:00Z"),
        ("dateTime", "lt", "2031-01-01T00:00:00Z"),
        ("event", "lt", "agi-verified"),
        ("event", "lt", "research-licence-ended"),
    } == told


def test_limits_of_scope_refine_the_action() -> None:
    """A limit of scope is a refinement: it narrows what is covered and leaves the rule active."""
    setting = shipped().setting(on="2025-12-01", known="2026-11-23")
    graph = shipped().odrl(setting)
    refined = set(graph.objects(None, ODRL.refinement))

    assert refined
    assert not refined & set(graph.objects(None, ODRL.constraint))


def test_an_agreement_not_yet_known_is_left_out() -> None:
    """What was known in March 2026 does not include the amendment of April."""
    setting = shipped().setting(on="2026-05-01", known="2026-03-01")
    policies = set(shipped().odrl(setting).subjects(RDF.type, ODRL.Agreement))

    assert URIRef("https://w3id.org/pactgraph/id/MSOA-2025") in policies
    assert URIRef("https://w3id.org/pactgraph/id/MSOA-2026") not in policies


def test_the_export_survives_turtle() -> None:
    """Written to Turtle and parsed again, it gives the same report."""
    setting = shipped().setting(on="2029-06-01", known="2026-11-23")
    graph, world = shipped().odrl(setting), shipped().odrl_world(setting)
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")

    def told(report: Report) -> dict[str, bool | None]:
        return {r.rule.node: r.active for p in report.policies for r in p.rules}

    assert told(evaluate(graph, None, world)) == told(evaluate(from_rdflib(again), None, world))
